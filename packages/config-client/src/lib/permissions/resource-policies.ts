import { parseArn, targets } from '@async-invoke/schemas'
import { createPolicy, type PolicyDocument, type PolicyStatement } from './policy-document.ts'
import { type KnownTarget, type PolicyTargets, readTargets } from './targets.ts'

export interface ResourcePolicyOptions extends PolicyTargets {
  /** The execution role that sends. */
  readonly roleArn: string
}

/** A policy that the owner of a resource in another account attaches to it. */
export interface ResourcePolicy {
  /** ARN of the queue, topic, function, event bus, bucket or key. */
  readonly resource: string
  readonly accountId: string
  readonly policy: PolicyDocument
}

/**
 * Builds the policies that targets in other accounts need in addition to the execution role's own: one on each target,
 * and one on its key if it is encrypted (CFG-22). Targets in the role's own account need none.
 *
 * A bucket ARN contains no account: pass the owner in `bucketOwners`, or the bucket counts as the role's own.
 *
 * @throws {@link TypeError} if `roleArn` is not the ARN of a role, or if Lambda does not send to one of the targets.
 *
 * @example
 * ```ts
 * buildResourcePolicies({ roleArn, targets: ['arn:aws:sqs:us-east-1:210987654321:audit'] })[0]?.accountId // '210987654321'
 * ```
 */
export function buildResourcePolicies({ roleArn, ...about }: ResourcePolicyOptions): readonly ResourcePolicy[] {
  const role = parseArn(roleArn)
  if (role?.service !== 'iam') throw new TypeError(`not the ARN of a role: ${roleArn}`)
  const Principal = { AWS: roleArn }
  return readTargets(about)
    .filter(({ owner }) => owner !== undefined && owner !== role.accountId)
    .flatMap((target) => policiesFor(target, Principal))
}

function policiesFor(target: KnownTarget, Principal: { readonly AWS: string }): readonly ResourcePolicy[] {
  const { arn, kind, owner = '', key } = target
  const { sendAction, configureActions, keyActions } = targets[kind]
  const allow = (Sid: string, Action: readonly string[], Resource: string): PolicyStatement => {
    return { Sid, Effect: 'Allow', Principal, Action, Resource: [Resource] }
  }
  const statements =
    kind === 's3'
      ? [allow('WriteRecords', [sendAction], `${arn}/*`), allow('List', configureActions, arn)]
      : [allow('SendRecords', [sendAction], arn)]
  const policies = [{ resource: arn, accountId: owner, policy: createPolicy(statements) }]
  if (key === undefined) return policies
  // In a key policy, "*" means the key itself.
  const accountId = parseArn(key)?.accountId ?? owner
  return [...policies, { resource: key, accountId, policy: createPolicy([allow('UseKey', keyActions, '*')]) }]
}
