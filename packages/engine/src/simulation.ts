export type { EventInvokeConfig } from '@async-invoke/schemas/event-invoke-config'
export type { ConcurrencyMode } from './lib/concurrency/function-load.ts'
export type { TerminalCondition } from './lib/decide/next-step.ts'
export type { UnsettledChoices } from './lib/decide/unsettled-choices.ts'
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
export type { FaultRates } from './lib/simulation/faulty-process.ts'
export { simulate, startSimulation } from './lib/simulation/simulate.ts'
export {
  type FaultSimulationOptions,
  type FaultSimulationResult,
  simulateFaults,
} from './lib/simulation/simulate-faults.ts'
export type { SimulatedLoad, SimulatedOutcome } from './lib/simulation/simulated-load.ts'
export type {
  FunctionResult,
  RunningSimulation,
  SimulatedFunction,
  SimulationObserver,
  SimulationOptions,
  SimulationResult,
} from './lib/simulation/simulation.ts'
export { type CancelWake, type Clock, VirtualClock } from './lib/time/clock.ts'
