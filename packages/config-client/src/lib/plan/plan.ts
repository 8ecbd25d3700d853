import {
  type DesiredFunction,
  type DesiredState,
  parseDesiredState,
  parseFunctionReference,
  toEventInvokeConfig,
  type UnknownSettings,
} from '@async-invoke/schemas'
import type { LambdaClient } from '@aws-sdk/client-lambda'
import { type ConfigClient, createConfigClient } from '../client/config-client.ts'
import { refused } from '../client/config-error.ts'
import type { StoredSettings } from '../client/settings.ts'
import { desiredRefusals } from './desired-refusals.ts'
import { keepStored } from './kept-settings.ts'
import type { ConfigPlan, DeadLetterStep, KeptSetting, PlanStep } from './plan-document.ts'
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
}

/**
 * Reads the stored settings and finds the fewest calls that turn them into the desired ones, across `$LATEST`, versions
 * and aliases. Changes nothing.
 *
 * Settings that the desired state lists as `unknown` get no step; the plan lists them.
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
export async function plan(
  desired: DesiredState | string,
  { client, deleteUnlisted = false, deployedBy }: PlanOptions,
): Promise<ConfigPlan> {
  const { functions, unknown = [] } = parseDesiredState(desired)
  const refusals = desiredRefusals({ version: '1.0', functions })
  if (refusals.length > 0)
    throw refused({ operation: 'plan', FunctionName: Object.keys(functions).join(', ') }, refusals)
  const config = createConfigClient({ client })
  const steps: PlanStep[] = []
  const kept: KeptSetting[] = []
  for (const [FunctionName, wanted] of Object.entries(functions)) {
    const stored = await storedSettings(config, FunctionName, wanted)
    const known = withoutUnknown(FunctionName, wanted, unknown)
    const updated = deployedBy === undefined ? { wanted: known, kept: [] } : keepStored(FunctionName, known, stored)
    kept.push(...updated.kept)
    const settings = settingsSteps(FunctionName, updated.wanted, stored, (qualifier) => {
      const isListed = Object.hasOwn(wanted.EventInvokeConfigs ?? {}, qualifier)
      return deleteUnlisted && !isListed && !mayBeUnknown(unknown, FunctionName, qualifier)
    })
    const deadLetter = areUnknown(unknown, FunctionName)
      ? undefined
      : await deadLetterStep(config, FunctionName, wanted)
    // Set a queue before the settings change and remove it after: between steps, failed events always have a target.
    if (deadLetter?.operation === 'removeDeadLetterConfig') steps.push(...settings, deadLetter)
    else steps.push(...(deadLetter === undefined ? [] : [deadLetter]), ...settings)
  }
  return { version: '1.0', steps, ...(unknown.length > 0 && { unknown }), ...(deployedBy !== undefined && { kept }) }
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
    return [{ FunctionName, Qualifier, lastModified: record?.LastModified.toISOString() ?? null, ...call }]
  })
}
