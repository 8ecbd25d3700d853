import type { UnknownSettings } from '@async-invoke/schemas'
import type { ConfigSettings, ReplacingSettings } from '../client/settings.ts'
import { nameUnknown } from './unknown-settings.ts'

/** One member that a step changes; `null` means unset. */
export interface PlannedChange {
  /** `MaximumRetryAttempts`, `MaximumEventAgeInSeconds`, `OnSuccess`, `OnFailure` or `DeadLetterConfig.TargetArn`. */
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
  /** `LastModified` of the settings that the plan read, ISO 8601; empty if they had no date, `null` if there were none. */
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
  /** Revision of the function that the plan read; the service refuses the write if the function has changed since. */
  readonly revisionId: string | null
}

/** One call; `operation` is the method of `ConfigClient` that makes it. */
export type PlanStep = PutStep | UpdateStep | DeleteStep | DeadLetterStep
export type SettingsStep = PutStep | UpdateStep | DeleteStep

/** A setting that is stored, is not desired, and may stay (CFG-24). */
export interface KeptSetting {
  readonly FunctionName: string
  readonly Qualifier: string
  /** `MaximumRetryAttempts`, `MaximumEventAgeInSeconds`, `OnSuccess` or `OnFailure`. */
  readonly member: string
  readonly value: string | number
}

/** The calls that turn the stored state into the desired one. Plain JSON: it can be stored, shown and approved. */
export interface ConfigPlan {
  readonly version: '1.0'
  readonly steps: readonly PlanStep[]
  /** Settings that the desired state does not know, and that the plan leaves as they are. */
  readonly unknown?: readonly UnknownSettings[]
  /** Patterns of the desired state that match no function. */
  readonly unmatched?: readonly string[]
  /** Only in a plan with `deployedBy`: the settings that may stay although the desired state leaves them out. */
  readonly kept?: readonly KeptSetting[]
}

/**
 * Formats a plan for people: one line per call, one per change, one per setting that is unknown or may stay, and one
 * per pattern that matches no function.
 *
 * @example
 * ```ts
 * formatPlan({ version: '1.0', steps: [] }) // 'nothing to change'
 * ```
 */
export function formatPlan({ steps, unknown = [], unmatched = [], kept = [] }: ConfigPlan): string {
  const calls = steps.flatMap((step) => [formatStep(step), ...step.changes.map((change) => `  ${changeLine(change)}`)])
  return [
    ...(calls.length === 0 ? ['nothing to change'] : calls),
    ...unknown.map((each) => `unknown ${nameUnknown(each)}: ${each.reason}`),
    ...unmatched.map((pattern) => `no function matches ${pattern}`),
    ...kept.map((each) => `may keep ${each.FunctionName}:${each.Qualifier} ${each.member}: ${each.value} (CFG-24)`),
  ].join('\n')
}

/**
 * Formats the call of a step, without its changes.
 *
 * @example
 * ```ts
 * formatStep(step) // 'update order-processor:live'
 * ```
 */
export function formatStep(step: PlanStep): string {
  const qualifier = 'Qualifier' in step ? `:${step.Qualifier}` : ''
  return `${step.operation} ${step.FunctionName}${qualifier}`
}

function changeLine({ member, from, to }: PlannedChange): string {
  return `${member}: ${from ?? '(unset)'} -> ${to ?? '(unset)'}`
}
