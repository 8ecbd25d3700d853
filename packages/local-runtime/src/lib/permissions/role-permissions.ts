import { readTarget, targets } from '@async-invoke/schemas'
import { allows } from './allows.ts'
import type { RolePolicyDocument } from './policy-document.ts'

/** Returns the policies of a role, `undefined` if they are unknown. Never rejects. */
export type RolePolicies = (roleArn: string) => Promise<readonly RolePolicyDocument[] | undefined>

/** A source of role policies. */
export interface RolePolicySource {
  readonly policiesOf: RolePolicies
  close(): void
}

/** A permission that a role needs. */
export interface Permission {
  /** With IAM's service prefix: `sqs:SendMessage`. */
  readonly action: string
  readonly resource: string
}

/** A target that a function sends to, and the function's execution role. */
export interface Sending {
  readonly roleArn: string
  readonly functionName: string
  readonly targetArn: string
}

/** Checks the permissions of execution roles. */
export interface RolePermissions {
  /** Finds the first permission that the role lacks to store the target in settings (CFG-14f, FNC-3). */
  missingToConfigure(sending: Sending): Promise<Permission | undefined>
  /** Finds the first permission that the role lacks to send a record or dead letter to the target. */
  missingToSend(sending: Sending): Promise<Permission | undefined>
}

/** Checks roles against their policies. A role with unknown policies lacks no permission. */
export function createRolePermissions(policiesOf: RolePolicies): RolePermissions {
  const firstMissing = async (roleArn: string, needed: readonly Permission[]) => {
    const policies = await policiesOf(roleArn)
    return policies && needed.find(({ action, resource }) => !allows(policies, action, resource))
  }
  return {
    missingToConfigure: (sending) => firstMissing(sending.roleArn, [...toConfigure(sending), ...toSend(sending)]),
    missingToSend: (sending) => firstMissing(sending.roleArn, toSend(sending)),
  }
}

function toConfigure({ targetArn }: Sending): readonly Permission[] {
  const { kind } = readTarget(targetArn)
  if (kind === undefined) return []
  return targets[kind].configureActions.map((action) => ({ action, resource: targetArn }))
}

function toSend({ targetArn, functionName }: Sending): readonly Permission[] {
  const { kind } = readTarget(targetArn)
  if (kind === undefined) return []
  // Object keys start with the function's name (DST-6).
  const resource = kind === 's3' ? `${targetArn}/aws/lambda/async/${functionName}/` : targetArn
  return [{ action: targets[kind].sendAction, resource }]
}
