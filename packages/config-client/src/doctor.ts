export type {
  DesiredFunction,
  DesiredSettings,
  DesiredSide,
  DesiredState,
  EventInvokeConfig,
  Refusal,
  RefusalCode,
  UnknownSettings,
} from '@async-invoke/schemas'
export type {
  NextPage,
  RolePage,
  RolePolicyApi,
  RolePolicyDocument,
  RolePolicyPatterns,
  RolePolicyStatement,
} from '@async-invoke/schemas/policy'
export { ConfigError, type ConfigErrorCode, type ConfigOperation } from './lib/client/config-error.ts'
export type { ErrorHint } from './lib/client/error-hint.ts'
export { diagnose } from './lib/doctor/diagnose.ts'
export { type Finding, type FindingRule, formatFinding, type Severity } from './lib/doctor/finding.ts'
export { diagnoseFunctions, type ReadSetupOptions, readSetup } from './lib/doctor/read-setup.ts'
export {
  type ByLogicalId,
  type DesiredStateContext,
  type EarlySettings,
  type EventRule,
  type FunctionSetup,
  type Invoker,
  type Setup,
  setupOfDesiredState,
  type TemplateRoles,
} from './lib/doctor/setup.ts'
export type { PolicyTargets } from './lib/permissions/targets.ts'
