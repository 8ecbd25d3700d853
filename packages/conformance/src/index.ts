// Check an endpoint.

export type { BesideLambda, EndpointOptions } from './lib/bench/endpoint.ts'
export { checkEndpoint, type EndpointCheck } from './lib/check-endpoint.ts'
export type { EndpointCredentials } from './lib/http/sign.ts'

// What was found.

export type { Difference } from './lib/compare/differences.ts'
export type {
  ConformanceState,
  EndpointReport,
  ScenarioFindings,
  StatementResult,
} from './lib/report/endpoint-report.ts'
export { formatReportJunit } from './lib/report/junit.ts'
export { formatReportMarkdown } from './lib/report/markdown.ts'
export { describeCounts, stateWords } from './lib/report/state-words.ts'

// Run it in parts, and on functions of your own.

export { type DeployableSource, testFunctionCode } from './lib/bench/handlers.ts'
export { openSavedResults, type SavedFor, type SavedResults } from './lib/run/saved-results.ts'

// What an endpoint can show.

export { endpointScenarios, type ScenarioSummary } from './lib/scenarios/endpoint-scenarios.ts'
