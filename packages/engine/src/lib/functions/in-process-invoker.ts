import { formatFunctionArn } from '@async-invoke/schemas/function-reference'
import { defaultHome } from '@async-invoke/schemas/internal'
import type { Attempt, AttemptResult, Invoke } from '../ports.ts'
import type { Clock } from '../time/clock.ts'
import { errorObject } from './error-object.ts'
import { callHandler, type Handler, type RunOfHandler } from './handler.ts'

/** Options of {@link createInProcessInvoker}. */
export interface InProcessInvokerOptions {
  /** Time for timeouts; use the engine's clock. */
  readonly clock: Clock
  /**
   * Prefix of `invokedFunctionArn` in the context of a run, up to and including `function:`.
   *
   * @defaultValue `arn:aws:lambda:us-east-1:123456789012:function:`
   */
  readonly arnPrefix?: string
  /**
   * Timeout of a run, in milliseconds on the clock. A run that exceeds it is abandoned, not killed.
   *
   * @defaultValue `900_000`, Lambda's maximum
   */
  readonly timeoutMs?: number
}

const encoder = new TextEncoder()
const decoder = new TextDecoder()

/**
 * Creates an `invoke` that runs functions in this process, for tests and for workers beside the engine.
 *
 * If a handler throws, the attempt is a function error with the error object of Lambda's Node.js runtime. If it returns
 * nothing, the response is `null`, as with that runtime. A function without a handler is `notFound`.
 *
 * @param handlers - Handlers by function name.
 *
 * @example
 * ```ts
 * const invoke = createInProcessInvoker({ orders: async (event) => event.orderId }, { clock })
 * ```
 */
export function createInProcessInvoker(
  handlers: Readonly<Record<string, Handler>>,
  options: InProcessInvokerOptions,
): Invoke {
  return async (attempt) => {
    const { functionName } = attempt.reference
    const handler = Object.hasOwn(handlers, functionName) ? handlers[functionName] : undefined
    return handler === undefined ? { outcome: 'notFound' } : runHandler(handler, attempt, options)
  }
}

/** Runs one attempt of a handler, up to its timeout. */
export function runHandler(
  handler: Handler,
  attempt: Attempt,
  { clock, arnPrefix = formatFunctionArn(defaultHome, ''), timeoutMs = 900_000 }: InProcessInvokerOptions,
): Promise<AttemptResult> {
  const endsAtMs = clock.nowMs() + timeoutMs
  const ofRun: RunOfHandler = {
    awsRequestId: attempt.requestId,
    functionName: attempt.reference.functionName,
    functionVersion: versionOf(attempt),
    invokedFunctionArn: arnPrefix + asInvoked(attempt),
    getRemainingTimeInMillis: () => Math.max(0, endsAtMs - clock.nowMs()),
  }
  return withinTimeout(run(handler, attempt, ofRun), attempt, clock, timeoutMs)
}

async function run(handler: Handler, attempt: Attempt, ofRun: RunOfHandler): Promise<AttemptResult> {
  const { functionVersion: executedVersion } = ofRun
  try {
    const answer = await callHandler(handler, JSON.parse(decoder.decode(attempt.payload)), ofRun)
    const text = answer === undefined ? 'null' : JSON.stringify(answer)
    return { outcome: 'success', executedVersion, payload: encoder.encode(text ?? 'null') }
  } catch (thrown) {
    return { outcome: 'functionError', executedVersion, payload: encoder.encode(JSON.stringify(errorObject(thrown))) }
  }
}

function withinTimeout(
  running: Promise<AttemptResult>,
  attempt: Attempt,
  clock: Clock,
  timeoutMs: number,
): Promise<AttemptResult> {
  return new Promise((resolve, reject) => {
    const { signal } = attempt
    const end = (result: AttemptResult): void => {
      release()
      resolve(result)
    }
    const fail = (reason: unknown): void => {
      release()
      reject(reason)
    }
    const stop = (): void => fail(signal.reason)
    const cancel = clock.wakeAt(clock.nowMs() + timeoutMs, () => end(timedOut(attempt, timeoutMs)))
    const release = (): void => {
      cancel()
      signal.removeEventListener('abort', stop)
    }
    signal.addEventListener('abort', stop, { once: true })
    running.then(end, fail)
  })
}

/** The error object that the platform writes for a timeout (REC-5). */
function timedOut(attempt: Attempt, timeoutMs: number): AttemptResult {
  const seconds = (timeoutMs / 1_000).toFixed(2)
  const errorMessage = `RequestId: ${attempt.requestId} Error: Task timed out after ${seconds} seconds`
  const payload = encoder.encode(JSON.stringify({ errorType: 'Sandbox.Timedout', errorMessage }))
  return { outcome: 'functionError', executedVersion: versionOf(attempt), payload }
}

function versionOf({ version, reference }: Attempt): string {
  if (version !== undefined) return version
  return reference.qualifier !== undefined && /^\d+$/.test(reference.qualifier) ? reference.qualifier : '$LATEST'
}

function asInvoked({ reference }: Attempt): string {
  const { functionName, qualifier } = reference
  return qualifier === undefined ? functionName : `${functionName}:${qualifier}`
}
