export {
  type EmbeddedMetricFormatOptions,
  formatEmbeddedMetric,
  writeEmbeddedMetricFormat,
} from './lib/observe/embedded-metric-format.ts'
export type { Metric, MetricDimensions, MetricName, MetricUnit, OnMetric } from './lib/observe/metrics.ts'
