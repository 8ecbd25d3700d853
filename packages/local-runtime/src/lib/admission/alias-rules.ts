import type { Refusal } from '@async-invoke/schemas'
import { createModelRefusal, createRefusal } from '@async-invoke/schemas/internal'
import { type AliasRecord, type FunctionRecord, latestVersion, versionOf } from '../registry/function-record.ts'
import { checkMember, firstRefused, type ModelRule } from './model-rules.ts'
import { functionNotFound } from './not-found.ts'

export const aliasNameRule: ModelRule = { maxLength: 128, pattern: '(?!^[0-9]+$)([a-zA-Z0-9-_]+)' }
export const functionVersionRule: ModelRule = { maxLength: 1_024, pattern: '(\\$LATEST(\\.PUBLISHED)?|[0-9]+)' }

/** The alias in a request; omitted members are `undefined`. */
export interface AliasRequest {
  readonly name: string | undefined
  readonly functionVersion: string | undefined
  readonly description: string | undefined
  /** Weight by additional version; empty to clear the routing. */
  readonly weights: Readonly<Record<string, number | null>> | undefined
}

/**
 * Checks an alias against the model.
 *
 * @param create - the function version is required
 */
export function checkAlias(
  { name, functionVersion, description, weights = {} }: AliasRequest,
  create: boolean,
): readonly Refusal[] {
  return firstRefused([
    [
      ...checkMember('name', name, { required: true, ...aliasNameRule }),
      ...checkMember('functionVersion', functionVersion, { required: create, ...functionVersionRule }),
      ...checkMember('description', description, { maxLength: 256 }),
    ],
    checkWeights(Object.entries(weights)),
  ])
}

function checkWeights(weights: readonly (readonly [version: string, weight: number | null])[]): readonly Refusal[] {
  const path = 'routingConfig.additionalVersionWeights'
  if (weights.length > 1) {
    const message = 'Number of items in AdditionalVersionWeights cannot be greater than 1'
    return [createRefusal('FNC-22', 'InvalidParameterValueException', path, '', message)]
  }
  return weights.flatMap(([version, weight]) => {
    const refuse = (constraint: string) => [
      createModelRefusal('2.3', path, `{${version}=${asDouble(weight)}}`, constraint),
    ]
    // All clauses of the key, whichever is broken (FNC-12).
    if (!/^\d{1,1024}$/.test(version))
      return refuse(
        'Map keys must satisfy constraint: [Member must have length less than or equal to 1024, Member must have length greater than or equal to 1, Member must satisfy regular expression pattern: [0-9]+]',
      )
    // The model takes a null in the request as a value, and its message prints it.
    if (weight === null || weight < 0 || weight > 1)
      return refuse(
        'Map value must satisfy constraint: [Member must have value less than or equal to 1.0, Member must have value greater than or equal to 0.0, Member must not be null]',
      )
    return []
  })
}

/** Formats a weight as the service does: always with a fraction. */
function asDouble(weight: number | null): string {
  return weight !== null && Number.isInteger(weight) ? weight.toFixed(1) : String(weight)
}

/**
 * Checks that the versions of an alias exist and may be combined.
 *
 * @param record - the function; `undefined` if it does not exist yet
 * @param arnOf - returns the ARN of a version of the function
 */
export function checkAliasVersions(
  record: FunctionRecord | undefined,
  { functionVersion, additional }: Pick<AliasRecord, 'functionVersion' | 'additional'>,
  arnOf: (version: string) => string,
): readonly Refusal[] {
  const absent = (version: string): readonly Refusal[] =>
    hasVersion(record, version) ? [] : [functionNotFound(arnOf(version))]
  if (additional === undefined) return absent(functionVersion)
  return firstRefused([
    absent(functionVersion),
    checkRouting(functionVersion, additional.version),
    absent(additional.version),
  ])
}

/** Whether a function has a version. Every function has `$LATEST`, even one that does not exist yet. */
export function hasVersion(record: FunctionRecord | undefined, version: string): boolean {
  return version === latestVersion || (record !== undefined && versionOf(record, version) !== undefined)
}

function checkRouting(functionVersion: string, additionalVersion: string): readonly Refusal[] {
  const refuse = (rule: string, message: string) => [
    createRefusal(rule, 'InvalidParameterValueException', 'functionVersion', functionVersion, message),
  ]
  if (additionalVersion === functionVersion)
    return refuse(
      'FNC-22',
      `Invalid function version ${functionVersion}. Function version ${functionVersion} is already included in routing configuration.`,
    )
  if (functionVersion === latestVersion)
    return refuse('FNC-23', '$LATEST is not supported for an alias pointing to more than 1 version')
  return []
}
