/**
 * `port-taken`: another process listens there. `invalid-options`: options cannot be served, or are not known; the message
 * has path, rule and value of each. `no-handler-file`: a function's file cannot be read. `data-too-new`: the data
 * directory was written by a later version. `data-in-use`: another runtime has the data directory.
 */
export type LocalRuntimeErrorCode =
  | 'port-taken'
  | 'invalid-options'
  | 'no-handler-file'
  | 'data-too-new'
  | 'data-in-use'

/** Why a runtime could not be started. Branch on `code`; messages may be reworded. */
export class LocalRuntimeError extends Error {
  override readonly name = 'LocalRuntimeError'
  readonly code: LocalRuntimeErrorCode

  constructor(code: LocalRuntimeErrorCode, message: string, options?: ErrorOptions) {
    super(message, options)
    this.code = code
  }
}
