import type { NormalisedError } from './normalised-error.ts'

/** Why a run ended in a function error. */
export type ErrorReason =
  | 'handler-error'
  | 'timeout'
  | 'runtime-exit'
  /** The platform killed the process, for its memory. */
  | 'out-of-memory'
  /** The environment could not be started or failed: entry point, working directory, sandbox. */
  | 'platform'
  /** An extension could not be started, or crashed. */
  | 'extension'

/**
 * Tells failures of the platform from the handler's own by their error type (REC-5, CON-12), or in a dead letter, which
 * has none, by the message.
 */
export function reasonOfError({ errorType, errorMessage = '' }: NormalisedError): ErrorReason {
  const byMessage = reasonOfMessage(errorMessage)
  if (errorType === undefined) return byMessage ?? 'handler-error'
  if (errorType === 'Runtime.ExitError') return byMessage === 'out-of-memory' ? byMessage : 'runtime-exit'
  if (errorType === 'Runtime.OutOfMemory') return 'out-of-memory'
  if (/^Sandbox\.Timed?out$/i.test(errorType)) return 'timeout'
  if (errorType.startsWith('Extension.')) return 'extension'
  return platformTypes.test(errorType) ? 'platform' : 'handler-error'
}

/** Other types of `Runtime.` are faults of the code: a module that is not found, a handler that does not exist. */
const platformTypes =
  /^(?:Sandbox\..*|Runtime\.(?:Invalid\w+|LaunchError|TruncatedResponse|Unknown)|Function\.Unknown)$/

/**
 * The platform puts the request id before its message, in old ones the time too. Without it the message is the
 * handler's, however it reads.
 */
const platformMessage = /^(?:RequestId: \S+ (?:Error: )?|\d{4}-\d\d-\d\dT[\d:.]+Z \S+ )(?=\S)(.*)$/s

const messages: readonly (readonly [RegExp, ErrorReason])[] = [
  [/^Task timed out after \d+(?:\.\d+)? seconds$/, 'timeout'],
  [/^Runtime exited with error: signal: killed$/, 'out-of-memory'],
  [/^(?:Runtime exited|Process exited before)/, 'runtime-exit'],
  [/^fork\/exec \/opt\/extensions\//, 'extension'],
  [/^(?:fork\/exec \/|Couldn't find valid bootstrap)/, 'platform'],
]

function reasonOfMessage(errorMessage: string): ErrorReason | undefined {
  const message = platformMessage.exec(errorMessage)?.[1]?.trimEnd()
  return message === undefined ? undefined : messages.find(([pattern]) => pattern.test(message))?.[1]
}
