import { findNearestName } from '@async-invoke/schemas/internal'
import { isObject, type JsonObject } from '../evaluate/template-document.ts'
import { isUnreadable, unreadable } from '../evaluate/unreadable.ts'

/** A function of a configuration, by its name there. */
export interface ServerlessFunction {
  readonly name: string
  /** Its members, or an unreadable value. */
  readonly members: JsonObject
}

/** The names that the framework gives to the resources of a function. */
export interface LogicalIds {
  readonly function: string
  readonly settings: string
}

export function logicalIdsOf(name: string): LogicalIds {
  const plain = name.replaceAll('-', 'Dash').replaceAll('_', 'Underscore')
  const normal = `${plain.charAt(0).toUpperCase()}${plain.slice(1)}`
  return { function: `${normal}LambdaFunction`, settings: `${normal}LambdaEvConf` }
}

/** Members of a function that hold asynchronous settings. */
const settingsMembers = ['destinations', 'maximumEventAge', 'maximumRetryAttempts', 'onError'] as const
/** The other members that the framework knows. */
const otherMembers = [
  'architecture',
  'awsKmsKeyArn',
  'build',
  'condition',
  'dependsOn',
  'description',
  'disableLogs',
  'durableConfig',
  'environment',
  'ephemeralStorageSize',
  'events',
  'fileSystemConfig',
  'handler',
  'iamRoleStatements',
  'image',
  'kmsKeyArn',
  'layers',
  'logDataProtectionPolicy',
  'logRetentionInDays',
  'logs',
  'memory',
  'memorySize',
  'name',
  'package',
  'provisionedConcurrency',
  'reservedConcurrency',
  'role',
  'runtime',
  'runtimeManagement',
  'snapStart',
  'tags',
  'tenancy',
  'timeout',
  'tracing',
  'url',
  'versionFunction',
  'vpc',
]

/**
 * Writes the resources that the framework's compiler makes of a function, as far as they concern asynchronous invocation.
 *
 * @param fullName - the function's name if it has none of its own: service, stage and name
 * @param Role - its execution role
 */
export function resourcesOf(
  { name, members: given }: ServerlessFunction,
  all: readonly ServerlessFunction[],
  fullName: unknown,
  Role: unknown,
): JsonObject {
  const ids = logicalIdsOf(name)
  if (isUnreadable(given)) return { [ids.function]: given }
  const members = corrected(given, settingsMembers, otherMembers)
  const { condition, onError } = members
  const Condition = condition === undefined ? {} : { Condition: condition }
  const FunctionName = members.name ?? fullName
  const DeadLetterConfig = isFalsy(onError) ? {} : { DeadLetterConfig: { TargetArn: onError } }
  const declared = {
    [ids.function]: {
      Type: 'AWS::Lambda::Function',
      ...Condition,
      Properties: { FunctionName, Role, ...DeadLetterConfig },
    },
  }
  const alias = aliasOf(members)
  const aliases =
    alias === undefined
      ? {}
      : {
          [`${ids.function}Alias`]: {
            Type: 'AWS::Lambda::Alias',
            ...Condition,
            Properties: { FunctionName: { Ref: ids.function }, Name: alias },
          },
        }
  const settings = settingsOf(members, all)
  if (settings === undefined) return { ...declared, ...aliases }
  const Properties = { FunctionName: { Ref: ids.function }, Qualifier: alias ?? '$LATEST', ...settings }
  return {
    ...declared,
    ...aliases,
    [ids.settings]: { Type: 'AWS::Lambda::EventInvokeConfig', ...Condition, Properties },
  }
}

/** The alias that the framework points at the newest version, and gives the settings to. */
function aliasOf({ provisionedConcurrency, snapStart }: JsonObject): unknown {
  for (const member of [provisionedConcurrency, snapStart]) if (isUnreadable(member)) return member
  if (!isFalsy(provisionedConcurrency)) return 'provisioned'
  return isFalsy(snapStart) ? undefined : 'snapstart'
}

function settingsOf(members: JsonObject, all: readonly ServerlessFunction[]): JsonObject | undefined {
  const { destinations, maximumEventAge, maximumRetryAttempts } = members
  const settings = {
    ...(!isFalsy(maximumEventAge) && { MaximumEventAgeInSeconds: maximumEventAge }),
    ...(maximumRetryAttempts !== undefined &&
      maximumRetryAttempts !== null && { MaximumRetryAttempts: maximumRetryAttempts }),
    ...(!isFalsy(destinations) && { DestinationConfig: destinationConfigOf(destinations, all) }),
  }
  return Object.keys(settings).length === 0 ? undefined : settings
}

/** Members that look like a known one stand for it, unreadable (CFG-25). */
function corrected(members: JsonObject, known: readonly string[], others: readonly string[] = []): JsonObject {
  const mistyped = Object.keys(members).flatMap((member) => {
    const nearest = known.includes(member) || others.includes(member) ? undefined : findNearestName(member, known)
    return nearest === undefined ? [] : [[nearest, unreadable(`no such member ${member}; did you mean ${nearest}?`)]]
  })
  return { ...members, ...Object.fromEntries(mistyped) }
}

function destinationConfigOf(destinations: unknown, all: readonly ServerlessFunction[]): unknown {
  if (!isObject(destinations) || isIntrinsic(destinations)) return destinations
  const known = ['onSuccess', 'onFailure']
  const { onSuccess, onFailure, ...others } = corrected(destinations, known)
  const other = Object.keys(others).find((member) => findNearestName(member, known) === undefined)
  if (other !== undefined) return unreadable(`no such member ${other}; the members are ${known.join(', ')}`)
  return {
    ...(!isFalsy(onSuccess) && { OnSuccess: { Destination: destinationOf(onSuccess, all) } }),
    ...(!isFalsy(onFailure) && { OnFailure: { Destination: destinationOf(onFailure, all) } }),
  }
}

const types = ['function', 'sns', 'sqs', 'eventBus']

/** A destination: an ARN, the name of a function of the service, an intrinsic function, or a map of type and ARN. */
function destinationOf(value: unknown, all: readonly ServerlessFunction[]): unknown {
  if (typeof value === 'string') return value.startsWith('arn:') ? value : functionArn(value, all)
  if (!isObject(value) || isIntrinsic(value)) return value
  const { type, arn, ...others } = value
  const [other] = Object.keys(others)
  if (other !== undefined) return unreadable(`no such member ${other}; the members are type, arn`)
  if (typeof type === 'string' && !types.includes(type)) {
    const nearest = findNearestName(type, types)
    return unreadable(
      `no such type ${type}; ${nearest === undefined ? `the types are ${types.join(', ')}` : `did you mean ${nearest}?`}`,
    )
  }
  if (arn === undefined || type === undefined) return unreadable('a destination in a map needs type and arn')
  return arn
}

function functionArn(name: string, all: readonly ServerlessFunction[]): unknown {
  const names = all.map((each) => each.name)
  if (names.includes(name)) return { 'Fn::GetAtt': [logicalIdsOf(name).function, 'Arn'] }
  const nearest = findNearestName(name, names)
  const hint = nearest === undefined ? '' : `; did you mean ${nearest}?`
  return unreadable(`the service has no function ${name}${hint}`)
}

function isIntrinsic(map: JsonObject): boolean {
  return Object.keys(map).some((member) => member === 'Ref' || member.startsWith('Fn::'))
}

/** The framework leaves out what JavaScript takes for false. */
function isFalsy(value: unknown): boolean {
  return value === undefined || value === null || value === false || value === 0 || value === ''
}
