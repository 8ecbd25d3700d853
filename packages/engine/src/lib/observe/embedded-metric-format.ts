import { dimensionSets, type Metric, type OnMetric } from './metrics.ts'

/** Options of {@link writeEmbeddedMetricFormat}. */
export interface EmbeddedMetricFormatOptions {
  /** Called with one line of JSON, without a newline: `console.log` in a Lambda function, or the input of an agent. */
  readonly write: (line: string) => void
  /**
   * Namespace of the metrics. CloudWatch reserves names that begin with `AWS/`; choose another to send the lines there.
   *
   * @defaultValue `AWS/Lambda`, the namespace of Lambda's own metrics
   */
  readonly namespace?: string
}

/**
 * Creates an `onMetric` that writes samples in CloudWatch's embedded metric format, one line each.
 *
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch_Embedded_Metric_Format_Specification.html
 *
 * @example
 * ```ts
 * const onMetric = writeEmbeddedMetricFormat({ write: console.log, namespace: 'AsyncInvoke' })
 * ```
 */
export function writeEmbeddedMetricFormat({ write, namespace }: EmbeddedMetricFormatOptions): OnMetric {
  return (metric) => write(formatEmbeddedMetric(metric, namespace))
}

/** Formats one sample as a line of JSON. */
export function formatEmbeddedMetric(metric: Metric, namespace = 'AWS/Lambda'): string {
  const { name, unit, value, atMs, dimensions } = metric
  const definition = {
    Namespace: namespace,
    Dimensions: dimensionSets(dimensions),
    Metrics: [{ Name: name, Unit: unit }],
  }
  return JSON.stringify({
    _aws: { Timestamp: Math.floor(atMs), CloudWatchMetrics: [definition] },
    ...dimensions,
    [name]: value,
  })
}
