export { type CancelWake, type Clock, systemClock, VirtualClock } from './lib/clock.ts'
export {
  type AttemptOutcome,
  type Decision,
  decideExpiry,
  decideNext,
  type EventProgress,
  type Requeue,
  type RetrySettings,
  type Terminal,
} from './lib/decide-next.ts'
export { createEngine } from './lib/engine.ts'
export type { AsyncEvent, Engine, EngineOptions, StopOptions } from './lib/engine-options.ts'
export { explain } from './lib/explain.ts'
export type { Faults } from './lib/faults.ts'
export type { ConcurrencyMode } from './lib/function-load.ts'
export {
  createInProcessInvoker,
  type Handler,
  type InProcessInvokerOptions,
  type InvocationContext,
} from './lib/in-process-invoker.ts'
export { type Chain, followChain, type RecursiveLoop } from './lib/lineage.ts'
export { createMemoryStore, type MemoryStoreOptions } from './lib/memory-store.ts'
export {
  dimensionSets,
  type Metric,
  type MetricDimensions,
  type MetricName,
  metricDimensions,
  type OnMetric,
  sample as metricSample,
} from './lib/metrics.ts'
export type {
  Attempt,
  AttemptResult,
  DeadLetterAttributes,
  DeadLetterDelivery,
  Deliver,
  DeliverDeadLetter,
  Delivery,
  DeliveryResult,
  Invoke,
  InvokedReference,
  Kept,
  PoisonItem,
  Quarantine,
  Resolution,
  Resolve,
  WeightedVersion,
} from './lib/ports.ts'
// For those who write a store.
export type {
  Claim,
  ClaimQuery,
  EnqueueResult,
  LaneBudget,
  NewItem,
  QueueStore,
  QueueStoreCapabilities,
  QueueStoreStats,
  Settlement,
  SettleResult,
} from './lib/queue-store.ts'
export { type RuleId, rules } from './lib/rules.ts'
export { PoisonItemFault } from './lib/run-poison.ts'
export { type Random, seededRandom } from './lib/seeded-random.ts'
export type { TimelineEntry } from './lib/timeline.ts'
export { collectTimelines, formatTimelineEntry, type TimelineCollection } from './lib/timeline-document.ts'
export type { UnsettledChoices } from './lib/unsettled-choices.ts'
