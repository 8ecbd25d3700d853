export {
  type AttemptOutcome,
  type Decision,
  decideNext,
  type EventProgress,
  type Requeue,
  type RetrySettings,
  type Terminal,
} from './lib/decide-next.ts'
export { type RuleId, rules } from './lib/rules.ts'
