import type { ConfigSettings, ReplacingSettings } from '../client/settings.ts'

/** One member that a step changes; what is not set is `null`. */
export interface PlannedChange {
  /** As the desired state spells it: `MaximumRetryAttempts`, `OnFailure`, `DeadLetterConfig.TargetArn`. */
  readonly member: string
  readonly from: string | number | null
  readonly to: string | number | null
}

/** The members of every step. */
export interface StepFields {
  readonly FunctionName: string
  readonly changes: readonly PlannedChange[]
}

/** The members of a step that writes the settings of one qualifier. */
export interface SettingsStepFields extends StepFields {
  readonly Qualifier: string
  /** `LastModified` of the record that the plan saw, ISO 8601; `null`: there was no record. */
  readonly lastModified: string | null
}

export interface PutStep extends SettingsStepFields {
  readonly operation: 'put'
  readonly settings: ReplacingSettings
}

export interface UpdateStep extends SettingsStepFields {
  readonly operation: 'update'
  readonly settings: ConfigSettings
}

export interface DeleteStep extends SettingsStepFields {
  readonly operation: 'delete'
}

export interface DeadLetterStep extends StepFields {
  readonly operation: 'setDeadLetterConfig' | 'removeDeadLetterConfig'
  /** Missing for a removal. */
  readonly TargetArn?: string
  /** Revision of the function that the plan saw; the service itself refuses the write after another change. */
  readonly revisionId: string | null
}

/** One call, under the name that `createConfigClient` gives it. */
export type PlanStep = PutStep | UpdateStep | DeleteStep | DeadLetterStep
export type SettingsStep = PutStep | UpdateStep | DeleteStep

/** The calls that bring what is stored to what is desired: plain JSON, so that it can be kept, shown and approved. */
export interface ConfigPlan {
  readonly version: '1.0'
  readonly steps: readonly PlanStep[]
}

/**
 * A plan as people read it: one line for each call, one for each change.
 *
 * @example formatPlan({ version: '1.0', steps: [] }) // 'nothing to change'
 */
export function formatPlan({ steps }: ConfigPlan): string {
  if (steps.length === 0) return 'nothing to change'
  return steps.map((step) => [formatStep(step), ...step.changes.map(changeLine)].join('\n  ')).join('\n')
}

/** @example formatStep(step) // 'update order-processor:live' */
export function formatStep(step: PlanStep): string {
  const qualifier = 'Qualifier' in step ? `:${step.Qualifier}` : ''
  return `${step.operation} ${step.FunctionName}${qualifier}`
}

function changeLine({ member, from, to }: PlannedChange): string {
  return `${member}: ${from ?? '(unset)'} -> ${to ?? '(unset)'}`
}
