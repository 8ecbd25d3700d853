// For users: creating an engine and accepting events.

export type { ConcurrencyMode } from './lib/concurrency/function-load.ts'
export { unservedLanes } from './lib/concurrency/lanes.ts'
export { createSlots, type Leave, type Slots } from './lib/concurrency/slots.ts'
export { EngineError, type EngineErrorCode } from './lib/engine-error.ts'
export { createEngine } from './lib/functions/create-engine.ts'
export type { AcceptOptions, Engine } from './lib/functions/engine.ts'
export { eventItem } from './lib/functions/event-item.ts'
export type {
  CreateEngineOptions,
  DerivedEngineOptions,
  FunctionEngineOptions,
  FunctionHandler,
  FunctionSettings,
  NamedFunction,
  NamedFunctionsOptions,
  NamedHandlersOptions,
  NamedSettingsOptions,
} from './lib/functions/function-options.ts'
export type { Handler, InvocationCallback, InvocationContext } from './lib/functions/handler.ts'
export { createInProcessInvoker, type InProcessInvokerOptions } from './lib/functions/in-process-invoker.ts'
export type {
  AcceptResult,
  AsyncEvent,
  CommonEngineOptions,
  EngineControl,
  EngineOptions,
  StopOptions,
} from './lib/loop/engine-options.ts'
export type { Faults } from './lib/loop/faults.ts'
export { PoisonItemError } from './lib/loop/run-poison.ts'
export { createMemoryStore, type MemoryStoreOptions } from './lib/memory-store/memory-store.ts'
export type { JsonValue, Payload } from './lib/payload.ts'
export { type CancelWake, type Clock, systemClock, VirtualClock } from './lib/time/clock.ts'

// For users: the ports of an engine.

export type { DeadLetterSummary } from '@async-invoke/schemas/dead-letter'
export type { EventInvokeConfig } from '@async-invoke/schemas/event-invoke-config'
export type { FunctionReference } from '@async-invoke/schemas/function-reference'
export type { RecursiveLoop } from './lib/decide/lineage.ts'
export type { InvokedReference } from './lib/invoked-reference.ts'
export type {
  Attempt,
  AttemptResult,
  ConcurrencyLimit,
  DeadLetterDelivery,
  Deliver,
  DeliverDeadLetter,
  Delivery,
  DeliveryResult,
  Invoke,
  KeptDelivery,
  PoisonItem,
  Quarantine,
  Resolution,
  Resolve,
  ResolvedFor,
  WeightedVersion,
} from './lib/ports.ts'

// For users: decisions, timelines and metrics.

export type { ResponseContext } from '@async-invoke/schemas/invocation-record'
export type { Timeline, TimelineDocumentEntry } from '@async-invoke/schemas/timeline'
export type { AttemptOutcome } from './lib/decide/attempt-outcome.ts'
export { type Decision, decideExpiry, decideNext, type Requeue, type Terminal } from './lib/decide/decide-next.ts'
export { explain } from './lib/decide/explain.ts'
export type { EventProgress, RetrySettings, TerminalCondition } from './lib/decide/next-step.ts'
export { type RuleId, rules } from './lib/decide/rules.ts'
export type { UnsettledChoices } from './lib/decide/unsettled-choices.ts'
export type { Metric, MetricDimensions, MetricName, MetricUnit, OnMetric } from './lib/observe/metrics.ts'
export type { TimelineDeadLetter, TimelineDelivery, TimelineEntry, TimelineEvent } from './lib/observe/timeline.ts'
export { collectTimelines, formatTimelineEntry, type TimelineCollection } from './lib/observe/timeline-document.ts'

// For authors of stores.

export type {
  LaneStats,
  LanesPage,
  LanesQuery,
  PeekOptions,
  PeekQuery,
  PurgeQuery,
  QueueAdmin,
  QueuedItem,
} from './lib/queue/queue-admin.ts'
export type {
  Claim,
  ClaimAnswer,
  ClaimQuery,
  EnqueueResult,
  ExtendResult,
  LaneBudget,
  LaneLimit,
  NewItem,
  QueueStore,
  QueueStoreCapabilities,
  QueueStoreStats,
  Settlement,
  SettleResult,
} from './lib/queue/queue-store.ts'
