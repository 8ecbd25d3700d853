// biome-ignore-all lint/suspicious/noTemplateCurlyInString: these are CloudFormation's placeholders
import { isObject, type JsonObject, objectOf } from '../evaluate/template-document.ts'
import { isUnreadable, unreadable } from '../evaluate/unreadable.ts'
import type { ServerlessFunction } from './names.ts'

/** Logical id of the role of all functions that name no other. */
const sharedRole = 'IamRoleLambdaExecution'

/** The `Role` of a function: its own, that of the provider, or the one that the framework generates. */
export function roleOf(members: JsonObject, provider: JsonObject): unknown {
  if (isUnreadable(members)) return members
  if (isUnreadable(provider)) return provider
  if (hasOwnRole(members, provider)) return unreadable('the framework or a plugin makes a role of this function')
  const role = members.role ?? existingRole(provider) ?? sharedRole
  return typeof role !== 'string' || role.startsWith('arn:') ? role : { 'Fn::GetAtt': [role, 'Arn'] }
}

/** Whether a function gets a role of its own: by members of version 4 of the framework, or of the plugin before it. */
function hasOwnRole(members: JsonObject, provider: JsonObject): boolean {
  const { mode } = objectOf(objectOf(provider.iam).role)
  const isOfAll = mode !== undefined && mode !== 'shared' && members.role === undefined
  return isOfAll || Object.keys(members).some((member) => member === 'iam' || member.startsWith('iamRoleStatements'))
}

/** The provider's role, if that is a name or an ARN, rather than members of the generated one. */
function existingRole(provider: JsonObject): unknown {
  const { role } = objectOf(provider.iam)
  if (isUnreadable(provider.iam)) return provider.iam
  const isOwn =
    typeof role === 'string' || (isObject(role) && Object.keys(role).some((member) => /^Ref$|^Fn::/.test(member)))
  return isOwn ? role : provider.role
}

/**
 * Writes the role that the framework generates, as far as permissions to send depend on it: the statements of the
 * configuration, and those that the framework adds for destinations, and for a dead-letter topic that is given by its ARN.
 *
 * @param prefix - service and stage
 * @param nameOf - the full name of a function of the service
 */
export function generatedRole(
  functions: readonly ServerlessFunction[],
  provider: JsonObject,
  prefix: readonly unknown[],
  nameOf: (name: string) => unknown,
): JsonObject {
  if (isUnreadable(provider) || existingRole(provider) !== undefined) return {}
  const { name, path, statements, managedPolicies } = objectOf(objectOf(provider.iam).role)
  const added = functions
    .filter(({ members }) => members.role === undefined && !hasOwnRole(members, provider))
    .flatMap(({ members }) => statementsFor(members, nameOf))
  const Statement = [...listOf(statements ?? provider.iamRoleStatements), ...added]
  const Properties = {
    RoleName: name ?? { 'Fn::Join': ['-', [...prefix, { Ref: 'AWS::Region' }, 'lambdaRole']] },
    ...(path !== undefined && { Path: path }),
    ManagedPolicyArns: managedPolicies ?? provider.iamManagedPolicies ?? [],
    Policies: [{ PolicyDocument: { Version: '2012-10-17', Statement } }],
  }
  return { [sharedRole]: { Type: 'AWS::IAM::Role', Properties } }
}

function listOf(statements: unknown): readonly unknown[] {
  return statements === undefined || statements === null ? [] : [statements].flat()
}

function statementsFor(members: JsonObject, nameOf: (name: string) => unknown): readonly unknown[] {
  const { destinations, onError } = members
  const unknown = [members, destinations, onError].filter(isUnreadable)
  if (unknown.length > 0) return unknown
  const { onSuccess, onFailure } = objectOf(destinations)
  const topic = typeof onError === 'string' ? [allow('sns:Publish', onError)] : []
  return [...topic, ...[onSuccess, onFailure].flatMap((target) => statementFor(target, nameOf))]
}

const actionsByType: Readonly<Record<string, string>> = {
  function: 'lambda:InvokeFunction',
  sqs: 'sqs:SendMessage',
  sns: 'sns:Publish',
  eventBus: 'events:PutEvents',
}

function statementFor(target: unknown, nameOf: (name: string) => unknown): readonly unknown[] {
  if (!target) return []
  if (typeof target !== 'string') {
    const { type, arn } = objectOf(target)
    const Action = typeof type === 'string' && Object.hasOwn(actionsByType, type) ? actionsByType[type] : undefined
    return [Action === undefined ? unreadable('a destination of an unknown type') : allow(Action, arn)]
  }
  if (!target.startsWith('arn:')) {
    const pattern = 'arn:${AWS::Partition}:lambda:${AWS::Region}:${AWS::AccountId}:function:${name}'
    return [allow('lambda:InvokeFunction', { 'Fn::Sub': [pattern, { name: nameOf(target) }] })]
  }
  const type = Object.entries(marks).find(([mark]) => target.includes(mark))?.[1] ?? ''
  return [allow(actionsByType[type], target)]
}

/** How the framework tells the service of an ARN. */
const marks = { ':function:': 'function', ':sqs:': 'sqs', ':sns:': 'sns', ':event-bus/': 'eventBus' }

function allow(Action: string | undefined, Resource: unknown): JsonObject {
  return { Effect: 'Allow', Action, Resource }
}
