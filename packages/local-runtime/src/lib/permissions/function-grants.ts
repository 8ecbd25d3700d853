import { parseFunctionReference } from '@async-invoke/schemas/function-reference'
import {
  type AccessContext,
  decideAccess,
  type Permission,
  type RolePolicyDocument,
} from '@async-invoke/schemas/policy'
import { attachmentOf } from '../registry/attachments.ts'
import type { Registry } from '../registry/registry.ts'

/** Returns whether the policy of a target grants a permission to a role, besides the role's own policies. */
export type TargetGrants = (roleArn: string, permission: Permission) => boolean

/**
 * Condition keys that a call by a role does not have: they describe services that call for a resource, and function
 * URLs.
 */
const context: AccessContext = {
  'aws:SourceAccount': null,
  'aws:SourceArn': null,
  'lambda:EventSourceToken': null,
  'lambda:FunctionUrlAuthType': null,
}

/**
 * Looks for grants in the policies of this runtime's functions (FNC-25). As in IAM, a statement for the role itself or
 * for everyone grants; one for the whole account leaves the decision to the role's policies.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html
 */
export function createFunctionGrants(registry: Registry): TargetGrants {
  return (roleArn, { action, resource }) => {
    const reference = parseFunctionReference(resource)
    const record = reference && registry.get(reference)
    if (reference === undefined || record === undefined) return false
    const { policy = [] } = attachmentOf(record, reference.qualifier)
    const statements = policy
      .filter(({ Principal }) => Principal === '*' || ('AWS' in Principal && Principal.AWS === roleArn))
      .map(({ Principal: _, ...statement }) => statement)
    return decideAccess([{ Statement: statements }], { action, resource, context }) === 'allowed'
  }
}

const everything: RolePolicyDocument = { Statement: [{ Effect: 'Allow', Action: '*', Resource: '*' }] }

/** Whether a statement denies a permission, which no grant overrides. */
export function isDeniedExplicitly(
  policies: readonly RolePolicyDocument[],
  permission: Permission & { readonly context: AccessContext },
): boolean {
  return decideAccess([...policies, everything], permission) === 'denied'
}
