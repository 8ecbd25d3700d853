export type { EventInvokeConfig } from '@async-invoke/schemas/event-invoke-config'
export type { ResponseContext } from '@async-invoke/schemas/invocation-record'
export type { AttemptOutcome } from './lib/decide/attempt-outcome.ts'
export {
  type Decision,
  decideExpiry,
  decideNext,
  type EventProgress,
  type Requeue,
  type RetrySettings,
  type Terminal,
  type TerminalCondition,
} from './lib/decide/decide-next.ts'
export { explain } from './lib/decide/explain.ts'
export { type RuleId, rules } from './lib/decide/rules.ts'
export type { UnsettledChoices } from './lib/decide/unsettled-choices.ts'
