import type { AsyncEvent, EngineControl } from '../loop/engine-options.ts'
import type { Payload } from '../payload.ts'
import type { EnqueueResult } from '../queue/queue-store.ts'

export interface AcceptOptions {
  /**
   * Identity of the event: the same id is queued once.
   *
   * @defaultValue a random UUID
   */
  readonly requestId?: string
  /** The `X-Amzn-Trace-Id` header, handed on to the function and to destinations. */
  readonly traceHeader?: string
}

export interface Engine extends EngineControl {
  /**
   * Queues an event for a function and resolves with its request id once the event is as safe as the store keeps it.
   *
   * @param nameOrReference a function name, a name with a qualifier (`orders:live`), or a function's ARN
   * @param payload a value that is written as JSON, or bytes of JSON text, which travel unchanged; absent or of no bytes, it
   * is `{}` (INV-4)
   *
   * @throws {@link EngineError} when nothing was queued, with a code that says why: `function-not-found` as Lambda refuses
   * (2.3), `invalid-reference`, `invalid-payload`, `full`, `too-large`, `unavailable`, `duplicate` or `stopped`
   */
  accept(nameOrReference: string, payload?: Payload, options?: AcceptOptions): Promise<string>
  /**
   * Queues an event under an id of the caller's. `accepted`: the event is as safe as the store keeps it and the 202 may be
   * given. `duplicate`, `full`, `too-large` and `unavailable` refuse it, and nothing of it remains.
   *
   * Rejects with whatever `resolve` rejects with, where the reference has to be resolved.
   *
   * @throws {@link EngineError} with code `stopped`, `invalid-payload` or, where `functions` names the functions,
   * `function-not-found`
   */
  accept(event: AsyncEvent): Promise<EnqueueResult>
}
