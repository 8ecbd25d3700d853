export { type CancelWake, type Clock, systemClock, VirtualClock } from './lib/clock.ts'
export {
  type AttemptOutcome,
  type Decision,
  decideNext,
  type EventProgress,
  type Requeue,
  type RetrySettings,
  type Terminal,
} from './lib/decide-next.ts'
export { type AsyncEvent, createEngine, type Engine, type EngineOptions } from './lib/engine.ts'
export { createMemoryStore, type MemoryStoreOptions } from './lib/memory-store.ts'
export type {
  Attempt,
  AttemptResult,
  Deliver,
  Delivery,
  Invoke,
  InvokedReference,
  Resolution,
  Resolve,
} from './lib/ports.ts'
// For those who write a store.
export type {
  Claim,
  ClaimQuery,
  EnqueueResult,
  NewItem,
  QueueStore,
  QueueStoreCapabilities,
  QueueStoreStats,
  Settlement,
  SettleResult,
} from './lib/queue-store.ts'
export { type RuleId, rules } from './lib/rules.ts'
export type { TimelineEntry } from './lib/timeline.ts'
