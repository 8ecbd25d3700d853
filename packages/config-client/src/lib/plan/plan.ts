import {
  type DesiredFunction,
  type DesiredState,
  parseDesiredState,
  parseFunctionReference,
  toEventInvokeConfig,
  type UnknownSettings,
} from '@async-invoke/schemas'
import { pagedItems } from '@async-invoke/schemas/internal'
import { type LambdaClient, paginateListFunctions } from '@aws-sdk/client-lambda'
import { type ConfigClient, createConfigClient } from '../client/config-client.ts'
import { fromService, refused } from '../client/config-error.ts'
import type { StoredSettings } from '../client/settings.ts'
import { desiredRefusals } from './desired-refusals.ts'
import { keepStored } from './kept-settings.ts'
import { lastModifiedOf } from './last-modified.ts'
import type { ConfigPlan, DeadLetterStep, KeptSetting, PlanStep } from './plan-document.ts'
import { resolveDesiredState, unmatchedPatterns } from './resolve-desired-state.ts'
import { runConcurrently } from './run-concurrently.ts'
import { settingsCall } from './settings-change.ts'
import { areUnknown, mayBeUnknown } from './unknown-settings.ts'

export interface PlanOptions {
  readonly client: LambdaClient
  /**
   * Deletes the settings of qualifiers that the desired state does not list, of the functions that it lists. Settings
   * that may be among its `unknown` ones are kept (CFG-26).
   *
   * @defaultValue false
   */
  readonly deleteUnlisted?: boolean
  /**
   * Plans what a deployment by CloudFormation does. Its handler of `AWS::Lambda::EventInvokeConfig` may call Update, so
   * that a member that the template leaves out keeps its stored value (CFG-24; one report, not recorded). Such members
   * are in the plan's `kept`, and no step unsets them.
   */
  readonly deployedBy?: 'cloudformation'
  /**
   * Functions that are read at a time, from 1.
   *
   * @defaultValue 1
   */
  readonly concurrency?: number
}

/**
 * Reads the stored settings and finds the fewest calls that turn them into the desired ones, across `$LATEST`, versions
 * and aliases. Changes nothing.
 *
 * Settings that the desired state lists as `unknown` get no step; the plan lists them. A desired state with patterns needs
 * `lambda:ListFunctions`.
 *
 * @param desired - a desired state, or its JSON; the steps follow its order
 *
 * @throws {@link DocumentError} if `desired` is not a desired state.
 *
 * @throws {@link ConfigError} `refused`, with every violation, before anything is sent; otherwise the service's error.
 *
 * @example
 * ```ts
 * const found = await plan(readFileSync('async.json', 'utf8'), { client })
 * console.log(formatPlan(found))
 * ```
 */
export async function plan(desired: DesiredState | string, options: PlanOptions): Promise<ConfigPlan> {
  const { client, deployedBy } = options
  const parsed = parseDesiredState(desired)
  const existing = parsed.patterns === undefined ? [] : await functionNames(client)
  const { functions, unknown = [] } = resolveDesiredState(parsed, existing)
  const unmatched = unmatchedPatterns(parsed, existing)
  const refusals = desiredRefusals({ version: '1.0', functions })
  if (refusals.length > 0)
    throw refused({ operation: 'plan', FunctionName: Object.keys(functions).join(', ') }, refusals)
  const config = createConfigClient({ client })
  const found = await runConcurrently(Object.entries(functions), options, ([FunctionName, wanted]) =>
    planFunction({ config, FunctionName, wanted, unknown }, options),
  )
  const steps = found.flatMap((each) => each.steps)
  const kept = found.flatMap((each) => each.kept)
  return {
    version: '1.0',
    steps,
    ...(unknown.length > 0 && { unknown }),
    ...(unmatched.length > 0 && { unmatched }),
    ...(deployedBy !== undefined && { kept }),
  }
}

async function functionNames(client: LambdaClient): Promise<readonly string[]> {
  const names: string[] = []
  try {
    const pages = paginateListFunctions({ client }, {})
    const all = pagedItems(pages, ({ Functions: items, NextMarker: next }) => ({ items, next }))
    for await (const { FunctionName } of all) if (FunctionName !== undefined) names.push(FunctionName)
  } catch (cause) {
    throw fromService({ operation: 'plan', FunctionName: '(all functions)' }, cause)
  }
  return names
}

interface DesiredOne {
  readonly config: ConfigClient
  readonly FunctionName: string
  readonly wanted: DesiredFunction
  readonly unknown: readonly UnknownSettings[]
}

async function planFunction(
  { config, FunctionName, wanted, unknown }: DesiredOne,
  { deleteUnlisted = false, deployedBy }: PlanOptions,
): Promise<{ readonly steps: readonly PlanStep[]; readonly kept: readonly KeptSetting[] }> {
  const stored = await storedSettings(config, FunctionName, wanted)
  const known = withoutUnknown(FunctionName, wanted, unknown)
  const updated = deployedBy === undefined ? { wanted: known, kept: [] } : keepStored(FunctionName, known, stored)
  const settings = settingsSteps(FunctionName, updated.wanted, stored, (qualifier) => {
    const isListed = Object.hasOwn(wanted.EventInvokeConfigs ?? {}, qualifier)
    return deleteUnlisted && !isListed && !mayBeUnknown(unknown, FunctionName, qualifier)
  })
  const deadLetter = areUnknown(unknown, FunctionName) ? undefined : await deadLetterStep(config, FunctionName, wanted)
  // Set a queue before the settings change and remove it after: between steps, failed events always have a target.
  const steps =
    deadLetter?.operation === 'removeDeadLetterConfig'
      ? [...settings, deadLetter]
      : [...(deadLetter === undefined ? [] : [deadLetter]), ...settings]
  return { steps, kept: updated.kept }
}

async function deadLetterStep(
  config: ConfigClient,
  FunctionName: string,
  { DeadLetterConfig }: DesiredFunction,
): Promise<DeadLetterStep | undefined> {
  if (DeadLetterConfig === undefined) return undefined
  const stored = await config.getDeadLetterConfig({ FunctionName })
  const from = stored.DeadLetterConfig.TargetArn ?? null
  const to = DeadLetterConfig?.TargetArn ?? null
  if (from === to) return undefined
  const about = {
    FunctionName,
    changes: [{ member: 'DeadLetterConfig.TargetArn', from, to }],
    revisionId: stored.RevisionId ?? null,
  }
  if (to === null) return { operation: 'removeDeadLetterConfig', ...about }
  return { operation: 'setDeadLetterConfig', ...about, TargetArn: to }
}

/** The stored settings by qualifier, read only if the desired state lists some. */
async function storedSettings(
  config: ConfigClient,
  FunctionName: string,
  { EventInvokeConfigs }: DesiredFunction,
): Promise<ReadonlyMap<string, StoredSettings>> {
  const stored = new Map<string, StoredSettings>()
  if (EventInvokeConfigs === undefined) return stored
  for await (const settings of config.list({ FunctionName }))
    stored.set(parseFunctionReference(settings.FunctionArn)?.qualifier ?? '$LATEST', settings)
  return stored
}

function withoutUnknown(
  FunctionName: string,
  wanted: DesiredFunction,
  unknown: readonly UnknownSettings[],
): DesiredFunction {
  const listed = Object.entries(wanted.EventInvokeConfigs ?? {})
  const known = listed.filter(([qualifier]) => !areUnknown(unknown, FunctionName, qualifier))
  return { ...wanted, EventInvokeConfigs: Object.fromEntries(known) }
}

function settingsSteps(
  FunctionName: string,
  { EventInvokeConfigs = {} }: DesiredFunction,
  stored: ReadonlyMap<string, StoredSettings>,
  isToDelete: (qualifier: string) => boolean,
): readonly PlanStep[] {
  const unlisted = [...stored.keys()].filter(isToDelete).map((qualifier) => [qualifier, null] as const)
  return [...Object.entries(EventInvokeConfigs), ...unlisted].flatMap(([Qualifier, wanted]) => {
    const record = stored.get(Qualifier)
    const call = settingsCall(
      record && toEventInvokeConfig(record),
      wanted === null ? undefined : toEventInvokeConfig(wanted),
    )
    if (call === undefined) return []
    return [{ FunctionName, Qualifier, lastModified: lastModifiedOf(record), ...call }]
  })
}
