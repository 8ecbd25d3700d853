import { randomUUID } from 'node:crypto'
import { EngineError } from '../engine-error.ts'
import { toInvokedReference } from '../invoked-reference.ts'
import { createEngineLoop } from '../loop/engine-loop.ts'
import type {
  AcceptResult,
  AdmittedEvent,
  AsyncEvent,
  EngineLoop,
  EngineOptions,
  StopOptions,
} from '../loop/engine-options.ts'
import type { Payload } from '../payload.ts'
import { checkAcceptOptions, checkTarget, eventProblem, notQueued, readReference } from './admission.ts'
import type { AcceptOptions, Engine } from './engine.ts'
import type { CreateEngineOptions } from './function-options.ts'
import { functionPorts, givenOptions } from './function-ports.ts'
import { checkJsonBytes, encodePayload, isBytes } from './json-payload.ts'
import { optionProblems } from './option-problems.ts'

/**
 * Creates an engine that processes events as Lambda processes asynchronous invocations: retries, back-off, age limits,
 * destinations and dead-letter queues.
 *
 * Given functions by name, it derives the rest: a memory store, the system clock, `resolve` and `invoke`. Alternatively,
 * give it every port of {@link EngineOptions}. Ports may be methods of a class, of which `options` is an object.
 *
 * @throws {@link EngineError} with code `invalid-options` if an option is unknown or of another type, if options contradict
 * each other, if Lambda would refuse a setting, or if nothing would send the records or dead letters of a function
 *
 * @example
 * ```ts
 * const engine = createEngine({
 *   functions: { orders: { handler: async (event) => ({ shipped: event.orderId }), MaximumRetryAttempts: 1 } },
 * })
 * await engine.accept('orders', { orderId: 'A-1002' })
 * await engine.drained()
 * await engine.stop()
 * ```
 */
export function createEngine<Executable = unknown>(options: CreateEngineOptions<Executable>): Engine {
  const problems = optionProblems(options)
  if (problems.length > 0) throw new EngineError('invalid-options', problems.join('; '))
  if (options.functions !== undefined) return new AdmittingEngine(functionPorts(options), true)
  // Sound: `invoke` receives only executables that `resolve` returned.
  return new AdmittingEngine(givenOptions(options) as EngineOptions, false)
}

/** Turns calls into events and passes them to the loop. */
class AdmittingEngine implements Engine {
  readonly #loop: EngineLoop
  /** True if events for missing functions are refused. With ports, admission is up to the caller. */
  readonly #checksTargets: boolean

  constructor(ports: EngineOptions, checksTargets: boolean) {
    this.#loop = createEngineLoop(ports)
    this.#checksTargets = checksTargets
  }

  get idle(): boolean {
    return this.#loop.idle
  }

  accept(event: AsyncEvent): Promise<AcceptResult>
  accept(nameOrReference: string, payload?: Payload, options?: AcceptOptions): Promise<string>
  accept(event: AsyncEvent | string, payload?: Payload, options?: AcceptOptions): Promise<AcceptResult | string> {
    if (typeof event === 'string') return this.#acceptNamed(event, payload, options)
    // Hot path for programs with an admission of their own.
    if (!this.#checksTargets && isAdmitted(event)) return this.#loop.accept(event)
    return this.#acceptEvent(event)
  }

  drained(): Promise<void> {
    return this.#loop.drained()
  }

  stop(options?: StopOptions): Promise<void> {
    return this.#loop.stop(options)
  }

  async #acceptNamed(name: string, payload: Payload | undefined, options: AcceptOptions = {}): Promise<string> {
    const named = readReference(name)
    checkAcceptOptions(options)
    const { requestId = randomUUID(), traceHeader } = options
    const traced = traceHeader === undefined ? {} : { traceHeader }
    const event = { requestId, reference: toInvokedReference(named), payload: jsonOf(payload), ...traced }
    const result = await this.#loop.accept(event, (resolution) => checkTarget(named, resolution))
    if (result !== 'accepted') throw notQueued(requestId, result)
    return requestId
  }

  async #acceptEvent(event: AsyncEvent): Promise<AcceptResult> {
    const problem = eventProblem(event)
    if (problem !== undefined) throw problem
    if (!this.#checksTargets) return this.#loop.accept(withBytes(event, encodePayload(event.payload)))
    return this.#loop.accept(withBytes(event, jsonOf(event.payload)), (resolution) =>
      checkTarget(event.reference, resolution),
    )
  }
}

/** True for an event that needs neither a refusal nor a change. */
function isAdmitted(event: AsyncEvent): event is AdmittedEvent {
  return eventProblem(event) === undefined && isBytes(event.payload)
}

/** Copies an event by name, since its class may define its members. */
function withBytes(event: AsyncEvent, payload: Uint8Array): AdmittedEvent {
  const { requestId, reference, traceHeader, tenantId, functionArn } = event
  return {
    requestId,
    reference: toInvokedReference(reference),
    payload,
    ...(traceHeader !== undefined && { traceHeader }),
    ...(tenantId !== undefined && { tenantId }),
    ...(functionArn !== undefined && { functionArn }),
  }
}

/** Encodes a payload, and checks bytes. */
function jsonOf(payload: Payload | undefined): Uint8Array {
  const bytes = encodePayload(payload)
  if (bytes === payload) checkJsonBytes(bytes)
  return bytes
}
