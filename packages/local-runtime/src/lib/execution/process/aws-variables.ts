import { knownServices } from '../../http/services/known-services.ts'
import type { Endpoints } from '../../service-clients.ts'

/** What functions reach when they call AWS. */
export interface AwsAccess {
  /** Endpoint of the runtime. */
  readonly endpoint: string
  readonly endpoints: Endpoints
  /** Keys that requests to the runtime must be signed with; `undefined` if signatures are not checked. */
  readonly keys: { readonly accessKeyId: string; readonly secretAccessKey: string } | undefined
  /** Whether functions call AWS itself, with the credentials of this shell. */
  readonly allowAws: boolean
}

/** Variables of a shell from which the SDKs take credentials, directly or from files, roles and containers. */
const credentialVariables = [
  ...['AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY', 'AWS_SESSION_TOKEN', 'AWS_PROFILE', 'AWS_DEFAULT_PROFILE'],
  ...['AWS_CONFIG_FILE', 'AWS_SHARED_CREDENTIALS_FILE', 'AWS_ROLE_ARN', 'AWS_ROLE_SESSION_NAME', 'HOME'],
  ...['AWS_WEB_IDENTITY_TOKEN_FILE', 'AWS_CONTAINER_CREDENTIALS_RELATIVE_URI', 'AWS_CONTAINER_CREDENTIALS_FULL_URI'],
  ...['AWS_CONTAINER_AUTHORIZATION_TOKEN', 'AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE'],
]

/**
 * Variables with which the SDKs in a function find credentials and endpoints (RUN-6). Every service without an endpoint
 * has the runtime's, which answers 501, so that no request reaches AWS unless it is allowed to.
 */
export function buildAwsVariables(
  { endpoint, endpoints, keys, allowAws }: AwsAccess,
  shell: NodeJS.ProcessEnv = process.env,
): Readonly<Record<string, string>> {
  const ofServices = knownServices.flatMap(({ option, variable }) => {
    const url = option === undefined ? undefined : endpoints[option]
    return url === undefined ? [] : [[variable, url] as const]
  })
  return {
    ...(allowAws ? credentialsOf(shell) : { AWS_ENDPOINT_URL: endpoint, ...localCredentials(keys) }),
    ...Object.fromEntries(ofServices),
    AWS_ENDPOINT_URL_LAMBDA: endpoint,
  }
}

/** Credentials that local services accept. The runtime accepts those it checks signatures with. */
function localCredentials(keys: AwsAccess['keys']): Readonly<Record<string, string>> {
  return {
    AWS_ACCESS_KEY_ID: keys?.accessKeyId ?? 'async-invoke',
    AWS_SECRET_ACCESS_KEY: keys?.secretAccessKey ?? 'async-invoke',
    AWS_SESSION_TOKEN: 'async-invoke',
  }
}

function credentialsOf(shell: NodeJS.ProcessEnv): Readonly<Record<string, string>> {
  return Object.fromEntries(
    credentialVariables.flatMap((name) => {
      const value = shell[name]
      return value === undefined ? [] : [[name, value] as const]
    }),
  )
}
