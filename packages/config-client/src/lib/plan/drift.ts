import type { DesiredState } from '@async-invoke/schemas'
import { type PlanOptions, plan } from './plan.ts'
import { type ConfigPlan, formatPlan } from './plan-document.ts'

export interface DriftReport {
  /**
   * 0: the stored state is the desired state, as far as that is known (`plan.unknown`). 2: it is not. `drift` rejects if
   * the service does not answer, so that a process exits with 1.
   */
  readonly exitCode: 0 | 2
  /** The steps that would remove the drift, and the settings that may stay. */
  readonly plan: ConfigPlan
  /** The plan as {@link formatPlan} prints it. */
  readonly text: string
}

/**
 * Checks whether the stored settings have moved away from the desired state: a plan with an exit code. Changes nothing.
 *
 * @throws {@link DocumentError} and {@link ConfigError} as {@link plan} does.
 *
 * @example
 * ```ts
 * process.exitCode = (await drift(desired, { client })).exitCode
 * ```
 */
export async function drift(desired: DesiredState | string, options: PlanOptions): Promise<DriftReport> {
  const found = await plan(desired, options)
  const differs = found.steps.length > 0 || (found.kept ?? []).length > 0
  return { exitCode: differs ? 2 : 0, plan: found, text: formatPlan(found) }
}
