import type { EventInvokeConfigRequest } from '@async-invoke/schemas'
import { createRefusal } from '@async-invoke/schemas/internal'
import type { Permission } from '@async-invoke/schemas/policy'
import { type Refusal, readTarget, targets } from '@async-invoke/schemas/target'
import type { RolePermissions, Sending } from '../permissions/role-permissions.ts'

type Owner = Pick<Sending, 'roleArn' | 'functionName'>

/** Refuses the first destination that the execution role may not send to (CFG-14f, U-10). */
export async function checkDestinationPermissions(
  { DestinationConfig }: EventInvokeConfigRequest,
  owner: Owner,
  permissions: RolePermissions | undefined,
): Promise<readonly Refusal[]> {
  for (const side of ['OnSuccess', 'OnFailure'] as const) {
    const targetArn = DestinationConfig?.[side]?.Destination
    if (!targetArn) continue
    const missing = await permissions?.missingToConfigure({ ...owner, targetArn })
    if (missing === undefined) continue
    // The service words it differently for a bucket.
    const isBucket = readTarget(targetArn).kind === 's3'
    const role = isBucket ? 'The function execution role' : "The function's execution role"
    const message = `${role} does not have permissions to call ${callOf(missing)} on ${isBucket ? 'S3' : targetArn}`
    const path = `destinationConfig.${side === 'OnSuccess' ? 'onSuccess' : 'onFailure'}.destination`
    return [createRefusal('CFG-14f', 'InvalidParameterValueException', path, targetArn, message)]
  }
  return []
}

/** Refuses a dead-letter target that the execution role may not send to (FNC-3). */
export async function checkDeadLetterPermission(
  targetArn: string | undefined,
  owner: Owner,
  permissions: RolePermissions | undefined,
): Promise<readonly Refusal[]> {
  if (!targetArn) return []
  const missing = await permissions?.missingToConfigure({ ...owner, targetArn })
  if (missing === undefined) return []
  const { kind } = readTarget(targetArn)
  const service = kind === undefined ? targetArn : targets[kind].service.toUpperCase()
  const message = `The provided execution role does not have permissions to call ${callOf(missing)} on ${service}`
  return [createRefusal('FNC-3', 'InvalidParameterValueException', 'deadLetterConfig.targetArn', targetArn, message)]
}

/** The API action without IAM's service prefix. */
function callOf({ action }: Permission): string {
  return action.split(':')[1] ?? action
}
