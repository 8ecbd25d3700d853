export type { Metric, MetricDimensions, MetricName, MetricUnit, OnMetric } from './lib/observe/metrics.ts'
export { bridgeToOpenTelemetry } from './lib/observe/opentelemetry.ts'
