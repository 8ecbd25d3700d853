export type { ConcurrencyMode } from './lib/concurrency/function-load.ts'
export { type ConcurrencyLimit, createSlots, type Leave, type Slots } from './lib/concurrency/slots.ts'
export {
  type AttemptOutcome,
  type Decision,
  decideExpiry,
  decideNext,
  type EventProgress,
  type Requeue,
  type RetrySettings,
  type Terminal,
} from './lib/decide/decide-next.ts'
export { explain } from './lib/decide/explain.ts'
export { type Chain, followChain, type RecursiveLoop } from './lib/decide/lineage.ts'
export { type RuleId, rules } from './lib/decide/rules.ts'
export type { UnsettledChoices } from './lib/decide/unsettled-choices.ts'
export { EngineError, type EngineErrorCode } from './lib/engine-error.ts'
export { createEngine } from './lib/functions/create-engine.ts'
export type { AcceptOptions, AsyncEvent, Engine } from './lib/functions/engine.ts'
export type {
  CreateEngineOptions,
  FunctionEngineOptions,
  FunctionHandler,
  FunctionOptions,
  FunctionSettings,
  NamedFunctionsOptions,
  NamedHandlersOptions,
  NamedSettingsOptions,
} from './lib/functions/function-options.ts'
export {
  createInProcessInvoker,
  type Handler,
  type InProcessInvokerOptions,
  type InvocationContext,
} from './lib/functions/in-process-invoker.ts'
export type { JsonValue } from './lib/functions/json-payload.ts'
export { type InvokedReference, invokedReference } from './lib/invoked-reference.ts'
export { type DrawnVersion, drawVersion } from './lib/loop/draw-version.ts'
export type { CommonEngineOptions, EngineControl, EngineOptions, StopOptions } from './lib/loop/engine-options.ts'
export type { Faults } from './lib/loop/faults.ts'
export { PoisonItemFault } from './lib/loop/run-poison.ts'
export {
  createMetric,
  dimensionSets,
  type Metric,
  type MetricDimensions,
  type MetricName,
  metricDimensions,
  type OnMetric,
} from './lib/observe/metrics.ts'
export type { TimelineEntry } from './lib/observe/timeline.ts'
export { collectTimelines, formatTimelineEntry, type TimelineCollection } from './lib/observe/timeline-document.ts'
export type {
  Attempt,
  AttemptResult,
  DeadLetterDelivery,
  Deliver,
  DeliverDeadLetter,
  Delivery,
  DeliveryResult,
  Invoke,
  Kept,
  PoisonItem,
  Quarantine,
  Resolution,
  Resolve,
  WeightedVersion,
} from './lib/ports.ts'
export { createMemoryStore, type MemoryStoreOptions } from './lib/queue/memory-store.ts'
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
} from './lib/queue/queue-store.ts'
export { type CancelWake, type Clock, systemClock, VirtualClock } from './lib/time/clock.ts'
export { type Random, seededRandom } from './lib/time/seeded-random.ts'
