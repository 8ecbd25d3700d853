import { formatTargetArn, type TargetKind, targetKinds, targets } from '@async-invoke/schemas'
import { type JsonObject, objectOf, type TemplateContext } from './template-reading.ts'

/** A string that a template determines, or the reason why it does not. */
export type Resolved = { readonly value: string } | { readonly reason: string }

/** Evaluates CloudFormation's intrinsic functions as far as the template and its context determine them. */
export type Resolve = (value: unknown) => Resolved

/** The property that names a resource, by kind of target and type of resource. */
const nameProperties: Readonly<Record<TargetKind, Readonly<Record<string, string>>>> = {
  sqs: { 'AWS::SQS::Queue': 'QueueName' },
  sns: { 'AWS::SNS::Topic': 'TopicName' },
  lambda: { 'AWS::Lambda::Function': 'FunctionName', 'AWS::Serverless::Function': 'FunctionName' },
  eventbridge: { 'AWS::Events::EventBus': 'Name' },
  s3: { 'AWS::S3::Bucket': 'BucketName' },
}
const kinds = new Map(
  targetKinds.flatMap((kind) =>
    Object.entries(nameProperties[kind]).map(([type, nameProperty]) => [type, { kind, nameProperty }] as const),
  ),
)

/** Resources whose `Ref` is the ARN. */
const refIsArn = ['AWS::SNS::Topic']
/** Resources whose `Ref` is the name. */
const refIsName = ['AWS::Lambda::Function', 'AWS::Serverless::Function', 'AWS::Events::EventBus', 'AWS::S3::Bucket']

/** Creates the resolver of one template: `Ref`, `Fn::GetAtt … Arn`, `Fn::Sub` and `Fn::Join`. */
export function createResolve(template: JsonObject, context: TemplateContext): Resolve {
  const resources = objectOf(template.Resources)
  const parameters = objectOf(template.Parameters)
  const { region, accountId, partition = 'aws' } = context

  const arnOf = (id: string): Resolved => {
    const { Type, Properties } = objectOf(resources[id])
    const resource = kinds.get(String(Type))
    if (resource === undefined) return { reason: `the ARN of ${id} (${Type ?? 'not in the template'}) is unknown` }
    const name = nameOf(id, objectOf(Properties)[resource.nameProperty])
    if ('reason' in name) return name
    const { kind } = resource
    if (targets[kind].located && (region === undefined || accountId === undefined))
      return { reason: `the ARN of ${id} needs a region and an account` }
    return { value: formatTargetArn(kind, { partition, region: region ?? '', accountId: accountId ?? '' }, name.value) }
  }

  const nameOf = (id: string, own: unknown): Resolved => {
    if (own !== undefined) return resolve(own)
    const given = context.physicalNames?.[id]
    return given === undefined ? { reason: `${id} has no name in the template` } : { value: given }
  }

  const refOf = (name: string): Resolved => {
    const pseudo: Readonly<Record<string, string | undefined>> = {
      'AWS::Region': region,
      'AWS::AccountId': accountId,
      'AWS::Partition': partition,
    }
    const given = context.parameters?.[name] ?? objectOf(parameters[name]).Default ?? pseudo[name]
    if (given !== undefined) return { value: String(given) }
    const { Type, Properties } = objectOf(resources[name])
    if (refIsArn.includes(String(Type))) return arnOf(name)
    if (refIsName.includes(String(Type)))
      return nameOf(name, objectOf(Properties)[kinds.get(String(Type))?.nameProperty ?? ''])
    return { reason: `the value of ${name} is unknown` }
  }

  const attributeOf = (path: unknown): Resolved => {
    const [id = '', attribute = ''] = Array.isArray(path) ? path.map(String) : String(path).split('.')
    const arns = ['Arn', 'TopicArn']
    return arns.includes(attribute) ? arnOf(id) : { reason: `${id}.${attribute} is unknown` }
  }

  const substituted = (value: unknown): Resolved => {
    const [pattern, variables] = Array.isArray(value) ? [String(value[0]), objectOf(value[1])] : [String(value), {}]
    let reason: string | undefined
    const result = pattern.replaceAll(/\$\{(!?)([^}]+)\}/g, (_, literal: string, name: string) => {
      if (literal === '!') return `\${${name}}`
      const own = Object.hasOwn(variables, name) ? resolve(variables[name]) : undefined
      const part = own ?? (name.includes('.') ? attributeOf(name) : refOf(name))
      if ('value' in part) return part.value
      reason ??= part.reason
      return ''
    })
    return reason === undefined ? { value: result } : { reason }
  }

  const joined = (value: unknown): Resolved => {
    const [separator, parts] = Array.isArray(value) ? value : []
    const resolved = (Array.isArray(parts) ? parts : []).map(resolve)
    const unknown = resolved.find((part) => 'reason' in part)
    return unknown ?? { value: resolved.map((part) => ('value' in part ? part.value : '')).join(String(separator)) }
  }

  const resolve: Resolve = (value) => {
    if (typeof value === 'string' || typeof value === 'number') return { value: String(value) }
    const [[name, argument] = ['', undefined]] = Object.entries(objectOf(value))
    if (name === 'Ref') return refOf(String(argument))
    if (name === 'Fn::GetAtt') return attributeOf(argument)
    if (name === 'Fn::Sub') return substituted(argument)
    if (name === 'Fn::Join') return joined(argument)
    return { reason: name === '' ? 'no value' : `${name} is not supported` }
  }

  return resolve
}
