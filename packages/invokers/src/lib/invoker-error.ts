/**
 * Why an invoker cannot be created.
 *
 * - `retries`: the SDK client repeats calls by itself, so that one attempt could run a function several times.
 * - `timeout`: the SDK client gives up before a run has to end, so that the run goes on and the event is run again.
 * - `invalid-options`: an option has a value that it does not take.
 */
export type InvokerErrorCode = 'retries' | 'timeout' | 'invalid-options'

/** Thrown when an invoker is created from options that would lose or repeat runs. Branch on `code`; messages may change. */
export class InvokerError extends Error {
  override name = 'InvokerError'
  readonly code: InvokerErrorCode

  constructor(code: InvokerErrorCode, message: string) {
    super(message)
    this.code = code
  }
}
