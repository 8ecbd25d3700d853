import { putEventInvokeConfig, toEventInvokeConfig, updateEventInvokeConfig } from '@async-invoke/schemas'
import type { LambdaClient } from '@aws-sdk/client-lambda'
import { type ConfigClient, createConfigClient } from '../client/config-client.ts'
import { ConfigError } from '../client/config-error.ts'
import type { RoleWait } from '../client/role-wait.ts'
import { type StoredSettings, wireSettings } from '../client/settings.ts'
import { lastModifiedOf } from './last-modified.ts'
import type { ConfigPlan, DeadLetterStep, PlanStep, SettingsStep } from './plan-document.ts'
import { runConcurrently } from './run-concurrently.ts'
import { settingsCall } from './settings-change.ts'

/**
 * The outcome of one step.
 *
 * `done`: the call was made. `already`: the stored state is already the step's result; nothing was sent. `conflict`:
 * the stored state has changed since the plan; nothing was changed, so plan again. `failed`: see `error`.
 */
export interface StepReport {
  readonly step: PlanStep
  readonly outcome: 'done' | 'already' | 'conflict' | 'failed'
  /** Set for `failed`, and for a `conflict` that the service detected. */
  readonly error?: ConfigError
}

export interface ApplyOptions {
  readonly client: LambdaClient
  readonly roleWait?: RoleWait
  /**
   * Functions that are written at a time, from 1. The steps of one function follow each other.
   *
   * @defaultValue 1
   */
  readonly concurrency?: number
  /** Ends the run: steps that have begun are finished, and no further one begins. */
  readonly signal?: AbortSignal
  /** Called after every step. */
  readonly onStep?: (report: StepReport) => void
}

/**
 * Carries out a plan step by step and reports each step.
 *
 * Reads the stored state again before each step, and skips settings whose `LastModified` has changed since the plan.
 * The API has no conditional write for settings, so a change between this read and the write goes unnoticed.
 * Dead-letter queues are safe: the service checks the revision.
 *
 * A failed or conflicting step does not stop the others. Applying a plan again changes nothing more.
 *
 * Throttled calls are repeated by the SDK client; one with `retryMode: 'adaptive'` also slows down.
 *
 * @returns one report per step, in order, without those that `signal` kept from beginning; failed calls are in the reports
 * and do not reject.
 *
 * @throws {@link RangeError} if `concurrency` is no whole number from 1.
 *
 * @example
 * ```ts
 * const reports = await apply(await plan(desired, { client }), { client })
 * const allDone = reports.every(({ outcome }) => outcome === 'done')
 * ```
 */
export async function apply({ steps }: ConfigPlan, options: ApplyOptions): Promise<readonly StepReport[]> {
  const { client, roleWait, onStep, signal } = options
  const config = createConfigClient({ client, ...(roleWait !== undefined && { roleWait }) })
  const reports: StepReport[] = []
  await runConcurrently([...stepsByFunction(steps).values()], options, async (ofOne) => {
    for (const { step, at } of ofOne) {
      if (signal?.aborted) return
      const report = await reported(step, () =>
        'Qualifier' in step ? applySettings(config, step) : applyDeadLetter(config, step),
      )
      onStep?.(report)
      reports[at] = report
    }
  })
  return reports.filter((report) => report !== undefined)
}

interface PlacedStep {
  readonly step: PlanStep
  /** Index in the plan. */
  readonly at: number
}

/** Steps with their places in the plan. Those of one function depend on each other: a queue is set before it is needed. */
function stepsByFunction(steps: readonly PlanStep[]): ReadonlyMap<string, readonly PlacedStep[]> {
  const groups = new Map<string, PlacedStep[]>()
  for (const [at, step] of steps.entries()) {
    const group = groups.get(step.FunctionName) ?? []
    group.push({ step, at })
    groups.set(step.FunctionName, group)
  }
  return groups
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
  if (lastModifiedOf(stored) !== step.lastModified) return isDone(step, stored) ? 'already' : 'conflict'
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

async function storedAt(
  config: ConfigClient,
  target: { FunctionName: string; Qualifier: string },
): Promise<StoredSettings | undefined> {
  try {
    return await config.get(target)
  } catch (error) {
    // Get answers 404 for missing settings and for a missing function alike (CFG-12a); the write tells them apart.
    if (error instanceof ConfigError && error.code === 'ResourceNotFoundException') return undefined
    throw error
  }
}

/** True if the step would change nothing: a plan that was applied before is not a conflict. */
function isDone(step: SettingsStep, stored: StoredSettings | undefined): boolean {
  if (step.operation === 'delete' || stored === undefined) return step.operation === 'delete' && stored === undefined
  const now = toEventInvokeConfig(stored)
  const then =
    step.operation === 'put'
      ? putEventInvokeConfig(wireSettings(step.settings))
      : updateEventInvokeConfig(now, wireSettings(step.settings))
  return settingsCall(now, then) === undefined
}
