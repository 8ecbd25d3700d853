import { readTarget } from '@async-invoke/schemas'
import { checkRolePermissions, type RolePermission } from '../permissions/check-role-permissions.ts'
import type { FindingFacts } from './finding.ts'
import { type FunctionSetup, nameOf, type Setup, versionOf } from './setup.ts'

/** A target of one qualifier, and the statement about the permission to send to it. */
interface Sending {
  readonly subject: string
  readonly version: string | undefined
  readonly target: string
  readonly statement: 'CFG-14f' | 'FNC-3'
}

/**
 * Finds targets that the execution role may not send to, or may not for all that is known: those of settings (CFG-14f)
 * and dead-letter queues (FNC-3), with their keys. A role without known policies is not diagnosed.
 */
export function permissionFindings(
  setup: FunctionSetup,
  { roles = {}, keys, bucketOwners }: Setup,
): readonly FindingFacts[] {
  return sendingsOf(setup).flatMap((sending) => {
    const roleArn = sending.version === undefined ? undefined : setup.roleArns?.[sending.version]
    if (roleArn === undefined || !Object.hasOwn(roles, roleArn)) return []
    return checkRolePermissions({
      functionName: nameOf(setup),
      targets: [sending.target],
      policies: roles[roleArn] ?? [],
      roleArn,
      ...(keys !== undefined && { keys }),
      ...(bucketOwners !== undefined && { bucketOwners }),
    }).flatMap((permission) => findingOf(sending, roleArn, permission))
  })
}

/**
 * A version keeps the role and the dead-letter queue that it was published with (DSP-7). Behind an alias whose version is
 * not known, as in a template that publishes one, is the function as it is now.
 */
function sendingsOf(setup: FunctionSetup): readonly Sending[] {
  const name = nameOf(setup)
  const destinations = Object.entries(setup.settings).flatMap(([qualifier, { OnSuccess, OnFailure }]) =>
    [...new Set([OnSuccess, OnFailure])].flatMap((target) => {
      const version = versionOf(setup, qualifier) ?? '$LATEST'
      return isTarget(target)
        ? [{ subject: `${name}:${qualifier}`, version, target, statement: 'CFG-14f' } as const]
        : []
    }),
  )
  const deadLetters = Object.entries(setup.deadLetterTargets ?? {}).flatMap(([version, target]) =>
    isTarget(target) ? [{ subject: `${name}:${version}`, version, target, statement: 'FNC-3' } as const] : [],
  )
  return [...destinations, ...deadLetters]
}

/** Settings that Lambda refuses for their ARN are other findings. */
function isTarget(arn: string | null | undefined): arn is string {
  return typeof arn === 'string' && !('reason' in readTarget(arn))
}

function findingOf(
  { subject, statement }: Sending,
  roleArn: string,
  permission: RolePermission,
): readonly FindingFacts[] {
  const { target, action, resource, access } = permission
  if (access === 'allowed') return []
  const needed = `${action} on ${resource}${resource.startsWith(target) ? '' : `, the key of ${target}`}`
  const allow = `Allow ${action} on ${resource} in a policy of ${roleArn}`
  return access === 'denied'
    ? [
        {
          severity: 'error',
          rule: 'target-not-allowed',
          subject,
          statement,
          evidence: `the policies of ${roleArn} do not allow ${needed}`,
          remedy: `${allow}, and remove statements that deny it.`,
        },
      ]
    : [
        {
          severity: 'info',
          rule: 'target-permission-unknown',
          subject,
          statement,
          evidence: `whether the policies of ${roleArn} allow ${needed} depends on a condition, a variable or a key alias with an unknown value`,
          remedy: `${allow} without the condition, or check that the condition holds.`,
        },
      ]
}
