import { isObject, type JsonObject, object, text } from '../http/json-body.ts'
import { LambdaError } from '../http/lambda-error.ts'
import type { AliasRecord } from '../registry/function-record.ts'
import { refuse } from './admitted-reference.ts'
import { invalid } from './function-request.ts'
import { checkMember, type ModelRule } from './model-rules.ts'

export const aliasNameRule: ModelRule = { maxLength: 128, pattern: '(?!^[0-9]+$)([a-zA-Z0-9-_]+)' }
export const functionVersionRule: ModelRule = { maxLength: 1_024, pattern: '(\\$LATEST(\\.PUBLISHED)?|[0-9]+)' }

/** What a request says of an alias; `additional` is null where it clears the routing. */
export function aliasIn(body: JsonObject, name: string | undefined, create: boolean) {
  const functionVersion = text(body, 'FunctionVersion')
  const description = text(body, 'Description')
  const routing = object(body, 'RoutingConfig')
  refuse([
    ...checkMember('name', name, { required: true, ...aliasNameRule }),
    ...checkMember('functionVersion', functionVersion, { required: create, ...functionVersionRule }),
    ...checkMember('description', description, { maxLength: 256 }),
  ])
  return {
    name: name ?? '',
    functionVersion,
    description,
    additional: routing === undefined ? undefined : weightsIn(routing),
  }
}

function weightsIn(routing: JsonObject): AliasRecord['additional'] | null {
  const weights = Object.entries(isObject(routing.AdditionalVersionWeights) ? routing.AdditionalVersionWeights : {})
  const [first] = weights
  if (first === undefined) return null
  if (weights.length > 1) throw invalid('Number of items in AdditionalVersionWeights cannot be greater than 1')
  const [version, weight] = first
  const refusal = (what: string): LambdaError =>
    new LambdaError(
      'ValidationException',
      `1 validation error detected: Value '{${version}=${asDouble(weight)}}' at 'routingConfig.additionalVersionWeights' failed to satisfy constraint: ${what}`,
    )
  if (!/^\d{1,1024}$/.test(version))
    throw refusal(
      'Map keys must satisfy constraint: [Member must have length less than or equal to 1024, Member must have length greater than or equal to 1, Member must satisfy regular expression pattern: [0-9]+, Member must not be null]',
    )
  if (typeof weight !== 'number' || weight < 0 || weight > 1)
    throw refusal(
      'Map value must satisfy constraint: [Member must have value less than or equal to 1.0, Member must have value greater than or equal to 0.0, Member must not be null]',
    )
  return { version, weight }
}

/** The service prints a weight as a number with a fraction, whatever was sent. */
function asDouble(weight: unknown): string {
  return typeof weight === 'number' && Number.isInteger(weight) ? weight.toFixed(1) : String(weight)
}
