import { type DesiredSettings, readTarget } from '@async-invoke/schemas'
import type { RolePolicyDocument } from '@async-invoke/schemas/policy'
import type { EarlySettings, TemplateRoles } from '../../doctor/setup.ts'
import { checkRolePermissions } from '../../permissions/check-role-permissions.ts'
import { listTargets } from '../../permissions/targets.ts'
import type { Evaluator } from '../evaluate/evaluate.ts'
import { andThen, type Evaluated, requiredTextOf } from '../evaluate/evaluated.ts'
import { type JsonObject, objectOf } from '../evaluate/template-document.ts'
import { createDependencies } from './dependencies.ts'
import { readTemplateRoles, type TemplateRole } from './role-policies.ts'

/** A function of a template, with what its permissions depend on. */
export interface TemplateFunction {
  readonly functionName: Evaluated<string>
  /** ARN of the execution role, not evaluated. */
  readonly role: unknown
  readonly durable: boolean
}

/** Settings with targets, and the resource that stores them. */
export interface StoredTargets {
  readonly resource: string
  readonly functionName: string
  /** Missing for a dead-letter queue. */
  readonly qualifier?: string | undefined
  readonly settings: DesiredSettings | string
}

/** What a template says about roles. */
export interface RolesReading {
  readonly roles: TemplateRoles
  /** False if the template does not determine the name or the policies of one of its roles. */
  readonly isComplete: boolean
}

/** Reads what a diagnosis of permissions needs from a template: roles, their policies, and the order of their creation. */
export function readRoles(
  resources: JsonObject,
  evaluator: Evaluator,
  functions: readonly TemplateFunction[],
  stored: readonly StoredTargets[],
): RolesReading {
  const roleArns = new Map<string, string>()
  const durableFunctions: string[] = []
  for (const { functionName, role, durable } of functions) {
    if ('reason' in functionName) continue
    const arn = andThen(evaluator.evaluate(role), requiredTextOf)
    if ('value' in arn) roleArns.set(functionName.value, arn.value)
    if (durable) durableFunctions.push(functionName.value)
  }
  const roles = readTemplateRoles(resources, evaluator)
  const used = [...new Set(roleArns.values())].flatMap((arn) => roles.get(arn) ?? [])
  const earlySettings = earlySettingsOf(resources, stored, (name) => roles.get(roleArns.get(name) ?? ''))
  const declared = Object.entries(resources).filter(
    ([id, each]) => objectOf(each).Type === 'AWS::IAM::Role' && evaluator.names.leftOut(id) === undefined,
  )
  const about = {
    ...(roleArns.size > 0 && { roleArns: Object.fromEntries(roleArns) }),
    ...(used.length > 0 && {
      roles: Object.fromEntries(
        used.map(({ arn, own, attached }) => [arn, [...own, ...attached.map(({ document }) => document)]]),
      ),
    }),
    ...(durableFunctions.length > 0 && { durableFunctions }),
    ...(earlySettings.length > 0 && { earlySettings }),
  }
  return { roles: about, isComplete: roles.size === declared.length }
}

/** Settings whose target only policies allow that CloudFormation may attach after it stores them (CFG-14f, FNC-3). */
function earlySettingsOf(
  resources: JsonObject,
  stored: readonly StoredTargets[],
  roleOf: (functionName: string) => TemplateRole | undefined,
): readonly EarlySettings[] {
  const before = createDependencies(resources)
  return stored.flatMap(({ resource, functionName, qualifier, settings }) => {
    const role = roleOf(functionName)
    if (role === undefined || role.attached.length === 0) return []
    const reached = before(resource)
    const late = role.attached.filter(({ id }) => !reached.has(id))
    const inTime = role.attached.filter(({ id }) => reached.has(id)).map(({ document }) => document)
    const targets = targetsOf(settings)
    const isAllowed = (policies: readonly RolePolicyDocument[]) =>
      checkRolePermissions({ functionName, targets, policies, roleArn: role.arn }).every(
        ({ access }) => access === 'allowed',
      )
    const documents = late.map(({ document }) => document)
    if (late.length === 0 || isAllowed([...role.own, ...inTime]) || !isAllowed([...role.own, ...inTime, ...documents]))
      return []
    const needed = late.filter(({ document }) => isAllowed([...role.own, ...inTime, document]))
    const policies = (needed.length > 0 ? needed : late).map(({ id }) => id)
    return [{ resource, functionName, ...(qualifier !== undefined && { qualifier }), policies }]
  })
}

/** An ARN that Lambda does not send to is another finding. */
function targetsOf(settings: DesiredSettings | string): readonly string[] {
  const arns = typeof settings === 'string' ? [settings] : listTargets({ EventInvokeConfigs: { $LATEST: settings } })
  return arns.filter((arn) => readTarget(arn).kind !== undefined)
}
