import { checkFunctionSettings } from '../../packages/local-runtime/src/lib/admission/function-settings.ts'
import { matchOperation } from '../../packages/local-runtime/src/lib/http/operations.ts'
import { statementValue } from '../../scripts/rules/statements.ts'
import type { ServiceModel } from './facts.ts'

/** Something that a model has and this repository knows nothing of, or otherwise. */
export interface Gap {
  /** File that should know it. */
  readonly where: string
  readonly problem: string
}

/** Bounds that statements have as values: statement, member of the value, shape of the model. */
const boundsInRules = [
  { id: '1', member: 'maximumRetryAttempts', shape: 'MaximumRetryAttempts' },
  { id: '1', member: 'maximumEventAgeInSeconds', shape: 'MaximumEventAgeInSeconds' },
  { id: '1', member: 'destinationArnLength', shape: 'DestinationArn' },
  { id: '1', member: 'functionNameLength', shape: 'NamespacedFunctionName' },
  { id: '1', member: 'qualifierLength', shape: 'Qualifier' },
  { id: '1', member: 'listMaxItems', shape: 'MaxFunctionEventInvokeConfigListItems' },
] as const

/**
 * Compares a model with the code and the statements: operations that the local runtime does not know by their path,
 * runtimes that it refuses as unknown, reasons of throttles and bounds that are not those of `rules/`.
 */
export function gapsBetween({ covers, facts }: ServiceModel): readonly Gap[] {
  const { operation = {}, value = {}, bound = {} } = facts
  return [
    ...Object.entries(operation).flatMap(([name, { http = '' }]) => operationGap(name, http)),
    ...Object.keys(value.Runtime ?? {}).flatMap(runtimeGap),
    ...reasonGap(Object.keys(value.ThrottleReason ?? {})),
    ...(covers.includes('bound') ? boundsInRules.flatMap((each) => boundGap(each, bound[each.shape])) : []),
  ]
}

function operationGap(name: string, http: string): readonly Gap[] {
  const [method = '', uri = ''] = http.split(' ')
  const path = uri.replaceAll(/\{[^}]+\}/g, 'x')
  if (matchOperation(method, new URL(path, 'http://lambda'))?.name === name) return []
  const where = 'packages/local-runtime/src/lib/http/operations.ts'
  return [{ where, problem: `${http} is not the operation ${name}` }]
}

function runtimeGap(runtime: string): readonly Gap[] {
  const refusals = checkFunctionSettings({ settings: { Runtime: runtime } }, 'update', 'us-east-1')
  if (!refusals.some(({ rule }) => rule === 'FNC-19')) return []
  return [{ where: 'packages/local-runtime/src/lib/admission/function-settings.ts', problem: `${runtime} is unknown` }]
}

function reasonGap(reasons: readonly string[]): readonly Gap[] {
  const known = memberOf(statementValue('2.3'), 'reasons')
  return reasons
    .filter((reason) => !(Array.isArray(known) && known.includes(reason)))
    .map((reason) => ({ where: 'rules/invoke.json', problem: `2.3 has no reason ${reason}` }))
}

function boundGap(
  { id, member, shape }: (typeof boundsInRules)[number],
  bound: Readonly<Record<string, string>> | undefined,
): readonly Gap[] {
  const ours = memberOf(statementValue(id), member)
  const theirs = [Number(bound?.min), Number(bound?.max)]
  if (JSON.stringify(ours) === JSON.stringify(theirs)) return []
  const problem = `${id} has ${JSON.stringify(ours)} as ${member}, ${shape} has ${JSON.stringify(theirs)}`
  return [{ where: 'rules/invoke.json', problem }]
}

function memberOf(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined
}
