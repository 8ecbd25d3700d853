import { parseArn, targets } from '@async-invoke/schemas'
import {
  type Access,
  type AccessContext,
  decideAccess,
  deliveryContext,
  listConfigurePermissions,
  type Permission,
  parseRolePolicy,
  type RolePolicyDocument,
} from '@async-invoke/schemas/policy'
import { type KnownTarget, type PolicyTargets, readTargets } from './targets.ts'

export interface RolePermissionsOptions extends PolicyTargets {
  /** The function that sends; the keys of its objects in a bucket start with its name. */
  readonly functionName: string
  /** Every policy of the execution role, inline and attached, parsed or as JSON. */
  readonly policies: readonly (RolePolicyDocument | string)[]
  /** ARN of the role, for conditions on the principal. */
  readonly roleArn?: string
}

/** A permission that the execution role needs for a target, and whether its policies allow it. */
export interface RolePermission extends Permission {
  /** ARN of the target. */
  readonly target: string
  readonly access: Access
}

/**
 * Checks whether the policies of an execution role allow its targets: storing the settings, sending, and the use of the
 * keys in `keys` (section 12, CFG-14f).
 *
 * Known condition keys are the accounts and regions that the ARNs contain, the principal, and `lambda:SourceFunctionArn`,
 * which deliveries do not carry. A condition on another key, or a variable, makes the answer `unknown` where the answer
 * depends on it. Permissions boundaries, policies of organizations, and policies of targets and keys are not considered.
 *
 * @throws {@link TypeError} if Lambda does not send to one of the ARNs.
 * @throws `DocumentError` if a document is not a policy.
 *
 * @throws {@link SyntaxError} if a policy in a string is not JSON.
 *
 * @see https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-retain-records.html
 *
 * @example
 * ```ts
 * const targets = ['arn:aws:sqs:us-east-1:123456789012:order-failures']
 * checkRolePermissions({ functionName: 'orders', targets, policies: [] })[0]?.access // 'denied'
 * ```
 */
export function checkRolePermissions(options: RolePermissionsOptions): readonly RolePermission[] {
  const { functionName, roleArn, ...about } = options
  const policies = options.policies.map(parseRolePolicy)
  return readTargets(about).flatMap((target) => {
    const context = { ...deliveryContext, ...principalContext(roleArn), ...targetContext(target) }
    const needed = listConfigurePermissions({ functionName, targetArn: target.arn }).map((permission) => {
      return { target: target.arn, ...permission, access: decideAccess(policies, { ...permission, context }) }
    })
    return [...needed, ...checkKey(target, policies, principalContext(roleArn))]
  })
}

function checkKey(
  { arn, kind, key }: KnownTarget,
  policies: readonly RolePolicyDocument[],
  principal: AccessContext,
): readonly RolePermission[] {
  if (key === undefined) return []
  const { service, region, accountId, resource } = parseArn(key) ?? {}
  // IAM compares the ARN of the key. Behind an alias there may be any key.
  const isKey = service === 'kms' && resource?.startsWith('key/') === true
  const context = { ...deliveryContext, ...principal, ...locationContext(region, accountId) }
  return targets[kind].keyActions.map((action) => {
    const access = isKey ? decideAccess(policies, { action, resource: key, context }) : 'unknown'
    return { target: arn, action, resource: key, access }
  })
}

function principalContext(roleArn: string | undefined): AccessContext {
  const accountId = parseArn(roleArn ?? '')?.accountId
  return roleArn === undefined || accountId === undefined
    ? {}
    : { 'aws:PrincipalArn': roleArn, 'aws:PrincipalAccount': accountId }
}

function targetContext({ arn, kind, owner }: KnownTarget): AccessContext {
  const location = locationContext(parseArn(arn)?.region, owner)
  return kind === 's3' && owner !== undefined ? { ...location, 's3:ResourceAccount': owner } : location
}

/** The ARN of a bucket contains neither region nor account. */
function locationContext(region: string | undefined, accountId: string | undefined): AccessContext {
  return {
    ...(region && { 'aws:RequestedRegion': region }),
    ...(accountId && { 'aws:ResourceAccount': accountId }),
  }
}
