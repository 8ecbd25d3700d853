export {
  type AttemptOutcome,
  type Decision,
  decideNext,
  type EventProgress,
  type Requeue,
  type RetrySettings,
  type Terminal,
} from './lib/decide/decide-next.ts'
export { type RuleId, rules } from './lib/decide/rules.ts'
