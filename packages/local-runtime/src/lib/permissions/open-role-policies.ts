import { clientSettings } from '../service-clients.ts'
import type { RolePolicyDocument } from './policy-document.ts'
import type { RolePolicySource } from './role-permissions.ts'

/** IAM is one for all regions of AWS, and is signed for in this one. */
const iamRegion = 'us-east-1'

/**
 * Policies of roles: those that the options give, and for other roles what an IAM endpoint knows. `undefined` when
 * neither is there, and no permission is looked at.
 */
export async function openRolePolicies(
  roles: Readonly<Record<string, RolePolicyDocument>> | undefined,
  endpoint: string | undefined,
): Promise<RolePolicySource | undefined> {
  const given = (roleArn: string): readonly RolePolicyDocument[] | undefined => {
    const policy = roles !== undefined && Object.hasOwn(roles, roleArn) ? roles[roleArn] : undefined
    return policy && [policy]
  }
  if (endpoint === undefined) return roles && { policiesOf: async (roleArn) => given(roleArn), close: () => undefined }
  // Loaded for those who ask for it alone.
  const { createIamPolicies } = await import('./iam-policies.ts')
  const iam = createIamPolicies(clientSettings(endpoint, iamRegion))
  return { policiesOf: async (roleArn) => given(roleArn) ?? iam.policiesOf(roleArn), close: iam.close }
}
