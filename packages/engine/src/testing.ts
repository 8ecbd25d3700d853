export type { DeadLetterSummary } from '@async-invoke/schemas/dead-letter'
export type { DestinationSide, EventInvokeConfigRequest } from '@async-invoke/schemas/event-invoke-config'
export type {
  DeliveryError,
  InvocationRecord,
  RequestContext,
  ResponseContext,
} from '@async-invoke/schemas/invocation-record'
export type { Timeline, TimelineDocumentEntry } from '@async-invoke/schemas/timeline'
export type { AttemptOutcome } from './lib/decide/attempt-outcome.ts'
export type { Decision, Requeue, Terminal } from './lib/decide/decide-next.ts'
export type { EventProgress, TerminalCondition } from './lib/decide/next-step.ts'
export { type RuleId, rules } from './lib/decide/rules.ts'
export type { UnsettledChoices } from './lib/decide/unsettled-choices.ts'
export { EngineError, type EngineErrorCode } from './lib/engine-error.ts'
export type { Handler, InvocationCallback, InvocationContext } from './lib/functions/handler.ts'
export type { Faults } from './lib/loop/faults.ts'
export type { Metric, MetricDimensions, MetricName, MetricUnit, OnMetric } from './lib/observe/metrics.ts'
export type { TimelineDeadLetter, TimelineDelivery, TimelineEntry, TimelineEvent } from './lib/observe/timeline.ts'
export type {
  ConcurrencyLimit,
  DeadLetterDelivery,
  Deliver,
  DeliverDeadLetter,
  Delivery,
  DeliveryResult,
  KeptDelivery,
  PoisonItem,
} from './lib/ports.ts'
export type { AnswerAwsCommand, WatchedAwsClient } from './lib/testing/explore/effects/aws-client.ts'
export {
  type AnswerFetch,
  createEffects,
  type EffectOptions,
  type Effects,
  type EffectTable,
} from './lib/testing/explore/effects/effects.ts'
export { type ExploreOptions, explore, type HandlerModule, type HandlerSource } from './lib/testing/explore/explore.ts'
export type { ExploreFinding } from './lib/testing/explore/find-problems.ts'
export type { ExploreProblem, ExploreReport, FoundProblem } from './lib/testing/explore/report.ts'
export type { ExploreFault, ExploreSchedule } from './lib/testing/explore/schedule.ts'
export { type RunAsyncResult, runAsync } from './lib/testing/run-async.ts'
export type { RunAsyncConfig, RunAsyncOptions } from './lib/testing/run-async-options.ts'
export { type CancelWake, type Clock, VirtualClock } from './lib/time/clock.ts'
