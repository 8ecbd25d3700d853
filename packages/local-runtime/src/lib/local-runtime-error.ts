/**
 * Codes of a {@link LocalRuntimeError}.
 *
 * - `port-taken`: another process listens on the port.
 * - `invalid-options`: options are unknown or invalid; the message names path, rule and value of each.
 * - `bundled`: the package is part of a bundle, without the programs that it starts.
 * - `no-handler-file`: the file of a declared function cannot be read.
 * - `data-too-new`: a later version wrote the data directory.
 * - `data-in-use`: another process has the data directory open.
 * - `data-damaged`: a file of the data directory is damaged, or not the runtime's.
 * - `data-full`: the disk of the data directory is full.
 * - `data-unusable`: the data directory cannot be created, read or written.
 * - `time-not-manual`: `advanceMs` was called on a runtime whose `time` is not `manual`.
 */
export type LocalRuntimeErrorCode =
  | 'port-taken'
  | 'invalid-options'
  | 'bundled'
  | 'no-handler-file'
  | 'data-too-new'
  | 'data-in-use'
  | 'data-damaged'
  | 'data-full'
  | 'data-unusable'
  | 'time-not-manual'

/** Thrown when a runtime cannot be started or its time not be advanced. Branch on `code`; messages may change. */
export class LocalRuntimeError extends Error {
  override readonly name = 'LocalRuntimeError'
  readonly code: LocalRuntimeErrorCode

  constructor(code: LocalRuntimeErrorCode, message: string, options?: ErrorOptions) {
    super(message, options)
    this.code = code
  }
}
