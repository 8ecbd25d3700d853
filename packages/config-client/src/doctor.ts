export { diagnose } from './lib/doctor/diagnose.ts'
export { type Finding, type FindingRule, formatFinding, type Severity } from './lib/doctor/finding.ts'
export { type ExamineOptions, examine, readSetup } from './lib/doctor/read-setup.ts'
export {
  type BesideDesired,
  type EventRule,
  type FunctionSetup,
  type Invoker,
  type Setup,
  setupOfDesiredState,
} from './lib/doctor/setup.ts'
