import { toEventInvokeConfigRequest } from '@async-invoke/schemas/event-invoke-config'
import { checkFunctionReference, type FunctionHome } from '@async-invoke/schemas/function-reference'
import {
  checkNotEmpty,
  describeDeclaredProblems,
  describeMixedForms,
  describeRefused,
  readDeclaredEventInvokeConfig,
} from '@async-invoke/schemas/internal'
import { aliasNameRule, checkAliasVersions, functionVersionRule, hasVersion } from '../admission/alias-rules.ts'
import { checkFunctionSettings, type RequestedSettings } from '../admission/function-settings.ts'
import { checkMember } from '../admission/model-rules.ts'
import { declaredNameRule } from '../admission/name-rules.ts'
import { doesNotExist } from '../admission/not-found.ts'
import { checkReservation } from '../admission/reservation-rules.ts'
import { describeNoProgram } from '../execution/process/launch.ts'
import type { FunctionOptions } from '../options/local-runtime-options.ts'
import type { FunctionRecord } from '../registry/function-record.ts'
import type { Registry } from '../registry/registry.ts'

export interface DeclarationDependencies {
  readonly home: FunctionHome
  readonly registry: Registry
  /** Concurrent runs of all functions together. */
  readonly accountConcurrency: number
}

type Functions = Readonly<Record<string, FunctionOptions>>

interface Declaration {
  readonly path: string
  readonly functionName: string
  readonly options: FunctionOptions
  /** The registry's function of this name, if there is one. */
  readonly record: FunctionRecord | undefined
}

/**
 * Finds what the API would refuse about declared functions that `checkOptions` has passed: each problem names path and
 * value, and repeats the API's message. Neither the existence of destinations nor the permissions of roles are checked.
 *
 * @returns an empty list when every function can be served
 */
export function checkDeclarations(functions: Functions, dependencies: DeclarationDependencies): readonly string[] {
  const { registry, home } = dependencies
  const byFunction = Object.entries(functions).flatMap(([functionName, options]) => {
    const path = `functions.${functionName}`
    const declaration = { path, functionName, options, record: registry.get({ functionName }) }
    return [
      ...describeRefused(path, functionName, checkMember('functionName', functionName, declaredNameRule)),
      ...describeMixedForms(options, path),
      ...checkSettings(declaration, home.region),
      ...checkAliases(declaration, (qualifier) => registry.invokedArnOf({ functionName, qualifier })),
      ...checkEventInvokeConfigs(declaration, home),
    ]
  })
  return [...byFunction, ...checkReservations(functions, dependencies)]
}

/** The API's name of each option that is a setting there. */
const settingOf = {
  handler: 'Handler',
  runtime: 'Runtime',
  role: 'Role',
  environment: 'Environment',
  deadLetterTargetArn: 'DeadLetterTargetArn',
} as const satisfies Partial<Record<keyof FunctionOptions, keyof RequestedSettings>>

type OptionName = keyof typeof settingOf

/** Checks each setting on its own, so that a refusal can be attributed to its option. */
function checkSettings({ path, options }: Declaration, region: string): readonly string[] {
  const declared = [
    ...Object.entries(settingOf).map(([name, setting]) => ({ name, setting, value: options[name as OptionName] })),
    {
      name: 'DeadLetterConfig.TargetArn',
      setting: settingOf.deadLetterTargetArn,
      value: options.DeadLetterConfig?.TargetArn,
    },
  ]
  return declared.flatMap(({ name, setting, value }) => {
    if (value === undefined) return []
    const at = `${path}.${name}`
    const refused = describeRefused(
      at,
      value,
      checkFunctionSettings({ settings: { [setting]: value } }, 'update', region),
    )
    return refused.length === 0 && name === 'runtime' ? describeNoProgram(at, options.runtime) : refused
  })
}

function checkAliases({ path, options, record }: Declaration, arnOf: (version: string) => string): readonly string[] {
  return Object.entries(options.aliases ?? {}).flatMap(([name, version]) => [
    ...describeRefused(`${path}.aliases.${name}`, name, checkMember('name', name, aliasNameRule)),
    ...describeRefused(`${path}.aliases.${name}`, version, [
      ...checkMember('functionVersion', version, functionVersionRule),
      ...checkAliasVersions(record, { functionVersion: version }, arnOf),
    ]),
  ])
}

function checkEventInvokeConfigs(
  { path, functionName, options, record }: Declaration,
  home: FunctionHome,
): readonly string[] {
  const { aliases = {}, eventInvokeConfigs = {} } = options
  const exists = (qualifier: string): boolean =>
    hasVersion(record, qualifier) ||
    Object.hasOwn(aliases, qualifier) ||
    record?.aliases.some(({ name }) => name === qualifier) === true
  return Object.entries(eventInvokeConfigs).flatMap(([qualifier, config]) => {
    const at = `${path}.eventInvokeConfigs.${qualifier}`
    return [
      ...describeRefused(at, qualifier, checkFunctionReference('any', qualifier)),
      ...(exists(qualifier) ? [] : describeRefused(at, qualifier, [doesNotExist])).map(
        (problem) =>
          `${problem} ${functionName} has no version or alias ${qualifier}; aliases are declared in ${path}.aliases`,
      ),
      ...describeRefused(at, config, checkNotEmpty(toEventInvokeConfigRequest(readDeclaredEventInvokeConfig(config)))),
      ...describeDeclaredProblems(config, {
        path: at,
        of: 'settings',
        owner: { ...home, functionName, qualifier },
      }),
    ]
  })
}

/** Checks reservations in the order given, on top of those that functions keep because their options set none. */
function checkReservations(
  functions: Functions,
  { registry, accountConcurrency }: DeclarationDependencies,
): readonly string[] {
  const requests = Object.entries(functions).flatMap(([functionName, options]) => {
    const requested = reservationOf(options)
    return requested === undefined ? [] : [{ functionName, options, requested }]
  })
  let reserved = registry.reserved
  for (const { functionName } of requests) reserved -= registry.get({ functionName })?.reservedConcurrency ?? 0
  return requests.flatMap(({ functionName, options, requested }) => {
    const refusals = checkReservation(requested, reserved, accountConcurrency)
    const name = options.reservedConcurrency === undefined ? 'ReservedConcurrentExecutions' : 'reservedConcurrency'
    const problems = describeRefused(`functions.${functionName}.${name}`, requested, refusals)
    if (problems.length === 0) reserved += requested
    return problems
  })
}

function reservationOf({ reservedConcurrency, ReservedConcurrentExecutions }: FunctionOptions): number | undefined {
  return reservedConcurrency ?? ReservedConcurrentExecutions
}
