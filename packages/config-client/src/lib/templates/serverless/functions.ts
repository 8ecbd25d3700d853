import { findNearestName } from '@async-invoke/schemas/internal'
import { isObject, type JsonObject, objectOf } from '../evaluate/template-document.ts'
import { isUnreadable, unreadable } from '../evaluate/unreadable.ts'
import { aliasMemberOf, isFalsy, logicalIdsOf, type ServerlessFunction } from './names.ts'
import { rulesOf } from './rules.ts'

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
  'iam',
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
  'recursiveLoop',
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
 * @param fullName - the function's name: its own, or service, stage and name
 * @param Role - its execution role
 */
export function resourcesOf(
  self: ServerlessFunction,
  all: readonly ServerlessFunction[],
  fullName: unknown,
  Role: unknown,
): JsonObject {
  const given = self.members
  const ids = logicalIdsOf(self)
  if (isUnreadable(given)) return { [ids.function]: given }
  const members = corrected(given, settingsMembers, otherMembers)
  const { condition, onError, durableConfig } = members
  const Condition = condition === undefined ? {} : { Condition: condition }
  const DeadLetterConfig = isFalsy(onError) ? {} : { DeadLetterConfig: { TargetArn: onError } }
  const declared = {
    [ids.function]: {
      Type: 'AWS::Lambda::Function',
      ...Condition,
      Properties: {
        ...{ FunctionName: fullName, Role, ...DeadLetterConfig },
        ...(!isFalsy(durableConfig) && { DurableConfig: durableConfig }),
      },
    },
    ...Object.fromEntries(
      rulesOf(self, fullName).map(({ id, pattern }) => [
        id,
        { Type: 'AWS::Events::Rule', ...Condition, Properties: { EventPattern: pattern } },
      ]),
    ),
  }
  const alias = aliasOf(members)
  const aliases =
    alias === undefined
      ? {}
      : {
          [ids.alias]: {
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
function aliasOf(members: JsonObject): unknown {
  const member = aliasMemberOf(members)
  const value = members[member]
  if (isFalsy(value) || isUnreadable(value)) return isUnreadable(value) ? value : undefined
  if (member === 'durableConfig')
    return unreadable('osls publishes an alias of a durable function, the Serverless Framework does not')
  if (member === 'snapStart') return 'snapstart'
  const { alias } = objectOf(value)
  return isFalsy(alias) ? 'provisioned' : alias
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
  if (!isObject(destinations) || isUnreadable(destinations)) return destinations
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

/** A destination: an ARN, the name of a function of the service, or a map of type and ARN. */
function destinationOf(value: unknown, all: readonly ServerlessFunction[]): unknown {
  if (typeof value === 'string') return value.startsWith('arn:') ? value : functionArn(value, all)
  if (!isObject(value) || isUnreadable(value)) return value
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
  const target = all.find((each) => each.name === name)
  if (target !== undefined)
    return aliasOf(target.members) === undefined
      ? { 'Fn::GetAtt': [logicalIdsOf(target).function, 'Arn'] }
      : unreadable(`osls sends to the alias of the function ${name}, the Serverless Framework to either; give its ARN`)
  const nearest = findNearestName(
    name,
    all.map((each) => each.name),
  )
  const hint = nearest === undefined ? '' : `; did you mean ${nearest}?`
  return unreadable(`the service has no function ${name}${hint}`)
}
