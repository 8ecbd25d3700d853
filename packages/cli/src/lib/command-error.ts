/** Exit codes by kind. `findings`: the command did its work, and the answer is not good. */
export const exitCodes = { success: 0, findings: 1, usage: 2, service: 3 } as const

/** Ends a command with one line on stderr and an exit code. */
export class CommandError extends Error {
  override readonly name: string = 'CommandError'
  readonly exitCode: number

  constructor(message: string, options?: ErrorOptions, exitCode: number = exitCodes.service) {
    super(message, options)
    this.exitCode = exitCode
  }
}

/** Thrown when the command line or the configuration file is invalid. */
export class UsageError extends CommandError {
  override readonly name = 'UsageError'

  constructor(message: string, options?: ErrorOptions) {
    super(message, options, exitCodes.usage)
  }
}
