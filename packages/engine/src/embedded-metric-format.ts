export {
  type EmbeddedMetricFormatOptions,
  formatEmbeddedMetric,
  writeEmbeddedMetricFormat,
} from './lib/observe/embedded-metric-format.ts'
