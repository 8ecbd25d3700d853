import { type EventInvokeConfigRequest, parseArn } from '@async-invoke/schemas'
import type { MissingPermission, RolePermissions, Sending } from '../permissions/role-permissions.ts'
import { invalid } from './function-request.ts'

type Owner = Pick<Sending, 'roleArn' | 'functionName'>

/** Refuses destinations that the function's execution role may not send to (CFG-14f, U-10). */
export async function refuseDestinationsWithoutPermission(
  { DestinationConfig }: EventInvokeConfigRequest,
  owner: Owner,
  permissions: RolePermissions | undefined,
): Promise<void> {
  for (const side of ['OnSuccess', 'OnFailure'] as const) {
    const targetArn = DestinationConfig?.[side]?.Destination
    if (!targetArn) continue
    const missing = await permissions?.missingToConfigure({ ...owner, targetArn })
    if (missing === undefined) continue
    // The service's own words are not the same for a bucket.
    const isBucket = parseArn(targetArn)?.service === 's3'
    const role = isBucket ? 'The function execution role' : "The function's execution role"
    throw invalid(`${role} does not have permissions to call ${callOf(missing)} on ${isBucket ? 'S3' : targetArn}`)
  }
}

/** Refuses a dead-letter target that the execution role may not send to (FNC-3). */
export async function refuseDeadLetterWithoutPermission(
  targetArn: string | undefined,
  owner: Owner,
  permissions: RolePermissions | undefined,
): Promise<void> {
  if (!targetArn) return
  const missing = await permissions?.missingToConfigure({ ...owner, targetArn })
  if (missing === undefined) return
  const service = parseArn(targetArn)?.service.toUpperCase()
  throw invalid(`The provided execution role does not have permissions to call ${callOf(missing)} on ${service}`)
}

/** The call as its service names it, without the prefix of IAM. */
function callOf({ action }: MissingPermission): string {
  return action.split(':')[1] ?? action
}
