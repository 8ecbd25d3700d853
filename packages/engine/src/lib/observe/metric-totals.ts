import type { Metric, MetricDimensions, MetricName, MetricUnit } from './metrics.ts'

interface Total {
  readonly name: MetricName
  readonly unit: MetricUnit
  readonly dimensions: MetricDimensions
  sum: number
  samples: number
  maximum: number
}

/** Labels of a sample in Prometheus's format, by name. */
export type Labels = Readonly<Record<string, string>>

/** A number at this moment, beside the metrics of functions. */
export interface Gauge {
  readonly name: string
  readonly values: readonly { readonly labels: Labels; readonly value: number }[]
}

/** Parts of a page of metrics that the totals do not know. */
export interface PageOfMetrics {
  readonly gauges: readonly Gauge[]
  /** Labels of a metric beside its dimensions. */
  readonly labelsOf?: (dimensions: MetricDimensions) => Labels
}

/** Adds up metric samples since the start of a process, by name and dimensions. */
export class MetricTotals {
  /** By name, then dimensions: no key is joined for a sample without a version, as that of each acceptance is. */
  readonly #totals = new Map<MetricName, Map<string, Total>>()

  add({ name, unit, value, dimensions }: Metric): void {
    const { Resource, ExecutedVersion } = dimensions
    const key = ExecutedVersion === undefined ? Resource : `${Resource}\n${ExecutedVersion}`
    let total = this.#totals.get(name)?.get(key)
    if (total === undefined) {
      total = { name, unit, dimensions, sum: 0, samples: 0, maximum: 0 }
      this.#totals.set(name, (this.#totals.get(name) ?? new Map<string, Total>()).set(key, total))
    }
    total.sum += value
    total.samples += 1
    total.maximum = Math.max(total.maximum, value)
  }

  /** Sum of a metric over all qualifiers of a function. */
  sumOf(name: MetricName, functionName: string): number {
    let sum = 0
    for (const total of this.#totals.get(name)?.values() ?? [])
      if (total.dimensions.FunctionName === functionName) sum += total.sum
    return sum
  }

  /**
   * Formats the totals in the text format of Prometheus, under CloudWatch's names: counts as counters, durations as
   * summaries in milliseconds beside a gauge of their maximum.
   *
   * @see https://prometheus.io/docs/instrumenting/exposition_formats/
   */
  format({ gauges, labelsOf = () => ({}) }: PageOfMetrics): string {
    const lines: string[] = []
    const line = (name: string, labels: Labels, value: number): void => {
      lines.push(`${name}${formatLabels(labels)} ${value}`)
    }
    for (const [name, totals] of [...this.#totals].sort(([a], [b]) => (a < b ? -1 : 1))) {
      const labelled = [...totals.values()].map((total) => ({
        ...total,
        labels: { ...total.dimensions, ...labelsOf(total.dimensions) },
      }))
      if (labelled[0]?.unit === 'Count') {
        lines.push(`# TYPE ${name} counter`)
        for (const { labels, sum } of labelled) line(name, labels, sum)
        continue
      }
      lines.push(`# TYPE ${name} summary`)
      for (const { labels, sum, samples } of labelled) {
        line(`${name}_sum`, labels, sum)
        line(`${name}_count`, labels, samples)
      }
      lines.push(`# TYPE ${name}_max gauge`)
      for (const { labels, maximum } of labelled) line(`${name}_max`, labels, maximum)
    }
    for (const { name, values } of gauges) {
      lines.push(`# TYPE ${name} gauge`)
      for (const { labels, value } of values) line(name, labels, value)
    }
    return `${lines.join('\n')}\n`
  }
}

/** Gauges of the items of a queue by state. */
export function queueGauge(counts: Readonly<Record<string, number>>, labels: Labels = {}): Gauge {
  const values = Object.entries(counts).map(([state, value]) => ({ labels: { state, ...labels }, value }))
  return { name: 'async_invoke_queue_items', values }
}

function formatLabels(labels: Labels): string {
  const escaped = (value: string): string => value.replace(/["\\\n]/g, (sign) => (sign === '\n' ? '\\n' : `\\${sign}`))
  return `{${Object.entries(labels)
    .map(([name, value]) => `${name}="${escaped(value)}"`)
    .join(',')}}`
}
