import { readTarget, targets } from '@async-invoke/schemas'
import { allows } from './allows.ts'
import type { RolePolicyDocument } from './policy-document.ts'

/** What a role's policies are; `undefined` when nothing is known of them. Never rejects. */
export type RolePolicies = (roleArn: string) => Promise<readonly RolePolicyDocument[] | undefined>

/** Where policies of roles are found, until it is closed. */
export interface RolePolicySource {
  readonly policiesOf: RolePolicies
  close(): void
}

/** A permission that a role lacks. */
export interface MissingPermission {
  /** As IAM spells it: `sqs:SendMessage`. */
  readonly action: string
  readonly resource: string
}

/** What a function wants to send to, and the execution role it has. */
export interface Sending {
  readonly roleArn: string
  readonly functionName: string
  readonly targetArn: string
}

/** The execution roles of this runtime's functions. */
export interface RolePermissions {
  /** The first permission that is looked for when settings are stored and that the role lacks (CFG-14f, FNC-3). */
  missingToConfigure(sending: Sending): Promise<MissingPermission | undefined>
  /** The same when a record or dead letter is sent. */
  missingToSend(sending: Sending): Promise<MissingPermission | undefined>
}

/** Judges roles by their policies; a role of which nothing is known lacks nothing. */
export function createRolePermissions(policiesOf: RolePolicies): RolePermissions {
  const firstMissing = async (roleArn: string, needed: readonly MissingPermission[]) => {
    const policies = await policiesOf(roleArn)
    return policies && needed.find(({ action, resource }) => !allows(policies, action, resource))
  }
  return {
    missingToConfigure: (sending) => firstMissing(sending.roleArn, [...toConfigure(sending), ...toSend(sending)]),
    missingToSend: (sending) => firstMissing(sending.roleArn, toSend(sending)),
  }
}

function toConfigure({ targetArn }: Sending): readonly MissingPermission[] {
  const { kind } = readTarget(targetArn)
  if (kind === undefined) return []
  return targets[kind].configureActions.map((action) => ({ action, resource: targetArn }))
}

function toSend({ targetArn, functionName }: Sending): readonly MissingPermission[] {
  const { kind } = readTarget(targetArn)
  if (kind === undefined) return []
  // Objects of a function lie below its name (DST-6).
  const resource = kind === 's3' ? `${targetArn}/aws/lambda/async/${functionName}/` : targetArn
  return [{ action: targets[kind].sendAction, resource }]
}
