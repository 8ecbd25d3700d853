import type { FlagValues } from '../command/flag.ts'
import type { awsFlags } from './aws-flags.ts'

/** The settings that the clients of all services take. */
export interface ClientConfig {
  readonly profile?: string
  readonly region?: string
  readonly endpoint?: string
  readonly credentials?: { readonly accessKeyId: string; readonly secretAccessKey: string }
}

/**
 * Settings of a client from the flags and this shell. The SDK reads credentials, profiles and endpoints itself, but not
 * `AWS_DEFAULT_REGION`.
 *
 * @param fallbackRegion - region of the resource, where its name tells it
 */
export function clientConfigOf(values: FlagValues<typeof awsFlags>, fallbackRegion?: string): ClientConfig {
  const { AWS_REGION, AWS_DEFAULT_REGION } = process.env
  const region = values.region ?? fallbackRegion ?? (AWS_REGION || AWS_DEFAULT_REGION)
  const { profile, 'endpoint-url': endpoint } = values
  return {
    ...(profile !== undefined && { profile }),
    ...(region && { region }),
    ...(endpoint !== undefined && { endpoint }),
  }
}
