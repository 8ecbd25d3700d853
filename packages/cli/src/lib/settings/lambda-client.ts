import { ConfigError } from '@async-invoke/config-client'
import { DocumentError } from '@async-invoke/schemas/event-invoke-config'
import type { LambdaClient } from '@aws-sdk/client-lambda'
import type { awsFlags } from '../aws/aws-flags.ts'
import { clientConfigOf } from '../aws/client-config.ts'
import { lacksRegion, toServiceError } from '../aws/service-error.ts'
import type { FlagValues } from '../command/flag.ts'
import { CommandError, UsageError } from '../command-error.ts'

/** Attempts of one call: Lambda throttles its API for the whole account, and a deployment may take all of it. */
const maxAttempts = 10

/**
 * Runs `work` with a client of Lambda that slows down when it is throttled, and turns what fails into one sentence.
 *
 * @param region - that of the function, where its ARN names it
 * @throws {@link UsageError} when a document or a call is refused before it is sent; {@link CommandError} when Lambda refuses
 * or does not answer
 */
export async function withLambda<Result>(
  values: FlagValues<typeof awsFlags>,
  work: (client: LambdaClient) => Promise<Result>,
  region?: string,
): Promise<Result> {
  const { LambdaClient } = await import('@aws-sdk/client-lambda')
  const client = new LambdaClient({ ...clientConfigOf(values, region), retryMode: 'adaptive', maxAttempts })
  try {
    return await work(client)
  } catch (error) {
    throw toSentence(error)
  } finally {
    client.destroy()
  }
}

/** Turns an error of the config client into one of the command. */
export function toSentence(error: unknown): unknown {
  if (error instanceof DocumentError) return new UsageError(error.message, { cause: error })
  if (error instanceof CommandError) return error
  if (!(error instanceof ConfigError)) return isOfService(error) ? toServiceError(error, 'Lambda') : error
  const { refusals, functionName, hint, cause } = error
  if (refusals.length > 0) {
    const listed = refusals.map(({ path, rule, message }) => `${path} (${rule}): ${message}`)
    return new UsageError(`nothing was sent: ${listed.join('; ')}`, { cause: error })
  }
  const { message } = toServiceError(cause, functionName.startsWith('(') ? 'Lambda' : `function ${functionName}`)
  return new CommandError(hint === undefined ? message : `${message}; ${hint.remedy}`, { cause: error })
}

/** Whether an error comes from the SDK or the service, and not from this program. */
function isOfService(error: unknown): boolean {
  if (!(error instanceof Error)) return false
  return error.name.endsWith('ProviderError') || '$metadata' in error || 'code' in error || lacksRegion(error)
}
