import type { DesiredState } from '@async-invoke/schemas'
import { type PlanOptions, plan } from './plan.ts'
import { type ConfigPlan, formatPlan } from './plan-document.ts'

export interface DriftReport {
  /** 0: what is stored is what is desired. 2: it is not. A process that cannot tell ends with 1: `drift` rejects. */
  readonly exitCode: 0 | 2
  /** What would take the difference back. */
  readonly plan: ConfigPlan
  /** The plan for people. */
  readonly text: string
}

/**
 * Whether what is stored has moved away from what is desired: a plan with an exit code. Changes nothing; rejects as
 * {@link plan} does.
 *
 * @example process.exitCode = (await drift(desired, { client })).exitCode
 */
export async function drift(desired: DesiredState | string, options: PlanOptions): Promise<DriftReport> {
  const found = await plan(desired, options)
  return { exitCode: found.steps.length === 0 ? 0 : 2, plan: found, text: formatPlan(found) }
}
