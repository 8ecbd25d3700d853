import { targets } from '@async-invoke/schemas'
import { decideAccess, parseRolePolicy, type RolePolicyDocument } from '@async-invoke/schemas/policy'
import type { Evaluator } from '../evaluate/evaluate.ts'
import { all, andThen, type Evaluated, listOf, requiredTextOf } from '../evaluate/evaluated.ts'
import { isObject, type JsonObject, objectOf } from '../evaluate/template-document.ts'

/** A policy that a resource of its own attaches to roles, after they exist. */
export interface AttachedPolicy {
  /** Logical id. */
  readonly id: string
  readonly document: RolePolicyDocument
}

/** The policies of one role of a template. */
export interface TemplateRole {
  readonly arn: string
  /** Inline, and managed ones that the role itself attaches: a role has them from its creation. */
  readonly own: readonly RolePolicyDocument[]
  readonly attached: readonly AttachedPolicy[]
}

/**
 * Reads the roles of a template whose every policy is known, by ARN. A role with one policy that is not known is left out:
 * nothing could be concluded from the others.
 */
export function readTemplateRoles(resources: JsonObject, evaluator: Evaluator): ReadonlyMap<string, TemplateRole> {
  const { names } = evaluator
  const attachments = attachmentsOf(resources, evaluator)
  const roles = new Map<string, TemplateRole>()
  for (const [id, definition] of Object.entries(resources)) {
    if (objectOf(definition).Type !== 'AWS::IAM::Role') continue
    const name = names.ref(id)
    const arn = names.attribute(id, 'Arn')
    const own = ownPolicies(definition, attachments.managed, evaluator)
    const attached = 'value' in name ? attachments.ofRole(name.value) : name
    if ('value' in arn && 'value' in own && 'value' in attached)
      roles.set(arn.value, { arn: arn.value, own: own.value, attached: attached.value })
  }
  return roles
}

interface Attachments {
  ofRole(name: string): Evaluated<readonly AttachedPolicy[]>
  /** Documents of the template's managed policies by ARN. */
  readonly managed: ReadonlyMap<string, Evaluated<RolePolicyDocument>>
}

/** A policy whose roles are not known may be that of any role. */
function attachmentsOf(resources: JsonObject, evaluator: Evaluator): Attachments {
  const byRole = new Map<string, Evaluated<AttachedPolicy>[]>()
  const managed = new Map<string, Evaluated<RolePolicyDocument>>()
  let lost: { readonly reason: string } | undefined
  for (const [id, definition] of Object.entries(resources)) {
    const { Type, Properties, Condition } = objectOf(definition)
    if (Type !== 'AWS::IAM::Policy' && Type !== 'AWS::IAM::RolePolicy' && Type !== 'AWS::IAM::ManagedPolicy') continue
    const created = createdBy(Condition, evaluator)
    if ('value' in created && !created.value) continue
    const { PolicyDocument, Roles, RoleName } = objectOf(Properties)
    const document = andThen(created, () => documentOf(PolicyDocument, evaluator))
    if (Type === 'AWS::IAM::ManagedPolicy') {
      const arn = evaluator.names.ref(id)
      if ('value' in arn) managed.set(arn.value, document)
    }
    const names = namesOf(Type === 'AWS::IAM::RolePolicy' ? [RoleName] : Roles, evaluator)
    if ('reason' in names) lost = names
    const policy = andThen(document, (value) => ({ value: { id, document: value } }))
    for (const name of 'value' in names ? names.value : []) {
      const attached = byRole.get(name) ?? []
      attached.push(policy)
      byRole.set(name, attached)
    }
  }
  return { managed, ofRole: (name) => lost ?? all(byRole.get(name) ?? []) }
}

function createdBy(condition: unknown, { decide }: Evaluator): Evaluated<boolean> {
  if (condition === undefined) return { value: true }
  return typeof condition === 'string' ? decide(condition) : { reason: 'Condition needs a name' }
}

function namesOf(roles: unknown, { evaluateDeep }: Evaluator): Evaluated<readonly string[]> {
  if (roles === undefined) return { value: [] }
  return andThen(andThen(evaluateDeep(roles), listOf), (list) => all(list.map(requiredTextOf)))
}

function ownPolicies(
  definition: unknown,
  managed: Attachments['managed'],
  evaluator: Evaluator,
): Evaluated<readonly RolePolicyDocument[]> {
  const { Policies, ManagedPolicyArns } = objectOf(objectOf(definition).Properties)
  const { evaluate, evaluateDeep } = evaluator
  const inline = andThen(andThen(evaluate(Policies ?? []), listOf), (list) =>
    andThen(all(list.map(evaluate)), (policies) =>
      all(
        policies
          .filter((policy) => policy !== undefined)
          .map((policy) => documentOf(objectOf(policy).PolicyDocument, evaluator)),
      ),
    ),
  )
  const arns = andThen(andThen(evaluateDeep(ManagedPolicyArns ?? []), listOf), (list) => all(list.map(requiredTextOf)))
  const attached = andThen(arns, (list) =>
    all(
      list
        .filter((arn) => !grantsNoSending(arn))
        .map((arn) => managed.get(arn) ?? ofAws(arn) ?? { reason: `the policy ${arn} is not in the template` }),
    ),
  )
  return andThen(inline, (one) => andThen(attached, (other) => ({ value: [...one, ...other] })))
}

function documentOf(value: unknown, evaluator: Evaluator): Evaluated<RolePolicyDocument> {
  return andThen(andThen(evaluator.evaluate(value), withStatements(evaluator)), (document) => {
    if (!isObject(document)) return { reason: 'no policy' }
    try {
      return { value: parseRolePolicy(document) }
    } catch (error) {
      return { reason: String(error) }
    }
  })
}

/**
 * Evaluates the statements of a policy. One whose resources are not determined, such as the ARN of a table, is left out if
 * its actions have nothing to do with targets.
 */
function withStatements({ evaluate, evaluateDeep }: Evaluator): (document: unknown) => Evaluated {
  return (document) => {
    if (!isObject(document)) return { value: document }
    const { Statement: declared, ...others } = document
    const statements = andThen(evaluate(declared), (list) =>
      all(
        [list].flat().map((statement): Evaluated<readonly unknown[]> => {
          const known = evaluateDeep(statement)
          if ('value' in known) return { value: known.value === undefined ? [] : [known.value] }
          const head = evaluate(statement)
          const actions = evaluateDeep('value' in head ? objectOf(head.value).Action : statement)
          return 'value' in actions && concernsNoTarget(actions.value) ? { value: [] } : known
        }),
      ),
    )
    if (declared === undefined) return { reason: 'no policy' }
    return andThen(evaluateDeep(others), (rest) =>
      andThen(statements, (lists) => ({ value: { ...objectOf(rest), Statement: lists.flat() } })),
    )
  }
}

function concernsNoTarget(Action: unknown): boolean {
  try {
    const policy = parseRolePolicy({ Statement: [{ Effect: 'Allow', Action, Resource: '*' }] })
    return actionsOnTargets.every(
      (action) => decideAccess([policy], { action, resource: 'x', context: {} }) === 'denied',
    )
  } catch {
    return false
  }
}

const actionsOnTargets = [
  ...new Set(
    Object.values(targets).flatMap(({ sendAction, configureActions, keyActions }) => [
      sendAction,
      ...configureActions,
      ...keyActions,
    ]),
  ),
]

/** AWS's policies for functions that allow nothing which a destination or a dead-letter queue needs. */
function grantsNoSending(arn: string): boolean {
  return harmless.includes(nameOfAws(arn) ?? '')
}

/** Name of one of AWS's own policies, of which SAM takes the name alone. */
function nameOfAws(arn: string): string | undefined {
  return /^(?:arn:[a-z-]+:iam::aws:policy\/(?:.*\/)?)?([A-Za-z]+)$/.exec(arn)?.[1]
}

/** AWS's policy for functions that process messages of a queue. */
function ofAws(arn: string): Evaluated<RolePolicyDocument> | undefined {
  if (nameOfAws(arn) !== 'AWSLambdaSQSQueueExecutionRole') return undefined
  const Action = ['sqs:ReceiveMessage', 'sqs:DeleteMessage', 'sqs:GetQueueAttributes']
  return { value: { Statement: [{ Effect: 'Allow', Action, Resource: '*' }] } }
}

const harmless = [
  'AWSLambdaBasicExecutionRole',
  'AWSLambdaBasicDurableExecutionRolePolicy',
  'AWSLambdaDynamoDBExecutionRole',
  'AWSLambdaENIManagementAccess',
  'AWSLambdaKinesisExecutionRole',
  'AWSLambdaMSKExecutionRole',
  'AWSLambdaVPCAccessExecutionRole',
  'AWSXRayDaemonWriteAccess',
  'AWSXrayWriteOnlyAccess',
  'CloudWatchLambdaInsightsExecutionRolePolicy',
]
