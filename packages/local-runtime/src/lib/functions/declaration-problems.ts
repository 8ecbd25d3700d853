import {
  checkDestinations,
  checkEventInvokeConfigModel,
  checkFunctionReferenceModel,
  checkSomethingSpecified,
  type FunctionHome,
  type Refusal,
  refusalText,
  toEventInvokeConfigRequest,
} from '@async-invoke/schemas'
import { aliasNameRule, aliasVersionRefusals, functionVersionRule, hasVersion } from '../admission/alias-rules.ts'
import { type RequestedSettings, settingsRefusals } from '../admission/function-settings.ts'
import { doesNotExist } from '../admission/missing.ts'
import { checkMember } from '../admission/model-rules.ts'
import { declaredNameRule } from '../admission/name-rules.ts'
import { reservationRefusals } from '../admission/reservation.ts'
import { formatValue, shorten } from '../options/format-value.ts'
import type { FunctionOptions } from '../options/local-runtime-options.ts'
import { type FunctionRecord, reservedIn } from '../registry/function-record.ts'
import type { Registry } from '../registry/registry.ts'

export interface DeclarationDependencies {
  readonly home: FunctionHome
  readonly registry: Registry
  /** Runs at one time over all functions. */
  readonly accountConcurrency: number
}

type Functions = Readonly<Record<string, FunctionOptions>>

/** One declared function, and the function of its name that is there already. */
interface Declaration {
  readonly path: string
  readonly functionName: string
  readonly options: FunctionOptions
  readonly record: FunctionRecord | undefined
}

/**
 * Problems of declared functions whose values `checkOptions` has passed: each has path, value and the words in which the
 * API refuses the same; empty when all can be served. Existence of destinations and permissions of roles are not checked.
 */
export function declarationProblems(functions: Functions, dependencies: DeclarationDependencies): readonly string[] {
  const { registry, home } = dependencies
  const ofEach = Object.entries(functions).flatMap(([functionName, options]) => {
    const path = `functions.${functionName}`
    const declaration = { path, functionName, options, record: registry.get({ functionName }) }
    return [
      ...refused(path, functionName, checkMember('functionName', functionName, declaredNameRule)),
      ...settingProblems(declaration, home.region),
      ...aliasProblems(declaration, (qualifier) => registry.invokedArnOf({ functionName, qualifier })),
      ...configProblems(declaration, home),
    ]
  })
  return [...ofEach, ...reservationProblems(functions, dependencies)]
}

/** The options that are settings of the API, under its names. */
const settingOf = {
  handler: 'Handler',
  runtime: 'Runtime',
  role: 'Role',
  environment: 'Environment',
  deadLetterTargetArn: 'DeadLetterTargetArn',
} as const satisfies Partial<Record<keyof FunctionOptions, keyof RequestedSettings>>

/** Each setting by itself, so that the refusal is about this one. */
function settingProblems({ path, options }: Declaration, region: string): readonly string[] {
  return Object.entries(settingOf).flatMap(([name, setting]) => {
    const value = options[name as keyof typeof settingOf]
    if (value === undefined) return []
    return refused(`${path}.${name}`, value, settingsRefusals({ settings: { [setting]: value } }, 'update', region))
  })
}

function aliasProblems({ path, options, record }: Declaration, arnOf: (version: string) => string): readonly string[] {
  return Object.entries(options.aliases ?? {}).flatMap(([name, version]) => [
    ...refused(`${path}.aliases.${name}`, name, checkMember('name', name, aliasNameRule)),
    ...refused(`${path}.aliases.${name}`, version, [
      ...checkMember('functionVersion', version, functionVersionRule),
      ...aliasVersionRefusals(record, { functionVersion: version }, arnOf),
    ]),
  ])
}

function configProblems({ path, functionName, options, record }: Declaration, home: FunctionHome): readonly string[] {
  const { aliases = {}, eventInvokeConfigs = {} } = options
  const isThere = (qualifier: string): boolean =>
    hasVersion(record, qualifier) ||
    Object.hasOwn(aliases, qualifier) ||
    record?.aliases.some(({ name }) => name === qualifier) === true
  return Object.entries(eventInvokeConfigs).flatMap(([qualifier, config]) => {
    const at = `${path}.eventInvokeConfigs.${qualifier}`
    return [
      ...refused(at, qualifier, [
        ...checkFunctionReferenceModel('any', qualifier),
        ...(isThere(qualifier) ? [] : [doesNotExist]),
      ]),
      ...refused(at, config, checkSomethingSpecified(toEventInvokeConfigRequest(config))),
      ...(['OnSuccess', 'OnFailure'] as const).flatMap((side) => {
        if (config[side] === undefined) return []
        const one = toEventInvokeConfigRequest({ [side]: config[side] })
        return refused(`${at}.${side}`, config[side], [
          ...checkEventInvokeConfigModel(one),
          ...checkDestinations(one, { ...home, functionName, qualifier }),
        ])
      }),
    ]
  })
}

/** In their order, beside what functions keep that the options do not change. */
function reservationProblems(
  functions: Functions,
  { registry, accountConcurrency }: DeclarationDependencies,
): readonly string[] {
  const keeps = ({ functionName }: FunctionRecord) => functions[functionName]?.reservedConcurrency === undefined
  let reserved = reservedIn(registry.all().filter(keeps))
  return Object.entries(functions).flatMap(([functionName, { reservedConcurrency: asked }]) => {
    if (asked === undefined) return []
    const refusals = reservationRefusals(asked, reserved, accountConcurrency)
    const problems = refused(`functions.${functionName}.reservedConcurrency`, asked, refusals)
    if (problems.length === 0) reserved += asked
    return problems
  })
}

/** What the rules say against a value, in the words of the API. */
function refused(path: string, value: unknown, refusals: readonly Refusal[]): readonly string[] {
  const [first] = refusals
  if (first === undefined) return []
  const whole = typeof value === 'string' ? value : JSON.stringify(value)
  const sentence = refusalText(refusals).replaceAll(whole, () => shorten(whole))
  return [`${path} is ${formatValue(value)}: ${first.code}: ${sentence}`]
}
