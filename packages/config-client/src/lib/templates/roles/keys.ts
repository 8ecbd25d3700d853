// biome-ignore-all lint/suspicious/noTemplateCurlyInString: these are CloudFormation's placeholders
import type { Evaluator } from '../evaluate/evaluate.ts'
import { andThen, type Evaluated, requiredTextOf, textOf } from '../evaluate/evaluated.ts'
import { type JsonObject, objectOf } from '../evaluate/template-document.ts'

/** The keys that encrypt the targets of a template. */
export interface TemplateKeys {
  /** ARN of the customer managed key, by target ARN. */
  readonly keys: Readonly<Record<string, string>>
  /** False if the template does not determine the key of a target, or its ARN. */
  readonly isComplete: boolean
}

/** The attribute with the ARN of the types that name a key in `KmsMasterKeyId`. */
const arnAttributes = new Map([
  ['AWS::SQS::Queue', 'Arn'],
  ['AWS::SNS::Topic', 'TopicArn'],
])

/**
 * Reads the keys of queues and topics, which the execution role needs to use (section 12). Every role of the account may
 * use a key that AWS manages.
 *
 * @see https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-server-side-encryption.html
 */
export function readKeys(resources: JsonObject, evaluator: Evaluator): TemplateKeys {
  const keys = new Map<string, string>()
  let isComplete = true
  for (const [id, definition] of Object.entries(resources)) {
    const { Type, Properties } = objectOf(definition)
    const attribute = typeof Type === 'string' ? arnAttributes.get(Type) : undefined
    if (attribute === undefined || evaluator.names.leftOut(id) !== undefined) continue
    const key = andThen(
      andThen(evaluator.evaluate(Properties), (map) => memberOf(map, evaluator)),
      (given) => keyArn(given, resources, evaluator),
    )
    const target = evaluator.names.attribute(id, attribute)
    if ('value' in key && key.value === undefined) continue
    if ('value' in key && key.value !== undefined && 'value' in target) keys.set(target.value, key.value)
    else isComplete = false
  }
  return { keys: Object.fromEntries(keys), isComplete }
}

function memberOf(map: unknown, { evaluate }: Evaluator): Evaluated<string | undefined> {
  return andThen(evaluate(objectOf(map).KmsMasterKeyId), textOf)
}

/** The ARN of a key that is given by its ARN, its id or an alias, which the template may point to a key. */
function keyArn(given: string | undefined, resources: JsonObject, evaluator: Evaluator): Evaluated<string | undefined> {
  if (given === undefined || given === '' || /(?:^|:)alias\/aws\//.test(given)) return { value: undefined }
  const alias = /(?:^|:)(alias\/.*)$/.exec(given)?.[1]
  const key = alias === undefined ? undefined : keyBehind(alias, resources, evaluator)
  if (key !== undefined) return andThen(key, (id) => keyArn(id, resources, evaluator))
  if (given.startsWith('arn:')) return { value: given }
  const resource = alias ?? `key/${given}`
  const pattern = 'arn:${AWS::Partition}:kms:${AWS::Region}:${AWS::AccountId}:${resource}'
  return andThen(evaluator.evaluate({ 'Fn::Sub': [pattern, { resource }] }), textOf)
}

function keyBehind(alias: string, resources: JsonObject, { evaluate }: Evaluator): Evaluated<string> | undefined {
  const text = (value: unknown) => andThen(evaluate(value), requiredTextOf)
  for (const definition of Object.values(resources)) {
    const { Type, Properties } = objectOf(definition)
    if (Type !== 'AWS::KMS::Alias') continue
    const { AliasName, TargetKeyId } = objectOf(Properties)
    const name = text(AliasName)
    const key = text(TargetKeyId)
    // An alias cannot point to an alias; a template that says so would make this endless.
    if ('value' in name && name.value === alias) return 'value' in key && key.value.includes('alias/') ? undefined : key
  }
  return undefined
}
