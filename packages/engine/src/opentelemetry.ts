export type { Metric, MetricDimensions, MetricName, MetricUnit, OnMetric } from './lib/observe/metrics.ts'
export { bridgeToOpenTelemetry } from './lib/observe/opentelemetry.ts'
export { traceAttempts } from './lib/observe/trace-attempts.ts'
export type { Attempt, AttemptResult, Invoke } from './lib/ports.ts'
