import type { BesideLambda, EndpointCredentials } from '@async-invoke/conformance'
import { clientConfigOf } from '../aws/client-config.ts'
import { toServiceError } from '../aws/service-error.ts'
import type { FlagValues } from '../command/flag.ts'
import { UsageError } from '../command-error.ts'
import type { conformanceFlags } from './conformance-flags.ts'

type Values = FlagValues<typeof conformanceFlags>

const beside: readonly BesideLambda[] = ['sqs', 'sns', 'events', 's3', 'iam']

/**
 * The endpoints of other services: those of the flags, or those of AWS beside that of Lambda.
 *
 * @throws {@link UsageError} for AWS itself without `--aws`
 */
export function servicesOf(endpoint: string, values: Values): Partial<Record<BesideLambda, string>> {
  const ofAws = awsHost(endpoint)
  if (ofAws && values.aws !== true)
    throw new UsageError(
      'this is AWS itself: the run creates functions, queues, topics, event buses, buckets and roles there, removes them, and costs money; repeat it with --aws to agree',
    )
  const given = beside.flatMap((service) => {
    const url = values[`${service}-endpoint`] ?? (ofAws ? awsEndpoint(endpoint, service) : undefined)
    return url === undefined ? [] : [[service, url]]
  })
  return Object.fromEntries(given)
}

/**
 * Credentials that requests are signed with: those of this shell, of a profile, or placeholders for an emulator.
 *
 * @throws {@link CommandError} when those of a profile or of AWS cannot be found
 */
export async function credentialsFor(endpoint: string, values: Values): Promise<EndpointCredentials> {
  const {
    AWS_ACCESS_KEY_ID: accessKeyId,
    AWS_SECRET_ACCESS_KEY: secretAccessKey,
    AWS_SESSION_TOKEN,
    AWS_PROFILE,
  } = process.env
  const { profile } = values
  if (profile === undefined && accessKeyId && secretAccessKey)
    return { accessKeyId, secretAccessKey, ...(AWS_SESSION_TOKEN && { sessionToken: AWS_SESSION_TOKEN }) }
  if (profile === undefined && !AWS_PROFILE && !awsHost(endpoint))
    return { accessKeyId: 'local', secretAccessKey: 'local' }
  const { LambdaClient } = await import('@aws-sdk/client-lambda')
  const config = clientConfigOf(profile === undefined ? {} : { profile })
  const client = new LambdaClient({ ...config, region: config.region ?? 'us-east-1' })
  try {
    const found = await client.config.credentials()
    const { sessionToken } = found
    const keys = { accessKeyId: found.accessKeyId, secretAccessKey: found.secretAccessKey }
    return { ...keys, ...(sessionToken !== undefined && { sessionToken }) }
  } catch (error) {
    throw toServiceError(error, profile === undefined ? 'credentials' : `profile ${profile}`)
  } finally {
    client.destroy()
  }
}

function awsHost(endpoint: string): boolean {
  return /(?:^|\.)amazonaws\.com(?:\.cn)?$/.test(new URL(endpoint).hostname)
}

function awsEndpoint(endpoint: string, service: BesideLambda): string {
  const { origin } = new URL(endpoint)
  return service === 'iam' ? 'https://iam.amazonaws.com' : origin.replace('//lambda.', `//${service}.`)
}
