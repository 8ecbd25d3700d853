import type { AcceptResult, AsyncEvent, EngineControl } from '../loop/engine-options.ts'
import type { Payload } from '../payload.ts'

/** Options of `Engine.accept` by name. */
export interface AcceptOptions {
  /**
   * Identity of the event: an id that is already in the queue is not queued again.
   *
   * @defaultValue a random UUID
   */
  readonly requestId?: string
  /** Value of the `X-Amzn-Trace-Id` header, passed to the function and to destinations. */
  readonly traceHeader?: string
}

/** A running engine, as `createEngine` returns it. */
export interface Engine extends EngineControl {
  /**
   * Queues an event for a function and resolves with its request id once the store has it.
   *
   * @param nameOrReference - Function name, qualified name (`orders:live`) or function ARN.
   * @param payload - JSON value, or bytes of JSON, which stay as they are. Absent or empty, it is `{}` (INV-4).
   * @throws {@link EngineError} if nothing was queued, with a code that says why: `function-not-found` (2.3),
   * `invalid-reference`, `invalid-event`, `invalid-payload`, `full`, `too-large`, `unavailable`, `duplicate` or `stopped`;
   * with `unknown`, the event may run
   *
   * @example
   * ```ts
   * const requestId = await engine.accept('orders', { orderId: 'A-1002' })
   * ```
   */
  accept(nameOrReference: string, payload?: Payload, options?: AcceptOptions): Promise<string>
  /**
   * Queues an event with a request id from the caller. Once it resolves with `accepted`, the store has the event, and the
   * caller may answer 202. After `unknown` the event may run: the store's answers were lost. After any other result, nothing of
   * it remains.
   *
   * Rejects with whatever `resolve` rejects with, if the event has no `functionArn`.
   *
   * @throws {@link EngineError} with code `stopped`, `invalid-event`, `invalid-reference`, `invalid-payload` or, if the
   * engine is given functions by name, `function-not-found`
   */
  accept(event: AsyncEvent): Promise<AcceptResult>
}
