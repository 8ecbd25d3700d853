/**
 * For the other packages of this family. No compatibility promise: any release may change or remove these exports.
 *
 * @packageDocumentation
 */

export { destinationLane, destinationPrefix, functionLane, functionPrefix } from './lib/concurrency/lanes.ts'
export { type Chain, followChain } from './lib/decide/lineage.ts'
export { readReference } from './lib/functions/admission.ts'
export { checkJsonBytes } from './lib/functions/json-payload.ts'
export { toInvokedReference } from './lib/invoked-reference.ts'
export { type DrawnVersion, drawVersion } from './lib/loop/draw-version.ts'
export { decodeState, defaultMaxWithoutOutcome, type ItemState, withoutOutcome } from './lib/loop/item-state.ts'
export { describePayload, headOf, type PayloadMembers } from './lib/observe/describe-payload.ts'
export { type Gauge, type Labels, MetricTotals, type PageOfMetrics, queueGauge } from './lib/observe/metric-totals.ts'
export { createMetric, dimensionSets, dimensionsOf } from './lib/observe/metrics.ts'
export { IdTable } from './lib/queue/id-table.ts'
export type {
  Fact,
  ItemFacts,
  NewItemFacts,
  Noted,
  RunResult,
  SettlementFacts,
  StoreCall,
  TimelineFacts,
} from './lib/simulation/history/fact.ts'
export { checkHistory, HistoryChecker } from './lib/simulation/history/history-checker.ts'
export type { FunctionPromises, HistoryPromises } from './lib/simulation/history/promises.ts'
export {
  metricFact,
  type Note,
  type Recorder,
  recordCalls,
  recordStore,
  stateFacts,
  timelineFact,
} from './lib/simulation/history/recorded.ts'
export { type Random, RandomSequence, seededRandom } from './lib/time/seeded-random.ts'
