import type { ConfigSettings, ReplacingSettings } from '../client/settings.ts'

/** One member that a step changes; what is not set is `null`. */
export interface Change {
  /** As the desired state spells it: `MaximumRetryAttempts`, `OnFailure`, `DeadLetterConfig.TargetArn`. */
  readonly member: string
  readonly from: string | number | null
  readonly to: string | number | null
}

interface StepOf<Operation extends string> {
  readonly operation: Operation
  readonly FunctionName: string
  readonly changes: readonly Change[]
}

interface SettingsStepOf<Operation extends string> extends StepOf<Operation> {
  readonly Qualifier: string
  /** `LastModified` of the record that the plan saw, ISO 8601; `null`: there was no record. */
  readonly lastModified: string | null
}

export interface PutStep extends SettingsStepOf<'put'> {
  readonly settings: ReplacingSettings
}
export interface UpdateStep extends SettingsStepOf<'update'> {
  readonly settings: ConfigSettings
}
export type DeleteStep = SettingsStepOf<'delete'>

export interface DeadLetterStep extends StepOf<'setDeadLetterConfig' | 'removeDeadLetterConfig'> {
  /** Missing for a removal. */
  readonly TargetArn?: string
  /** Revision of the function that the plan saw; the service itself refuses the write after another change. */
  readonly revisionId: string | null
}

/** One call, under the name that `createConfigClient` gives it. */
export type Step = PutStep | UpdateStep | DeleteStep | DeadLetterStep
export type SettingsStep = PutStep | UpdateStep | DeleteStep

/** The calls that bring what is stored to what is desired: plain JSON, so that it can be kept, shown and approved. */
export interface Plan {
  readonly version: '1.0'
  readonly steps: readonly Step[]
}

/**
 * A plan as people read it: one line for each call, one for each change.
 *
 * @example formatPlan({ version: '1.0', steps: [] }) // 'nothing to change'
 */
export function formatPlan({ steps }: Plan): string {
  if (steps.length === 0) return 'nothing to change'
  return steps.map((step) => [stepName(step), ...step.changes.map(changeLine)].join('\n  ')).join('\n')
}

/** @example stepName(step) // 'update order-processor:live' */
export function stepName(step: Step): string {
  const qualifier = 'Qualifier' in step ? `:${step.Qualifier}` : ''
  return `${step.operation} ${step.FunctionName}${qualifier}`
}

function changeLine({ member, from, to }: Change): string {
  return `${member}: ${from ?? '(unset)'} -> ${to ?? '(unset)'}`
}
