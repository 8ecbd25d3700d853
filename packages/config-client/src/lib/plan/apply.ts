import { putEventInvokeConfig, toEventInvokeConfig, updateEventInvokeConfig } from '@async-invoke/schemas'
import type { LambdaClient } from '@aws-sdk/client-lambda'
import { type ConfigClient, createConfigClient } from '../client/config-client.ts'
import { ConfigError } from '../client/config-error.ts'
import type { RoleWait } from '../client/role-wait.ts'
import { type StoredSettings, wireSettings } from '../client/settings.ts'
import type { ConfigPlan, DeadLetterStep, PlanStep, SettingsStep } from './plan-document.ts'
import { settingsCall } from './settings-change.ts'

/**
 * What became of a step. `done`: carried out. `already`: what is stored is what the step would have made, nothing was
 * sent. `conflict`: somebody changed it after the plan, nothing was changed; plan again. `failed`: see `error`.
 */
export interface StepReport {
  readonly step: PlanStep
  readonly outcome: 'done' | 'already' | 'conflict' | 'failed'
  /** For `failed`, and for a `conflict` that the service itself found. */
  readonly error?: ConfigError
}

export interface ApplyOptions {
  readonly client: LambdaClient
  readonly roleWait?: RoleWait
  /** Told of every step as it ends. */
  readonly onStep?: (report: StepReport) => void
}

/**
 * Carries out a plan, step after step, and reports each. Before each, what is stored is read again: a record whose
 * `LastModified` is not the one that the plan saw is left alone (the API has no conditional write for settings, so a
 * change in the moment between is not seen); the service itself guards dead-letter queues by revision.
 *
 * A step that fails or conflicts does not keep the others from being tried. Applying a plan twice changes nothing more.
 *
 * @example (await apply(await plan(desired, { client }), { client })).every(({ outcome }) => outcome === 'done')
 */
export async function apply({ steps }: ConfigPlan, options: ApplyOptions): Promise<readonly StepReport[]> {
  const { client, roleWait, onStep } = options
  const config = createConfigClient({ client, ...(roleWait !== undefined && { roleWait }) })
  const reports: StepReport[] = []
  for (const step of steps) {
    const report = await reported(step, () =>
      'Qualifier' in step ? applySettings(config, step) : applyDeadLetter(config, step),
    )
    onStep?.(report)
    reports.push(report)
  }
  return reports
}

async function reported(step: PlanStep, carryOut: () => Promise<StepReport['outcome']>): Promise<StepReport> {
  try {
    return { step, outcome: await carryOut() }
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error
    return { step, outcome: error.hint?.kind === 'changed-meanwhile' ? 'conflict' : 'failed', error }
  }
}

async function applySettings(config: ConfigClient, step: SettingsStep): Promise<'done' | 'already' | 'conflict'> {
  const { FunctionName, Qualifier } = step
  const stored = await storedAt(config, { FunctionName, Qualifier })
  if ((stored?.LastModified.toISOString() ?? null) !== step.lastModified)
    return isDone(step, stored) ? 'already' : 'conflict'
  if (step.operation === 'put') await config.put({ FunctionName, Qualifier, ...step.settings })
  else if (step.operation === 'update') await config.update({ FunctionName, Qualifier, ...step.settings })
  else await config.delete({ FunctionName, Qualifier })
  return 'done'
}

async function applyDeadLetter(config: ConfigClient, step: DeadLetterStep): Promise<'done' | 'already' | 'conflict'> {
  const { FunctionName, TargetArn, revisionId } = step
  const stored = await config.getDeadLetterConfig({ FunctionName })
  if (stored.DeadLetterConfig.TargetArn === TargetArn) return 'already'
  if ((stored.RevisionId ?? null) !== revisionId) return 'conflict'
  const target = { FunctionName, ...(stored.RevisionId !== undefined && { RevisionId: stored.RevisionId }) }
  if (TargetArn === undefined) await config.removeDeadLetterConfig(target)
  else await config.setDeadLetterConfig({ ...target, TargetArn })
  return 'done'
}

/** The record, or `undefined` where none is stored. */
async function storedAt(
  config: ConfigClient,
  target: { FunctionName: string; Qualifier: string },
): Promise<StoredSettings | undefined> {
  try {
    return await config.get(target)
  } catch (error) {
    // Get answers 404 for a missing record, and for a missing function too (CFG-12a); the write then says which.
    if (error instanceof ConfigError && error.code === 'ResourceNotFoundException') return undefined
    throw error
  }
}

/** Whether what is stored is what the step would make of it, so that a plan that was carried out before is no conflict. */
function isDone(step: SettingsStep, stored: StoredSettings | undefined): boolean {
  if (step.operation === 'delete' || stored === undefined) return step.operation === 'delete' && stored === undefined
  const now = toEventInvokeConfig(stored)
  const then =
    step.operation === 'put'
      ? putEventInvokeConfig(wireSettings(step.settings))
      : updateEventInvokeConfig(now, wireSettings(step.settings))
  return settingsCall(now, then) === undefined
}
