import type { RolePolicyDocument } from '@async-invoke/schemas/policy'
import { clientSettings } from '../service-clients.ts'
import type { RolePolicySource } from './role-permissions.ts'

/** IAM is global; requests to it are signed for this region. */
const iamRegion = 'us-east-1'

/**
 * Opens the source of role policies: those in the options first, then those of an IAM endpoint.
 *
 * @returns `undefined` if there is neither, so that no permissions are checked
 */
export async function openRolePolicies(
  roles: Readonly<Record<string, RolePolicyDocument>> | undefined,
  endpoint: string | undefined,
): Promise<RolePolicySource | undefined> {
  const configured = (roleArn: string): readonly RolePolicyDocument[] | undefined => {
    const policy = roles !== undefined && Object.hasOwn(roles, roleArn) ? roles[roleArn] : undefined
    return policy && [policy]
  }
  if (endpoint === undefined)
    return roles && { policiesOf: async (roleArn) => configured(roleArn), close: () => undefined }
  // Load the IAM client only if it is used.
  const { createIamPolicies } = await import('./iam-policies.ts')
  const iam = createIamPolicies(clientSettings(endpoint, iamRegion))
  return { policiesOf: async (roleArn) => configured(roleArn) ?? iam.policiesOf(roleArn), close: iam.close }
}
