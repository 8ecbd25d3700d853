/**
 * - `invalid-options`: `createEngine` cannot use its options; the message names path, rule and value of each problem.
 * - `stopped`: the engine has been stopped.
 * - `invalid-event`: an event, its request id or its trace header is of the wrong type.
 * - `invalid-reference`: a string is not a function name, with or without qualifier, or a function ARN.
 * - `invalid-payload`: a payload is not JSON, or a value that JSON cannot represent.
 * - `function-not-found`: the function, version or alias does not exist.
 * - `duplicate`: an event with this request id is already in the queue.
 * - `full`: the queue has no room at the moment.
 * - `too-large`: the store never takes an event of this size.
 * - `unavailable`: the store failed, and has nothing of the event.
 * - `unknown`: the store's answers were lost; the event may run.
 * - `poison-item`: a queue item can be neither processed nor dropped.
 * - `event-lost`: the fault `lostEvent` lost the event.
 */
export type EngineErrorCode =
  | 'invalid-options'
  | 'stopped'
  | 'invalid-event'
  | 'invalid-reference'
  | 'invalid-payload'
  | 'function-not-found'
  | 'duplicate'
  | 'full'
  | 'too-large'
  | 'unavailable'
  | 'unknown'
  | 'poison-item'
  | 'event-lost'

/** An error of the engine. Branch on `code`; messages may change. */
export class EngineError extends Error {
  override readonly name: string = 'EngineError'
  readonly code: EngineErrorCode

  constructor(code: EngineErrorCode, message: string, options?: ErrorOptions) {
    super(message, options)
    this.code = code
  }
}

export function stopped(): EngineError {
  return new EngineError('stopped', 'the engine has been stopped')
}
