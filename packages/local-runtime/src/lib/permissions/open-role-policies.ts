import type { RolePolicyDocument } from '@async-invoke/schemas/policy'
import { clientSettings } from '../service-clients.ts'
import type { RolePolicySource } from './role-permissions.ts'

/** The roles of a template, which may change. */
export interface StackRoles {
  policiesOf(roleArn: string): readonly RolePolicyDocument[] | undefined
}

/** IAM is global; requests to it are signed for this region. */
const iamRegion = 'us-east-1'

/**
 * Opens the source of role policies: those in the options first, then those of a template, then those of an IAM endpoint.
 *
 * @returns `undefined` if there is none, so that no permissions are checked
 */
export async function openRolePolicies(
  roles: Readonly<Record<string, RolePolicyDocument>> | undefined,
  endpoint: string | undefined,
  stack?: StackRoles,
): Promise<RolePolicySource | undefined> {
  const configured = (roleArn: string): readonly RolePolicyDocument[] | undefined => {
    const policy = roles !== undefined && Object.hasOwn(roles, roleArn) ? roles[roleArn] : undefined
    return policy === undefined ? stack?.policiesOf(roleArn) : [policy]
  }
  if (endpoint === undefined && roles === undefined && stack === undefined) return undefined
  if (endpoint === undefined) return { policiesOf: async (roleArn) => configured(roleArn), close: () => undefined }
  // Load the IAM client only if it is used.
  const { createIamPolicies } = await import('./iam-policies.ts')
  const iam = createIamPolicies(clientSettings(endpoint, iamRegion))
  return { policiesOf: async (roleArn) => configured(roleArn) ?? iam.policiesOf(roleArn), close: iam.close }
}
