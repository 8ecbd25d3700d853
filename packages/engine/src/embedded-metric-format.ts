export {
  type EmbeddedMetricFormatOptions,
  formatEmbeddedMetric,
  writeEmbeddedMetricFormat,
} from './lib/embedded-metric-format.ts'
