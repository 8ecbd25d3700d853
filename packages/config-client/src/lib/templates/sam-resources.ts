import type { Evaluate } from './evaluate/evaluated.ts'
import { isObject, type JsonObject, objectOf, ownOf } from './evaluate/template-document.ts'
import { isUnreadable, type Unreadable, unreadable } from './evaluate/unreadable.ts'
import { overGlobals } from './sam-globals.ts'
import { samPolicies } from './sam-policies.ts'

/**
 * Lists the resources that SAM's transform adds, as far as permissions to send depend on them: execution roles, the queues
 * and topics of destinations without an ARN, and the policies of connectors. A policy that depends on a value that is not
 * determined is unreadable.
 *
 * @see https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-specification-generated-resources-function.html
 */
export function samResources(resources: JsonObject, globals: JsonObject, evaluate: Evaluate): JsonObject {
  const head = (value: unknown): unknown => {
    const evaluated = evaluate(value)
    return 'value' in evaluated ? evaluated.value : unreadable(evaluated.reason)
  }
  const around = { resources, globals, head }
  const added = Object.entries(resources).flatMap(([id, definition]) => {
    const { Type, Properties, Connectors, Condition } = objectOf(definition)
    const conditional = (own: readonly Resource[]) =>
      own.map(([name, each]) => [name, { ...each, ...(Condition !== undefined && { Condition }) }] as const)
    if (Type === 'AWS::Serverless::Connector')
      return conditional(connectorPolicy(id, objectOf(head(Properties)), around))
    if (Type !== 'AWS::Serverless::Function') return []
    const properties = functionOf(overGlobals(objectOf(definition), globals, objectOf(head(Properties)), levels), head)
    const inline = Object.entries(objectOf(Connectors)).flatMap(([name, connector]) =>
      connectorPolicy(`${id}${name}`, { Source: { Id: id }, ...objectOf(objectOf(connector).Properties) }, around),
    )
    return conditional([...roleOf(id, properties, head), ...targetsOf(id, properties), ...inline])
  })
  // What the template declares itself wins.
  return Object.fromEntries(added.filter(([id]) => !Object.hasOwn(resources, id)))
}

const levels = 10
const sides = ['OnSuccess', 'OnFailure'] as const
type Side = (typeof sides)[number]
const sendActions: Readonly<Record<string, string>> = {
  SQS: 'sqs:SendMessage',
  SNS: 'sns:Publish',
  EventBridge: 'events:PutEvents',
  Lambda: 'lambda:InvokeFunction',
}

type Resource = readonly [id: string, definition: JsonObject]

/** What a connector refers to, and what evaluates a value to a scalar, a list or a map. */
interface Around {
  readonly resources: JsonObject
  readonly globals: JsonObject
  readonly head: (value: unknown) => unknown
}

/** The parts of a function that its role depends on, evaluated to maps, or unreadable. */
interface FunctionParts {
  readonly properties: JsonObject
  readonly deadLetterQueue: unknown
  readonly sides: readonly (readonly [Side, unknown])[] | Unreadable
}

function functionOf(properties: JsonObject, head: (value: unknown) => unknown): FunctionParts {
  const config = head(properties.EventInvokeConfig)
  const destinations = isUnreadable(config) ? config : head(objectOf(config).DestinationConfig)
  return {
    properties,
    deadLetterQueue: withTypes(head(properties.DeadLetterQueue), head),
    sides: isUnreadable(destinations)
      ? destinations
      : sides.map((side) => [side, withTypes(head(objectOf(destinations)[side]), head)] as const),
  }
}

function withTypes(target: unknown, head: (value: unknown) => unknown): unknown {
  if (!isObject(target) || isUnreadable(target)) return target
  return {
    ...target,
    Type: head(target.Type),
    ...(head(target.Destination) === undefined && { Destination: undefined }),
  }
}

/** The logical id of the queue or topic for a destination without an ARN. */
export function generatedTargetId(functionId: string, side: Side, type: 'SQS' | 'SNS'): string {
  return `${functionId}EventInvokeConfig${side}${type === 'SQS' ? 'Queue' : 'Topic'}`
}

function roleOf(
  id: string,
  { properties, deadLetterQueue, sides }: FunctionParts,
  head: (value: unknown) => unknown,
): readonly Resource[] {
  const { Role, RolePath, Policies } = properties
  if (Role !== undefined) return []
  const policies = samPolicies(Policies, head)
  const destinations = isUnreadable(sides)
    ? [sides]
    : sides.map(([side, target]) => destinationPolicy(id, side, target))
  const documents = [deadLetterPolicy(deadLetterQueue), ...destinations].filter((each) => each !== undefined)
  const Properties = {
    ...(RolePath !== undefined && { Path: RolePath }),
    ManagedPolicyArns: [...policies.managed, ...eventPolicies(properties.Events, head)],
    Policies: [...documents, ...policies.documents].map((PolicyDocument) => ({ PolicyDocument })),
  }
  return [[`${id}Role`, { Type: 'AWS::IAM::Role', Properties: isUnreadable(properties) ? properties : Properties }]]
}

/** SAM lets a function with events of SQS, or of SNS through a queue, read their queues. */
function eventPolicies(events: unknown, head: (value: unknown) => unknown): readonly string[] {
  const polls = Object.values(objectOf(head(events))).some((event) => {
    const { Type, Properties } = objectOf(head(event))
    return Type === 'SQS' || (Type === 'SNS' && samQueueOf(objectOf(head(Properties))) !== undefined)
  })
  return polls ? ['AWSLambdaSQSQueueExecutionRole'] : []
}

/** How an event of SNS takes the way through a queue: its own, or one that is there; `undefined`: it takes none. */
export function samQueueOf({ SqsSubscription }: JsonObject): JsonObject | true | undefined {
  return SqsSubscription === true || isObject(SqsSubscription) ? SqsSubscription : undefined
}

function policyOf(type: unknown, Resource: unknown): JsonObject {
  const Action = typeof type === 'string' && Object.hasOwn(sendActions, type) ? sendActions[type] : undefined
  if (Action === undefined) return unreadable('SAM adds a policy for targets of a known type only')
  return { Statement: [{ Effect: 'Allow', Action, Resource }] }
}

function deadLetterPolicy(queue: unknown): JsonObject | undefined {
  if (queue === undefined || isUnreadable(queue)) return queue
  return policyOf(objectOf(queue).Type, objectOf(queue).TargetArn)
}

function destinationPolicy(id: string, side: Side, target: unknown): JsonObject | undefined {
  if (target === undefined || isUnreadable(target)) return target
  const { Type, Destination } = objectOf(target)
  if (Destination !== undefined) return policyOf(Type, Destination)
  if (Type !== 'SQS' && Type !== 'SNS') return unreadable('a destination without an ARN needs the type SQS or SNS')
  const generated = generatedTargetId(id, side, Type)
  return policyOf(Type, Type === 'SQS' ? { 'Fn::GetAtt': [generated, 'Arn'] } : { Ref: generated })
}

function targetsOf(id: string, { sides }: FunctionParts): readonly Resource[] {
  if (isUnreadable(sides)) return []
  return sides.flatMap(([side, target]): readonly Resource[] => {
    const { Type, Destination } = objectOf(target)
    if (Destination !== undefined) return []
    if (Type === 'SQS') return [[generatedTargetId(id, side, Type), { Type: 'AWS::SQS::Queue' }]]
    return Type === 'SNS' ? [[generatedTargetId(id, side, Type), { Type: 'AWS::SNS::Topic' }]] : []
  })
}

interface Connected {
  readonly arn: 'Arn' | 'TopicArn'
  readonly Read: readonly string[]
  readonly Write: readonly string[]
}

/** What connectors of a function allow, by the type of their destination. */
const connected: Readonly<Record<string, Connected>> = {
  'AWS::SQS::Queue': {
    arn: 'Arn',
    Read: ['sqs:ReceiveMessage', 'sqs:GetQueueAttributes'],
    Write: ['sqs:DeleteMessage', 'sqs:SendMessage', 'sqs:ChangeMessageVisibility', 'sqs:PurgeQueue'],
  },
  'AWS::SNS::Topic': { arn: 'TopicArn', Read: [], Write: ['sns:Publish'] },
  'AWS::Events::EventBus': { arn: 'Arn', Read: [], Write: ['events:PutEvents'] },
  'AWS::Lambda::Function': { arn: 'Arn', Read: [], Write: ['lambda:InvokeAsync', 'lambda:InvokeFunction'] },
  'AWS::Serverless::Function': { arn: 'Arn', Read: [], Write: ['lambda:InvokeAsync', 'lambda:InvokeFunction'] },
  'AWS::S3::Bucket': { arn: 'Arn', Read: ['s3:GetObject', 's3:ListBucket'], Write: ['s3:PutObject'] },
}

/** The managed policy that a connector attaches to the role of its source, if that is a function. */
function connectorPolicy(id: string, properties: JsonObject, around: Around): readonly Resource[] {
  const { resources, head } = around
  const { Source, Destination, Permissions } = properties
  const { Id: source, RoleName } = objectOf(head(Source))
  const role = typeof source === 'string' ? roleReference(source, around) : RoleName
  if (role === undefined) return []
  const wanted = head(Permissions)
  const Statement = [head(Destination)].flat().flatMap((each): readonly JsonObject[] => {
    const {
      Id,
      Type = typeof Id === 'string' ? objectOf(ownOf(resources, Id)).Type : undefined,
      Arn,
    } = objectOf(head(each))
    const type = head(Type)
    if (typeof type !== 'string') return [unreadable('a connector to a resource of an unknown type')]
    const profile = ownOf(connected, type)
    if (profile === undefined) return []
    if (isUnreadable(wanted)) return [wanted]
    const arn = typeof Id === 'string' ? { 'Fn::GetAtt': [Id, profile.arn] } : Arn
    const Action = (['Read', 'Write'] as const).flatMap((access) =>
      [wanted].flat().includes(access) ? profile[access] : [],
    )
    const Resource = type === 'AWS::S3::Bucket' ? [arn, { 'Fn::Join': ['/', [arn, '*']] }] : [arn]
    return Action.length === 0 ? [] : [{ Effect: 'Allow', Action, Resource }]
  })
  const Properties = { PolicyDocument: { Statement }, Roles: [role] }
  return [[`${id}Policy`, { Type: 'AWS::IAM::ManagedPolicy', Properties }]]
}

/** The name of a function's role: that of the role that SAM generates, or of the one it refers to. */
function roleReference(functionId: string, { resources, globals }: Around): unknown {
  const definition = objectOf(ownOf(resources, functionId))
  const own = objectOf(definition.Properties)
  const isOfSam = definition.Type === 'AWS::Serverless::Function'
  const { Role } = isOfSam ? overGlobals(definition, globals, own, 1) : own
  if (isOfSam && Role === undefined) return { Ref: `${functionId}Role` }
  const path = objectOf(Role)['Fn::GetAtt']
  const [id] = Array.isArray(path) ? path : typeof path === 'string' ? path.split('.') : []
  return typeof id === 'string' ? { Ref: id } : undefined
}
