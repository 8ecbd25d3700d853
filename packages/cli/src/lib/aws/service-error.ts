import { CommandError } from '../command-error.ts'

const missingCredentials =
  'set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, choose a profile with --profile, or sign in with aws sso login'

const missingRegion = 'set --region, AWS_REGION, or that of the profile'

/** Whether an error of the SDK says that no region is known. It has no name of its own. */
export function lacksRegion(error: Error): boolean {
  return /^Region is missing/.test(error.message)
}

/** Advice by the name of an error of the SDK or of a service. */
const advice: Readonly<Record<string, string>> = {
  CredentialsProviderError: missingCredentials,
  ExpiredToken: 'the credentials have expired; sign in again',
  ExpiredTokenException: 'the credentials have expired; sign in again',
  RequestExpired: 'the clock of this machine is wrong, or the credentials have expired',
  TokenProviderError: 'sign in with aws sso login',
  InvalidClientTokenId: 'check the credentials, and --profile',
  UnrecognizedClientException: 'check the credentials, and --profile',
  QueueDoesNotExist: 'check the URL, the account and --region',
  NoSuchBucket: 'check the name and --region',
  PermanentRedirect: 'the bucket is in another region; set --region',
}

const connectionCodes: readonly unknown[] = ['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'ETIMEDOUT', 'EHOSTUNREACH']

/**
 * Turns an error of the SDK into one sentence.
 *
 * @param subject - what was asked for: `queue https://…`
 */
export function toServiceError(cause: unknown, subject: string): CommandError {
  if (cause instanceof CommandError) return cause
  if (!(cause instanceof Error)) return new CommandError(`${subject}: ${cause}`)
  const code = memberOf(cause, 'code') ?? (Array.isArray(memberOf(cause, 'errors')) ? 'ECONNREFUSED' : undefined)
  if (connectionCodes.includes(code) || cause.name === 'TimeoutError')
    return new CommandError(
      `${subject}: no response (${code ?? cause.message}); check --endpoint-url and the network`,
      {
        cause,
      },
    )
  if (lacksRegion(cause)) return new CommandError(`${subject}: no region; ${missingRegion}`, { cause })
  const isForeign = cause instanceof SyntaxError || /Deserialization error/.test(cause.message)
  if (isForeign || cause.name === 'UnknownError')
    return new CommandError(`${subject}: the answer is not that of the service; check --endpoint-url`, { cause })
  // The message of the SDK names no remedy for this, and several paths of its own.
  const words = cause.name === 'CredentialsProviderError' ? 'no AWS credentials' : `${cause.name}: ${cause.message}`
  const hint = Object.hasOwn(advice, cause.name) ? `; ${advice[cause.name]}` : ''
  return new CommandError(`${subject}: ${words.replace(/\.$/, '')}${hint}`, { cause })
}

/** What to do about an error of the SDK, which may be the cause of another one; `undefined` if nothing is known. */
export function adviceFor(error: unknown): string | undefined {
  if (!(error instanceof Error)) return undefined
  if (lacksRegion(error)) return missingRegion
  return Object.hasOwn(advice, error.name) ? advice[error.name] : adviceFor(error.cause)
}

function memberOf(error: Error, name: string): unknown {
  return Object.getOwnPropertyDescriptor(error, name)?.value
}
