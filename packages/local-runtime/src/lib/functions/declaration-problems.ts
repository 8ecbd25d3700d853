import {
  checkDestinations,
  checkEventInvokeConfigModel,
  checkFunctionReferenceModel,
  checkSomethingSpecified,
  type FunctionHome,
  toEventInvokeConfigRequest,
} from '@async-invoke/schemas'
import { refuse } from '../admission/admitted-reference.ts'
import { aliasNameRule, functionVersionRule } from '../admission/alias-request.ts'
import { declaredNameRule } from '../admission/function-name-rules.ts'
import { settingsOf } from '../admission/function-request.ts'
import { checkMember } from '../admission/model-rules.ts'
import { doesNotExist } from '../api/event-invoke-config.ts'
import { functionNotFound } from '../api/function-parts.ts'
import { FunctionView } from '../api/function-view.ts'
import { refuseReservation } from '../api/limit-operations.ts'
import { integer, type JsonObject } from '../http/json-body.ts'
import { LambdaError } from '../http/lambda-error.ts'
import type { FunctionOptions } from '../options/local-runtime-options.ts'
import { shortened, shown } from '../options/shown-value.ts'
import { type FunctionRecord, latestVersion, versionOf } from '../registry/function-record.ts'
import type { Registry } from '../registry/registry.ts'

export interface DeclarationParts {
  readonly home: FunctionHome
  readonly registry: Registry
  /** Runs at one time over all functions. */
  readonly accountConcurrency: number
}

type Functions = Readonly<Record<string, FunctionOptions>>

/**
 * What cannot be served of the functions that options declare, each with path, value and the words in which the API
 * refuses the same; empty when all can. Whether destinations are there and roles may send to them is not looked at.
 */
export function declarationProblems(functions: Functions, parts: DeclarationParts): readonly string[] {
  const ofEach = Object.entries(functions).flatMap(([functionName, options]) => {
    const path = `functions.${functionName}`
    const record = parts.registry.get({ functionName })
    return [
      ...refused(path, functionName, () => refuse(checkMember('functionName', functionName, declaredNameRule))),
      ...codeProblems(path, options),
      ...settingProblems(path, options, parts.home),
      ...aliasProblems(path, functionName, options, record, parts.home),
      ...configProblems(path, functionName, options, record, parts.home),
    ]
  })
  return [...ofEach, ...reservationProblems(functions, parts)]
}

function codeProblems(path: string, { file, directory }: FunctionOptions): readonly string[] {
  if ((file === undefined) !== (directory === undefined)) return []
  return [`${path} has not exactly one of file, directory: ${shown({ file, directory })}`]
}

/** Each setting as a request of its own, so that the refusal is about this one. */
function settingProblems(path: string, options: FunctionOptions, { region }: FunctionHome): readonly string[] {
  const requests: Readonly<Partial<Record<keyof FunctionOptions, JsonObject>>> = {
    handler: { Handler: options.handler },
    runtime: { Runtime: options.runtime },
    role: { Role: options.role },
    timeoutInSeconds: { Timeout: options.timeoutInSeconds },
    memoryInMegabytes: { MemorySize: options.memoryInMegabytes },
    environment: { Environment: { Variables: options.environment } },
    deadLetterTargetArn: { DeadLetterConfig: { TargetArn: options.deadLetterTargetArn } },
  }
  return Object.entries(requests).flatMap(([name, body]) =>
    refused(`${path}.${name}`, options[name as keyof FunctionOptions], () => settingsOf(body, 'update', region)),
  )
}

function aliasProblems(
  path: string,
  functionName: string,
  { aliases = {} }: FunctionOptions,
  record: FunctionRecord | undefined,
  home: FunctionHome,
): readonly string[] {
  return Object.entries(aliases).flatMap(([name, version]) => [
    ...refused(`${path}.aliases.${name}`, name, () => refuse(checkMember('name', name, aliasNameRule))),
    ...refused(`${path}.aliases.${name}`, version, () => {
      refuse(checkMember('functionVersion', version, functionVersionRule))
      if (!hasVersion(record, version))
        throw functionNotFound({ functionName, qualifier: version }, { view: new FunctionView(home) })
    }),
  ])
}

function configProblems(
  path: string,
  functionName: string,
  { aliases = {}, eventInvokeConfigs = {} }: FunctionOptions,
  record: FunctionRecord | undefined,
  home: FunctionHome,
): readonly string[] {
  const isThere = (qualifier: string): boolean =>
    hasVersion(record, qualifier) ||
    Object.hasOwn(aliases, qualifier) ||
    record?.aliases.some(({ name }) => name === qualifier) === true
  return Object.entries(eventInvokeConfigs).flatMap(([qualifier, config]) => {
    const at = `${path}.eventInvokeConfigs.${qualifier}`
    const request = toEventInvokeConfigRequest(config)
    return [
      ...refused(at, qualifier, () => {
        refuse(checkFunctionReferenceModel('any', qualifier))
        if (!isThere(qualifier)) throw doesNotExist()
      }),
      ...refused(at, config, () => refuse(checkSomethingSpecified(request))),
      ...(['MaximumRetryAttempts', 'MaximumEventAgeInSeconds'] as const).flatMap((name) =>
        refused(`${at}.${name}`, config[name], () => {
          refuse(checkEventInvokeConfigModel({ [name]: integer({ ...config }, name) }))
        }),
      ),
      ...(['OnSuccess', 'OnFailure'] as const).flatMap((side) =>
        refused(`${at}.${side}`, config[side], () => {
          const one = toEventInvokeConfigRequest({ [side]: config[side] })
          refuse(checkEventInvokeConfigModel(one))
          refuse(checkDestinations(one, { ...home, functionName, qualifier }))
        }),
      ),
    ]
  })
}

function hasVersion(record: FunctionRecord | undefined, version: string): boolean {
  return version === latestVersion || (record !== undefined && versionOf(record, version) !== undefined)
}

/** In their order, beside what functions keep that the options do not change. */
function reservationProblems(
  functions: Functions,
  { registry, accountConcurrency }: DeclarationParts,
): readonly string[] {
  let reserved = registry
    .all()
    .filter(({ functionName }) => functions[functionName]?.reservedConcurrency === undefined)
    .reduce((sum, { reservedConcurrency = 0 }) => sum + reservedConcurrency, 0)
  return Object.entries(functions).flatMap(([functionName, { reservedConcurrency: asked }]) => {
    if (asked === undefined) return []
    const problems = refused(`functions.${functionName}.reservedConcurrency`, asked, () => {
      const number = integer({ ReservedConcurrentExecutions: asked }, 'ReservedConcurrentExecutions') ?? 0
      refuse(checkMember('reservedConcurrentExecutions', number, { minimum: 0 }))
      refuseReservation(number, reserved, accountConcurrency)
    })
    if (problems.length === 0) reserved += asked
    return problems
  })
}

/** What the API says against a value, if it does. */
function refused(path: string, value: unknown, admit: () => void): readonly string[] {
  try {
    admit()
    return []
  } catch (error) {
    if (!(error instanceof LambdaError)) throw error
    const whole = typeof value === 'string' ? value : JSON.stringify(value)
    const sentence = error.message.replaceAll(whole, () => shortened(whole))
    return [`${path} is ${shown(value)}: ${error.code}: ${sentence}`]
  }
}
