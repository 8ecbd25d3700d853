import type { Metric, MetricDimensions, MetricName, MetricUnit } from '@async-invoke/engine'

interface Total {
  readonly name: MetricName
  readonly unit: MetricUnit
  readonly dimensions: MetricDimensions
  sum: number
  samples: number
  maximum: number
}

/** Adds up the metric samples since the start of the runtime, by name and dimensions. */
export class MetricTotals {
  readonly #totals = new Map<string, Total>()

  add({ name, unit, value, dimensions }: Metric): void {
    const key = `${name}\n${dimensions.Resource}\n${dimensions.ExecutedVersion ?? ''}`
    const total = this.#totals.get(key) ?? { name, unit, dimensions, sum: 0, samples: 0, maximum: 0 }
    total.sum += value
    total.samples += 1
    total.maximum = Math.max(total.maximum, value)
    this.#totals.set(key, total)
  }

  /** Sum of a metric over all qualifiers of a function. */
  sumOf(name: MetricName, functionName: string): number {
    let sum = 0
    for (const total of this.#totals.values())
      if (total.name === name && total.dimensions.FunctionName === functionName) sum += total.sum
    return sum
  }

  /**
   * Formats the totals in the text format of Prometheus, under CloudWatch's names: counts as counters, durations as
   * summaries in milliseconds beside a gauge of their maximum.
   *
   * @param queue - counts of the queue's items by state
   * @see https://prometheus.io/docs/instrumenting/exposition_formats/
   */
  format(queue: Readonly<Record<string, number>>): string {
    const lines: string[] = []
    const names = new Set([...this.#totals.values()].map(({ name }) => name))
    for (const name of [...names].sort()) {
      const totals = [...this.#totals.values()].filter((total) => total.name === name)
      const isCount = totals[0]?.unit === 'Count'
      lines.push(`# TYPE ${name} ${isCount ? 'counter' : 'summary'}`)
      for (const { dimensions, sum, samples } of totals) {
        const labels = formatLabels(dimensions)
        if (isCount) lines.push(`${name}${labels} ${sum}`)
        else lines.push(`${name}_sum${labels} ${sum}`, `${name}_count${labels} ${samples}`)
      }
      if (isCount) continue
      lines.push(`# TYPE ${name}_max gauge`)
      for (const { dimensions, maximum } of totals) lines.push(`${name}_max${formatLabels(dimensions)} ${maximum}`)
    }
    lines.push('# TYPE async_invoke_queue_items gauge')
    for (const [state, items] of Object.entries(queue))
      lines.push(`async_invoke_queue_items{state="${state}"} ${items}`)
    return `${lines.join('\n')}\n`
  }
}

function formatLabels(dimensions: MetricDimensions): string {
  const escaped = (value: string): string => value.replace(/["\\\n]/g, (sign) => (sign === '\n' ? '\\n' : `\\${sign}`))
  return `{${Object.entries(dimensions)
    .map(([name, value]) => `${name}="${escaped(String(value))}"`)
    .join(',')}}`
}
