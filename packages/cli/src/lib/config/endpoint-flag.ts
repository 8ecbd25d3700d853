import type { Flags } from '../command/flag.ts'
import { UsageError } from '../command-error.ts'
import { defaultEndpoint } from './default-endpoint.ts'

const shellEndpoint = 'AWS_ENDPOINT_URL_LAMBDA'

/** The flag of commands that reach a running `dev`. */
export const endpointFlag = {
  endpoint: {
    value: 'URL',
    rule: {
      about: `Base URL of the runtime. Default ${shellEndpoint}, or ${defaultEndpoint}.`,
      kind: 'url',
      noun: 'an http or https URL with a host',
      pattern: '^https?://[^\\s/?#]',
    },
  },
} as const satisfies Flags

/**
 * The endpoint that a command line or this shell names, without a slash at its end.
 *
 * @throws {@link UsageError} when that of the shell is no URL
 */
export function endpointOf({ endpoint }: { readonly endpoint?: string }): string {
  const given = endpoint ?? process.env[shellEndpoint] ?? defaultEndpoint
  if (!URL.canParse(given)) throw new UsageError(`${shellEndpoint} is not a URL: ${given}`)
  return given.replace(/\/+$/, '')
}
