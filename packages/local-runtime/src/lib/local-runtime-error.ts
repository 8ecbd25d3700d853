/** `port-taken`: another process listens there. `no-handler-file`: a function's file cannot be read. */
export type LocalRuntimeErrorCode = 'port-taken' | 'no-handler-file'

/** Why a runtime could not be started. Branch on `code`; messages may be reworded. */
export class LocalRuntimeError extends Error {
  override readonly name = 'LocalRuntimeError'
  readonly code: LocalRuntimeErrorCode

  constructor(code: LocalRuntimeErrorCode, message: string, options?: ErrorOptions) {
    super(message, options)
    this.code = code
  }
}
