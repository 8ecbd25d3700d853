// biome-ignore-all lint/suspicious/noTemplateCurlyInString: these are CloudFormation's placeholders
import type { Evaluate } from './evaluate/evaluated.ts'
import { isObject, type JsonObject, objectOf, ownOf } from './evaluate/template-document.ts'
import { isUnreadable, unreadable } from './evaluate/unreadable.ts'
import { overGlobals } from './sam-globals.ts'
import { samQueueOf } from './sam-resources.ts'

/**
 * Lists what SAM's transform adds to a stack beside roles and targets: the alias of a function and, for each of its
 * events, the trigger and the permission to invoke. A bucket with events of S3 is there with its notifications. An event
 * of another type is a resource of the type `SAM event <type>`.
 *
 * @see https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-specification-generated-resources-function.html
 */
export function samStack(resources: JsonObject, globals: JsonObject, evaluate: Evaluate): JsonObject {
  const head = (value: unknown): unknown => {
    const evaluated = evaluate(value)
    return 'value' in evaluated ? evaluated.value : unreadable(evaluated.reason)
  }
  const notifications = new Map<string, JsonObject[]>()
  const added = Object.entries(resources).flatMap(([id, definition]): readonly Resource[] => {
    const { Type, Properties, Condition } = objectOf(definition)
    if (Type !== 'AWS::Serverless::Function') return []
    const properties = overGlobals(objectOf(definition), globals, objectOf(head(Properties)), 2)
    const published = head(properties.AutoPublishAlias)
    const alias = published === '' ? undefined : published
    const arn = alias === undefined ? { 'Fn::GetAtt': [id, 'Arn'] } : { Ref: `${id}.Alias` }
    const events = Object.entries(objectOf(head(properties.Events))).flatMap(([name, value]): readonly Resource[] => {
      const { Type: type, Properties: own } = objectOf(head(value))
      const given = objectOf(head(own))
      const decided = Object.fromEntries(deciding.map((member) => [member, head(given[member])]))
      const event = { id: `${id}${name}`, arn, properties: { ...given, ...decided } }
      const expand = typeof type === 'string' ? ownOf(expansions, type) : undefined
      const path = `${id}.${name}`
      if (expand === undefined)
        return [[path, { Type: `SAM event ${typeof type === 'string' ? type : 'of an unknown type'}` }]]
      if (type === 'S3') noteNotification(event, Condition, notifications)
      return Object.entries(expand(event))
    })
    const own = [...(alias === undefined ? [] : [aliasOf(id, alias)]), ...events]
    return own.map(([key, each]) => [key, { ...each, ...(Condition !== undefined && { Condition }) }] as const)
  })
  const buckets = [...notifications].map(([id, LambdaConfigurations]) => {
    const definition = objectOf(ownOf(resources, id))
    const properties = objectOf(head(definition.Properties))
    const before = objectOf(head(properties.NotificationConfiguration))
    const all = [...[head(before.LambdaConfigurations) ?? []].flat(), ...LambdaConfigurations]
    const NotificationConfiguration = { ...before, LambdaConfigurations: all }
    return [id, { ...definition, Properties: { ...properties, NotificationConfiguration } }] as const
  })
  return Object.fromEntries([...added.filter(([id]) => !Object.hasOwn(resources, id)), ...buckets])
}

/** Members of events that decide which resources SAM makes of them, and in which state. */
const deciding = ['DeadLetterConfig', 'Enabled', 'SqsSubscription'] as const

type Resource = readonly [id: string, definition: JsonObject]

interface SamEvent {
  /** Logical id of the trigger. */
  readonly id: string
  /** ARN of the function, or of the alias that SAM publishes. */
  readonly arn: JsonObject
  readonly properties: JsonObject
}

function aliasOf(id: string, Name: unknown): Resource {
  const FunctionVersion = unreadable('SAM publishes the version at deployment')
  const suffix = typeof Name === 'string' ? Name.replaceAll(/[^A-Za-z0-9]/g, '') : ''
  const Properties = { FunctionName: { Ref: id }, Name, FunctionVersion }
  return [`${id}Alias${suffix}`, { Type: 'AWS::Lambda::Alias', Properties }]
}

/** The permission of a service to invoke, for one of its resources or, as buckets have no account, for its account. */
function permissionOf({ id, arn }: SamEvent, service: string, SourceArn: unknown, SourceAccount?: unknown) {
  const Properties = {
    ...{ Action: 'lambda:InvokeFunction', FunctionName: arn, Principal: `${service}.amazonaws.com`, SourceArn },
    ...(SourceAccount !== undefined && { SourceAccount }),
  }
  return { [`${id}Permission`]: { Type: 'AWS::Lambda::Permission', Properties } }
}

function ruleOf(event: SamEvent, own: JsonObject): JsonObject {
  const { id, arn, properties } = event
  const { Target, DeadLetterConfig, Input, InputPath, InputTransformer, RetryPolicy } = properties
  const target = {
    ...{ Arn: arn, Id: objectOf(Target).Id ?? `${id}LambdaTarget`, Input, InputPath, InputTransformer, RetryPolicy },
    ...deadLetterOf(id, DeadLetterConfig),
  }
  const Properties = { ...own, State: stateOf(properties), Targets: [target] }
  return {
    [id]: { Type: 'AWS::Events::Rule', Properties },
    ...deadLetterQueueOf(id, DeadLetterConfig),
    ...permissionOf(event, 'events', { 'Fn::GetAtt': [id, 'Arn'] }),
  }
}

/** `Enabled` is the older name of `State`. */
function stateOf({ State, Enabled }: JsonObject): unknown {
  if (State !== undefined || Enabled === undefined || isUnreadable(Enabled)) return State ?? Enabled
  return Enabled === true || Enabled === 'true' ? 'ENABLED' : 'DISABLED'
}

/** SAM creates the queue of a dead-letter configuration with a type and no ARN. */
function deadLetterOf(id: string, config: unknown): JsonObject {
  if (!isObject(config)) return {}
  if (isUnreadable(config)) return { DeadLetterConfig: config }
  const Arn = config.Arn ?? { 'Fn::GetAtt': [deadLetterQueueId(id, config), 'Arn'] }
  return { DeadLetterConfig: { Arn } }
}

function deadLetterQueueOf(id: string, config: unknown): JsonObject {
  if (!isObject(config) || isUnreadable(config) || config.Arn !== undefined) return {}
  return { [deadLetterQueueId(id, config)]: { Type: 'AWS::SQS::Queue', Properties: {} } }
}

function deadLetterQueueId(id: string, { QueueLogicalId }: JsonObject): string {
  return typeof QueueLogicalId === 'string' ? QueueLogicalId : `${id}Queue`
}

const expansions: Readonly<Record<string, (event: SamEvent) => Readonly<Record<string, JsonObject>>>> = {
  SQS({ id, arn, properties: { Queue, ...rest } }) {
    const Properties = { ...rest, EventSourceArn: Queue, FunctionName: arn }
    return { [id]: { Type: 'AWS::Lambda::EventSourceMapping', Properties } }
  },
  SNS(event) {
    const { id, arn, properties } = event
    const { Topic, SqsSubscription, ...rest } = properties
    if (isUnreadable(SqsSubscription)) return { [id]: { Type: 'AWS::SNS::Subscription', Properties: SqsSubscription } }
    const Properties = { ...rest, TopicArn: Topic, Protocol: 'lambda', Endpoint: arn }
    const queue = samQueueOf(properties)
    if (queue !== undefined) return throughQueue(event, Properties, queue)
    return { [id]: { Type: 'AWS::SNS::Subscription', Properties }, ...permissionOf(event, 'sns', Topic) }
  },
  S3(event) {
    const bucket = { 'Fn::Sub': ['arn:${AWS::Partition}:s3:::${name}', { name: event.properties.Bucket }] }
    return permissionOf(event, 's3', bucket, { Ref: 'AWS::AccountId' })
  },
  EventBridgeRule: (event) => eventRuleOf(event),
  CloudWatchEvent: (event) => eventRuleOf(event),
  Schedule(event) {
    const { Schedule, Name, Description } = event.properties
    return asResources(ruleOf(event, { ScheduleExpression: Schedule, Name, Description }))
  },
  ScheduleV2({ id, arn, properties }) {
    const { Input, RetryPolicy, DeadLetterConfig, RoleArn, FlexibleTimeWindow, Name, OmitName, ...rest } = properties
    const role = `${id}Role`
    const statement = { Effect: 'Allow', Action: 'lambda:InvokeFunction', Resource: arn }
    const Target = {
      ...{ Arn: arn, RoleArn: RoleArn ?? { 'Fn::GetAtt': [role, 'Arn'] }, Input, RetryPolicy },
      ...deadLetterOf(id, DeadLetterConfig),
    }
    const name = OmitName === true ? {} : { Name: Name ?? id }
    const Properties = { ...rest, ...name, FlexibleTimeWindow: FlexibleTimeWindow ?? { Mode: 'OFF' }, Target }
    const Policies = [{ PolicyDocument: { Statement: [statement] } }]
    return {
      [id]: { Type: 'AWS::Scheduler::Schedule', Properties },
      ...asResources(deadLetterQueueOf(id, DeadLetterConfig)),
      ...(RoleArn === undefined && { [role]: { Type: 'AWS::IAM::Role', Properties: { Policies } } }),
    }
  },
}

/** A subscription with `SqsSubscription`: the topic sends to a queue, its own or one that is there, which the function polls. */
function throughQueue(
  { id, arn }: SamEvent,
  subscription: JsonObject,
  given: JsonObject | true,
): Readonly<Record<string, JsonObject>> {
  const queue = `${id}Queue`
  const { QueueArn, BatchSize = 10 } = given === true ? { QueueArn: { 'Fn::GetAtt': [queue, 'Arn'] } } : given
  const mapping = { EventSourceArn: QueueArn, FunctionName: arn, BatchSize, Enabled: true }
  return {
    [id]: { Type: 'AWS::SNS::Subscription', Properties: { ...subscription, Protocol: 'sqs', Endpoint: QueueArn } },
    ...(given === true && { [queue]: { Type: 'AWS::SQS::Queue', Properties: {} } }),
    [`${id}EventSourceMapping`]: { Type: 'AWS::Lambda::EventSourceMapping', Properties: mapping },
  }
}

function eventRuleOf(event: SamEvent): Readonly<Record<string, JsonObject>> {
  const { Pattern, EventBusName, RuleName } = event.properties
  return asResources(ruleOf(event, { EventPattern: Pattern, EventBusName, Name: RuleName }))
}

function asResources(definitions: JsonObject): Readonly<Record<string, JsonObject>> {
  return Object.fromEntries(Object.entries(definitions).map(([id, definition]) => [id, objectOf(definition)]))
}

/**
 * A bucket of another stack has its notifications there: SAM takes only a `Ref` of the template's own. The bucket notifies
 * only a function that is created.
 */
function noteNotification(
  { arn, properties }: SamEvent,
  condition: unknown,
  notifications: Map<string, JsonObject[]>,
): void {
  const { Bucket, Events, Filter } = properties
  const id = objectOf(Bucket).Ref
  if (typeof id !== 'string') return
  const configurations = [Events].flat().map((Event) => {
    const configuration = { Event, Function: arn, ...(Filter !== undefined && { Filter }) }
    return condition === undefined ? configuration : { 'Fn::If': [condition, configuration, { Ref: 'AWS::NoValue' }] }
  })
  notifications.set(id, [...(notifications.get(id) ?? []), ...configurations])
}
