import { checkSchemas, type TypedOutcome } from '../batch/typed-payloads.ts'
import type { AnyStandardSchema } from '../document/standard-schema.ts'
import type { Outcome } from '../outcome/outcome.ts'
import type { PayloadSchemas } from '../record/compose-invocation-record.ts'

/** The part of an `AbortSignal` that {@link HandleOptions} use, so that no environment's types are needed. */
export interface AbortSignalLike {
  readonly aborted: boolean
  readonly reason?: unknown
  addEventListener(type: 'abort', listener: () => void): void
  removeEventListener(type: 'abort', listener: () => void): void
}

/** Whether an outcome that is `unrecognised` or a `payload-mismatch` fails, or goes to the handler. */
export type UnrecognisedPolicy = 'fail' | 'handle'

/** Options of `handleOutcomes`. */
export interface HandleOptions<
  Request extends AnyStandardSchema | undefined = AnyStandardSchema | undefined,
  Response extends AnyStandardSchema | undefined = AnyStandardSchema | undefined,
  Policy extends UnrecognisedPolicy = UnrecognisedPolicy,
> {
  /** Schema of the payload that the caller sent; may be asynchronous. */
  readonly requestPayload?: Request | undefined
  /** Schema of the function's response, which on a failure is the runtime's error object; may be asynchronous. */
  readonly responsePayload?: Response | undefined
  /**
   * Outcomes that are handled at the same time. Those of one stream, Kafka partition or FIFO message group take turns.
   *
   * @defaultValue 10
   */
  readonly maxConcurrency?: number | undefined
  /**
   * `fail`: an outcome that is `unrecognised` or a `payload-mismatch` counts as failed, so that its source keeps it.
   * `handle`: the handler gets it, and its source keeps it only if the handler fails.
   *
   * @defaultValue 'fail'
   */
  readonly unrecognised?: Policy | undefined
  /**
   * Called for each outcome that fails, with the error of the handler; of an `unrecognised` one, a `DocumentError`. If it
   * throws, the whole call rejects.
   *
   * @defaultValue writes the error to the console
   */
  readonly onFailure?: ((error: unknown, outcome: Outcome) => void | Promise<void>) | undefined
  /**
   * Once it is aborted, no further outcome is handled, and those that are not done count as failed. A handler that runs
   * goes on, unobserved.
   */
  readonly signal?: AbortSignalLike | undefined
}

/** An outcome as the handler gets it: `unrecognised` and `payload-mismatch` only if it asks for them. */
export type HandledOutcome<
  Schemas extends PayloadSchemas = PayloadSchemas,
  Policy extends UnrecognisedPolicy = 'fail',
> = 'handle' extends Policy
  ? TypedOutcome<Schemas>
  : Exclude<TypedOutcome<Schemas>, { kind: 'unrecognised' | 'payload-mismatch' }>

/** Browsers, workers and every supported Node.js have it; the published code must not depend on the types of one. */
declare const console: { error(...values: unknown[]): void }

interface CheckedOptions {
  readonly maxConcurrency: number
  readonly unrecognised: UnrecognisedPolicy
  readonly onFailure: NonNullable<HandleOptions['onFailure']>
  readonly signal: AbortSignalLike | undefined
  readonly schemas: PayloadSchemas
}

/** Fills in defaults. A misspelled option would change what becomes of an item, so it is refused. */
export function checkedOptions(options: HandleOptions = {}): CheckedOptions {
  if (typeof options !== 'object' || options === null)
    throw new TypeError('the options of handleOutcomes are no object')
  const { maxConcurrency = 10, unrecognised = 'fail', onFailure = writeFailure, signal, ...rest } = options
  const { requestPayload, responsePayload, ...unknown } = rest
  const [misspelled] = Object.keys(unknown)
  if (misspelled !== undefined) throw new TypeError(`no option of handleOutcomes: ${misspelled.slice(0, 80)}`)
  if (typeof maxConcurrency !== 'number' || !(maxConcurrency >= 1))
    throw new RangeError(`maxConcurrency: not a number of at least 1: ${String(maxConcurrency)}`)
  if (unrecognised !== 'fail' && unrecognised !== 'handle')
    throw new TypeError(`unrecognised: neither 'fail' nor 'handle': ${String(unrecognised).slice(0, 80)}`)
  if (typeof onFailure !== 'function') throw new TypeError('onFailure: not a function')
  if (signal !== undefined && typeof signal?.addEventListener !== 'function')
    throw new TypeError('signal: not an AbortSignal')
  const schemas = { requestPayload, responsePayload }
  checkSchemas(schemas)
  return { maxConcurrency, unrecognised, onFailure, signal, schemas }
}

function writeFailure(error: unknown, { kind, itemIdentifier }: Outcome): void {
  console.error(itemIdentifier === undefined ? `${kind} failed:` : `${kind} ${itemIdentifier} failed:`, error)
}
