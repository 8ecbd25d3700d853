/** Thrown when the command line or the configuration file is invalid; exit code 2. */
export class UsageError extends Error {
  override readonly name = 'UsageError'
}
