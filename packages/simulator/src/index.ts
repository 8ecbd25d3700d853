export type { ReadFile } from './lib/arrivals/sources-of.ts'
export { formatHtml } from './lib/report/html-report.ts'
export { formatText } from './lib/report/text-report.ts'
export type { NumberName } from './lib/run/numbers.ts'
export { defaultMaxEvents, defaultSeeds, type RunScenarioOptions, runScenario } from './lib/run-scenario.ts'
export { parseScenario } from './lib/scenario/read-scenario.ts'
export type {
  Arrivals,
  Distribution,
  Outage,
  Scenario,
  ScenarioFunction,
  ScenarioSettings,
  Variant,
} from './lib/scenario/scenario.ts'
export { ScenarioError, type ScenarioProblem } from './lib/scenario/scenario-error.ts'
export { type Priced, type Prices, parsePrices } from './lib/summary/prices.ts'
export type {
  Band,
  Comparison,
  Cost,
  CourseSummary,
  FunctionSummary,
  MessageSummary,
  ScenarioResult,
  VariantResult,
} from './lib/summary/result.ts'
export type { Spread } from './lib/summary/spread.ts'
