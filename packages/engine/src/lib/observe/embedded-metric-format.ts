import { dimensionSets, type Metric, type OnMetric } from './metrics.ts'

export interface EmbeddedMetricFormatOptions {
  /** Takes one line of JSON at a time, without its newline; `console.log` in a Lambda function or an agent's input. */
  readonly write: (line: string) => void
  /**
   * Default `AWS/Lambda`, the namespace of Lambda's own metrics. CloudWatch keeps names that begin with `AWS/` to itself:
   * to send the lines there, give one of your own.
   */
  readonly namespace?: string
}

/**
 * Writes metric samples in CloudWatch's Embedded Metric Format, one line each.
 *
 * Source: CloudWatch User Guide, "Specification: Embedded metric format".
 *
 * @example createEngine({ …, onMetric: writeEmbeddedMetricFormat({ write: console.log, namespace: 'AsyncInvoke' }) })
 */
export function writeEmbeddedMetricFormat({ write, namespace }: EmbeddedMetricFormatOptions): OnMetric {
  return (metric) => write(formatEmbeddedMetric(metric, namespace))
}

/** The line for one sample. */
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
