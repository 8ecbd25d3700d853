import { formatTargetArn, parseFunctionReference, type TargetKind, targetKinds, targets } from '@async-invoke/schemas'
import { partitionOf } from '@async-invoke/schemas/internal'
import type { DecideCondition } from './conditions.ts'
import { andThen, type Evaluate, type Evaluated, onceByName, requiredTextOf, textOf } from './evaluated.ts'
import type { TemplateContext } from './template-context.ts'
import { type JsonObject, objectOf, ownOf } from './template-document.ts'

/** The property that names a resource, by kind of target and type of resource. */
const nameProperties: Readonly<Record<TargetKind, Readonly<Record<string, string>>>> = {
  sqs: { 'AWS::SQS::Queue': 'QueueName' },
  sns: { 'AWS::SNS::Topic': 'TopicName' },
  lambda: { 'AWS::Lambda::Function': 'FunctionName', 'AWS::Serverless::Function': 'FunctionName' },
  eventbridge: { 'AWS::Events::EventBus': 'Name' },
  s3: { 'AWS::S3::Bucket': 'BucketName' },
}
const types = new Map(
  targetKinds.flatMap((kind) =>
    Object.entries(nameProperties[kind]).map(([type, nameProperty]) => [type, { kind, nameProperty }] as const),
  ),
)

/** What `Ref` of a resource returns. A queue returns its URL, which is no target. */
const refs: Readonly<Record<TargetKind, 'arn' | 'name' | 'url'>> = {
  sqs: 'url',
  sns: 'arn',
  lambda: 'name',
  eventbridge: 'name',
  s3: 'name',
}
const arnAttributes: Readonly<Record<TargetKind, string>> = {
  sqs: 'Arn',
  sns: 'TopicArn',
  lambda: 'Arn',
  eventbridge: 'Arn',
  s3: 'Arn',
}
const nameAttributes: Readonly<Partial<Record<TargetKind, string>>> = {
  sqs: 'QueueName',
  sns: 'TopicName',
  eventbridge: 'Name',
}

interface Identity {
  readonly kind: 'role' | 'policy'
  readonly nameProperty: string
  readonly arnAttribute: string
}
/** Resources of IAM, which permissions depend on. */
const identities: Readonly<Record<string, Identity>> = {
  'AWS::IAM::Role': { kind: 'role', nameProperty: 'RoleName', arnAttribute: 'Arn' },
  'AWS::IAM::ManagedPolicy': { kind: 'policy', nameProperty: 'ManagedPolicyName', arnAttribute: 'PolicyArn' },
}

/** Whether a resource without a name is unknown or goes by its logical id; `local`: as this machine serves it. */
export type GeneratedNames = 'unknown' | 'logical-ids' | 'local'

/** Names and ARNs of the resources of a template. */
export interface ResourceNames {
  /** `Ref` of a resource. */
  ref(id: string): Evaluated<string>
  /** `Fn::GetAtt`. */
  attribute(id: string, attribute: string): Evaluated<string>
  /** The name of a function. */
  name(id: string): Evaluated<string>
  /** Why no reference to a resource resolves: its condition does not hold. `undefined` for any other. */
  leftOut(id: string): { readonly reason: string } | undefined
}

export function createResourceNames(
  template: JsonObject,
  context: TemplateContext,
  generatedNames: GeneratedNames,
  { evaluate, decide }: { readonly evaluate: Evaluate; readonly decide: DecideCondition },
): ResourceNames {
  const resources = objectOf(template.Resources)
  const resourceAt = (id: string) => {
    const { Type, Properties } = objectOf(ownOf(resources, id))
    const type = typeof Type === 'string' ? Type : 'not in the template'
    return { type, known: types.get(type), properties: Properties }
  }
  const propertyOf = (properties: unknown, member: string): Evaluated =>
    andThen(evaluate(properties), (map) => evaluate(ownOf(objectOf(map), member)))

  const generatedName = (id: string, properties: unknown): Evaluated<string> => {
    const given = ownOf(context.physicalNames, id)
    if (given !== undefined) return { value: nameOfPhysicalId(given) }
    if (generatedNames === 'unknown') return { reason: `${id} has no name in the template` }
    // A bucket has no capitals in its name (DST-7), and neither have those that CloudFormation generates.
    if (resourceAt(id).type === 'AWS::S3::Bucket') return { value: id.toLowerCase() }
    const fifo = ['FifoQueue', 'FifoTopic'].some((member) => {
      const flag = propertyOf(properties, member)
      return 'value' in flag && (flag.value === true || flag.value === 'true')
    })
    return { value: fifo ? `${id}.fifo` : id }
  }

  const name = onceByName((id): Evaluated<string> => {
    const { type, known, properties } = resourceAt(id)
    if (known === undefined) return { reason: `the name of ${id} (${type}) is unknown` }
    const own = propertyOf(properties, known.nameProperty)
    if ('value' in own && own.value !== undefined) return requiredTextOf(own.value)
    const generated = generatedName(id, properties)
    return 'reason' in generated && 'reason' in own ? own : generated
  })

  const arnOf = (id: string, kind: TargetKind, named: Evaluated<string>): Evaluated<string> =>
    andThen(named, (value) => {
      const { region = '', accountId = '', partition = partitionOf(region) } = context
      if (targets[kind].located && (region === '' || accountId === ''))
        return { reason: `the ARN of ${id} needs a region and an account` }
      return { value: formatTargetArn(kind, { partition, region, accountId }, value) }
    })

  const arn = (id: string): Evaluated<string> => {
    const { type, known } = resourceAt(id)
    return known === undefined ? { reason: `the ARN of ${id} (${type}) is unknown` } : arnOf(id, known.kind, name(id))
  }

  /** `Ref` of an alias: the ARN of its function, which may have its name, a part of its ARN or all, with the alias as qualifier. */
  const aliasArn = onceByName((id): Evaluated<string> => {
    const { properties } = resourceAt(id)
    return andThen(andThen(propertyOf(properties, 'Name'), requiredTextOf), (alias) =>
      andThen(andThen(propertyOf(properties, 'FunctionName'), requiredTextOf), (functionName) => {
        const bare = parseFunctionReference(functionName)?.functionName ?? functionName
        const own = functionName.startsWith('arn:') ? { value: functionName } : arnOf(id, 'lambda', { value: bare })
        return andThen(own, (functionArn) => ({ value: `${functionArn}:${alias}` }))
      }),
    )
  })

  /** SAM's `Function.Alias`: the alias that `AutoPublishAlias` creates. */
  const publishedAliasArn = (id: string): Evaluated<string> => {
    const { properties } = resourceAt(id)
    const globals = objectOf(objectOf(objectOf(template.Globals).Function))
    const own = propertyOf(properties, 'AutoPublishAlias')
    const alias = 'value' in own && own.value === undefined ? evaluate(globals.AutoPublishAlias) : own
    return andThen(andThen(alias, requiredTextOf), (value) =>
      andThen(arn(id), (functionArn) => ({ value: `${functionArn}:${value}` })),
    )
  }

  /**
   * SAM's `Function.DestinationQueue` and `Function.DestinationTopic`: the target that its transform generates. Of a
   * function with two of them, it is not determined.
   */
  const generatedTarget = (owner: string, part = ''): Evaluated<string> | undefined => {
    if (part !== 'DestinationQueue' && part !== 'DestinationTopic') return undefined
    if (resourceAt(owner).type !== 'AWS::Serverless::Function') return undefined
    const ids = ['OnSuccess', 'OnFailure'].map((side) => `${owner}EventInvokeConfig${side}${part.slice(11)}`)
    const [id, another] = ids.filter((each) => Object.hasOwn(resources, each))
    if (id === undefined) return { reason: `${owner} generates no ${part}` }
    return another === undefined ? { value: id } : { reason: `${owner} generates two of ${part}` }
  }

  /** Roles and managed policies: a path and a name, in the account. */
  const identityName = (id: string, properties: unknown, nameProperty: string): Evaluated<string> => {
    const own = propertyOf(properties, nameProperty)
    if ('value' in own && own.value === undefined) return generatedName(id, undefined)
    return andThen(own, requiredTextOf)
  }
  const identityArn = (id: string, { kind, nameProperty }: Identity): Evaluated<string> => {
    const { properties } = resourceAt(id)
    const { accountId, partition = partitionOf(context.region ?? '') } = context
    if (accountId === undefined) return { reason: `the ARN of ${id} needs an account` }
    return andThen(identityName(id, properties, nameProperty), (named) =>
      andThen(andThen(propertyOf(properties, 'Path'), textOf), (path = '/') => ({
        value: `arn:${partition}:iam::${accountId}:${kind}${path}${named}`,
      })),
    )
  }

  /** CloudFormation's physical id of a version: the ARN of its function with the number as qualifier. */
  const versionArn = (id: string): Evaluated<string> => {
    const given = ownOf(context.physicalNames, id)
    return given === undefined
      ? { reason: `the version that ${id} publishes has its number at deployment` }
      : { value: given }
  }

  const keyArn = (id: string): Evaluated<string> => {
    const { region = '', accountId = '', partition = partitionOf(region) } = context
    if (region === '' || accountId === '') return { reason: `the ARN of ${id} needs a region and an account` }
    return andThen(generatedName(id, undefined), (keyId) => ({
      value: `arn:${partition}:kms:${region}:${accountId}:key/${keyId}`,
    }))
  }

  /** A stack without the resource: CloudFormation refuses what refers to it. */
  const leftOut = (id: string): { readonly reason: string } | undefined => {
    const { Condition } = objectOf(ownOf(resources, id))
    const isCreated = typeof Condition === 'string' ? decide(Condition) : { value: true }
    if ('reason' in isCreated || isCreated.value) return undefined
    return { reason: `${id} is not created, since its condition ${Condition} does not hold` }
  }

  const self: ResourceNames = {
    name,
    leftOut,
    ref(id) {
      const [owner = '', part] = id.split('.')
      const missing = leftOut(owner)
      if (missing !== undefined) return missing
      const generated = generatedTarget(owner, part)
      if (generated !== undefined) return andThen(generated, self.ref)
      if (part === 'Alias' && resourceAt(owner).type === 'AWS::Serverless::Function') return publishedAliasArn(owner)
      const { type, known, properties } = resourceAt(id)
      if (type === 'AWS::Lambda::Alias') return aliasArn(id)
      if (type === 'AWS::Lambda::Version') return versionArn(id)
      if (type === 'AWS::KMS::Key') return generatedName(id, undefined)
      if (type === 'AWS::KMS::Alias') return andThen(propertyOf(properties, 'AliasName'), requiredTextOf)
      const identity = ownOf(identities, type)
      if (identity?.kind === 'role') return identityName(id, properties, identity.nameProperty)
      if (identity?.kind === 'policy') return identityArn(id, identity)
      if (known === undefined) return { reason: `the value of ${id} is unknown` }
      if (refs[known.kind] === 'url') return { reason: `Ref of ${id} is the URL of a queue; Fn::GetAtt has its Arn` }
      return refs[known.kind] === 'arn' ? arn(id) : name(id)
    },
    attribute(id, attribute) {
      const [owner = '', part, ...rest] = `${id}.${attribute}`.split('.')
      const missing = leftOut(owner)
      if (missing !== undefined) return missing
      const generated = generatedTarget(owner, part)
      if (generated !== undefined)
        return andThen(generated, (target) =>
          rest.length === 0 ? self.ref(target) : self.attribute(target, rest.join('.')),
        )
      const { type, known } = resourceAt(id)
      if (type === 'AWS::Lambda::Alias' && attribute === 'AliasArn') return aliasArn(id)
      if (type === 'AWS::Lambda::Version' && attribute === 'FunctionArn') return versionArn(id)
      if (type === 'AWS::Lambda::Version' && attribute === 'Version')
        return andThen(versionArn(id), (version) => ({ value: nameOfPhysicalId(version) }))
      if (type === 'AWS::KMS::Key' && attribute === 'Arn') return keyArn(id)
      const identity = ownOf(identities, type)
      if (identity !== undefined && attribute === identity.arnAttribute) return identityArn(id, identity)
      if (known === undefined && (attribute === 'Arn' || attribute === 'TopicArn')) return arn(id)
      if (known !== undefined && arnAttributes[known.kind] === attribute) return arn(id)
      if (known !== undefined && nameAttributes[known.kind] === attribute) return name(id)
      return { reason: `${id}.${attribute} is unknown` }
    },
  }
  return self
}

/** CloudFormation's physical id of a queue is its URL, which emulators serve without TLS; of a topic or a policy, its ARN. */
function nameOfPhysicalId(id: string): string {
  return /^(?:https?:\/\/|arn:)/.test(id) ? id.slice(Math.max(id.lastIndexOf('/'), id.lastIndexOf(':')) + 1) : id
}
