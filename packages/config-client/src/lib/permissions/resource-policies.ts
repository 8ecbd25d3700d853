import { parseArn, targets } from '@async-invoke/schemas'
import { type PolicyDocument, type PolicyStatement, policyDocument } from './policy-document.ts'
import { type KnownTarget, type PolicyTargets, readTargets } from './targets.ts'

export interface ResourcePolicyOptions extends PolicyTargets {
  /** The execution role that the targets let in. */
  readonly roleArn: string
}

/** The policy that somebody in another account attaches to what they own. */
export interface ResourcePolicy {
  /** ARN of the queue, topic, function, event bus, bucket or key. */
  readonly resource: string
  readonly accountId: string
  readonly policy: PolicyDocument
}

/**
 * What targets of other accounts need beside the execution role's own policy: each a policy on the target that lets the
 * role in, and one on its key where it is encrypted with one (CFG-22). Nothing for targets of the role's own account.
 *
 * A bucket ARN names no account: give its owner in `bucketOwners`, or it is taken for the role's own.
 * Throws {@link TypeError} for a role that is no ARN, and for a target that Lambda does not send to.
 *
 * @example buildResourcePolicies({ roleArn, targets: ['arn:aws:sqs:us-east-1:210987654321:audit'] })[0]?.accountId // '210987654321'
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
  const { sendAction, configureActions } = targets[kind]
  const allow = (Sid: string, Action: readonly string[], Resource: string): PolicyStatement => {
    return { Sid, Effect: 'Allow', Principal, Action, Resource: [Resource] }
  }
  const statements =
    kind === 's3'
      ? [allow('WriteRecords', [sendAction], `${arn}/*`), allow('List', configureActions, arn)]
      : [allow('SendRecords', [sendAction], arn)]
  const policies = [{ resource: arn, accountId: owner, policy: policyDocument(statements) }]
  if (key === undefined) return policies
  const actions = kind === 's3' ? ['kms:GenerateDataKey'] : ['kms:Decrypt', 'kms:GenerateDataKey']
  // In a key's policy "*" is the key itself.
  const accountId = parseArn(key)?.accountId ?? owner
  return [...policies, { resource: key, accountId, policy: policyDocument([allow('UseKey', actions, '*')]) }]
}
