/**
 * - `invalid-options`: `createEngine` cannot work with its options; the message has path, rule and value of each.
 * - `stopped`: the engine has been stopped and takes no more events.
 * - `invalid-reference`: a string is not a function name, a qualified name or a function ARN.
 * - `invalid-payload`: a payload is not JSON, or a value that JSON cannot hold.
 * - `function-not-found`: the engine has no such function, version or alias.
 * - `duplicate`: an event with this request id is already in the queue.
 * - `full`: the queue has no room at the moment.
 * - `too-large`: the store never takes an event of this size.
 * - `unavailable`: the store failed.
 * - `poison-item`: an item of the queue can neither be carried out nor dropped.
 * - `event-lost`: an event was lost, as `faults.lostEvent` demands.
 */
export type EngineErrorCode =
  | 'invalid-options'
  | 'stopped'
  | 'invalid-reference'
  | 'invalid-payload'
  | 'function-not-found'
  | 'duplicate'
  | 'full'
  | 'too-large'
  | 'unavailable'
  | 'poison-item'
  | 'event-lost'

/** An error of the engine. Branch on `code`; messages may be reworded. */
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
