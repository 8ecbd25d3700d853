export {
  type DesiredFunction,
  type DesiredSettings,
  type DesiredSide,
  type DesiredState,
  DocumentError,
  type DocumentErrorCode,
  type Issue,
  type Refusal,
  type RefusalCode,
  type UnknownSettings,
} from '@async-invoke/schemas'
export { ConfigError, type ConfigErrorCode, type ConfigOperation } from './lib/client/config-error.ts'
export type { ErrorHint } from './lib/client/error-hint.ts'
export type { RoleWait } from './lib/client/role-wait.ts'
export type { ConfigSettings, DestinationSetting, ReplacingSettings } from './lib/client/settings.ts'
export { type ApplyOptions, apply, type StepReport } from './lib/plan/apply.ts'
export { type DriftReport, drift } from './lib/plan/drift.ts'
export { type PlanOptions, plan } from './lib/plan/plan.ts'
export {
  type ConfigPlan,
  type DeadLetterStep,
  type DeleteStep,
  formatPlan,
  formatStep,
  type KeptSetting,
  type PlannedChange,
  type PlanStep,
  type PutStep,
  type SettingsStepFields,
  type StepFields,
  type UpdateStep,
} from './lib/plan/plan-document.ts'
export { resolveDesiredState } from './lib/plan/resolve-desired-state.ts'
