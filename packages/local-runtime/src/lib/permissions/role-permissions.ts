import {
  deliveryContext as context,
  decideAccess,
  listConfigurePermissions,
  listSendPermissions,
  type Permission,
  type RolePolicyDocument,
} from '@async-invoke/schemas/policy'
import { isDeniedExplicitly, type TargetGrants } from './function-grants.ts'

/** Returns the policies of a role, `undefined` if they are unknown. Never rejects. */
export type RolePolicies = (roleArn: string) => Promise<readonly RolePolicyDocument[] | undefined>

/** A source of role policies. */
export interface RolePolicySource {
  readonly policiesOf: RolePolicies
  close(): void
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
  /** Finds the first permission that the role lacks to take messages from the queue (ESM-9). */
  missingToReceive(roleArn: string, queueArn: string): Promise<Permission | undefined>
}

/** Actions of a role whose function has a queue as its event source. */
const receiveActions = ['sqs:ReceiveMessage', 'sqs:DeleteMessage', 'sqs:GetQueueAttributes']

/**
 * Checks roles against their policies, and against what targets grant. A role with unknown policies lacks no permission,
 * nor does one whose permission depends on a condition with an unknown value.
 */
export function createRolePermissions(policiesOf: RolePolicies, targetGrants: TargetGrants): RolePermissions {
  const firstMissing = async (roleArn: string, needed: readonly Permission[]) => {
    const policies = await policiesOf(roleArn)
    return policies === undefined
      ? undefined
      : needed.find((permission) => {
          const request = { ...permission, context }
          if (decideAccess(policies, request) !== 'denied') return false
          return !targetGrants(roleArn, permission) || isDeniedExplicitly(policies, request)
        })
  }
  return {
    missingToConfigure: (sending) => firstMissing(sending.roleArn, listConfigurePermissions(sending)),
    missingToSend: (sending) => firstMissing(sending.roleArn, listSendPermissions(sending)),
    missingToReceive: (roleArn, resource) =>
      firstMissing(
        roleArn,
        receiveActions.map((action) => ({ action, resource })),
      ),
  }
}
