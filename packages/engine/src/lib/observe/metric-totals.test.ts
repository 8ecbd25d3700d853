import { describe, expect, it } from 'vitest'
import { MetricTotals, queueGauge } from './metric-totals.ts'
import { createMetric } from './metrics.ts'

describe('MetricTotals', () => {
  it('formats sums, counts and maxima by name and dimensions, beside gauges and labels of the caller', () => {
    const totals = new MetricTotals()
    const dimensions = { FunctionName: 'orders', Resource: 'orders:live', ExecutedVersion: '7' }
    for (const ms of [20, 30]) totals.add(createMetric('Duration', ms, 0, dimensions))
    totals.add(createMetric('Errors', 1, 0, dimensions))
    totals.add(createMetric('Errors', 1, 0, { FunctionName: 'orders', Resource: 'orders' }))
    const labelsOf = ({ FunctionName }: { readonly FunctionName: string }) => ({
      lane: `function:${FunctionName}`,
      worker: 'a"\\\nb',
    })
    const own = 'lane="function:orders",worker="a\\"\\\\\\nb"'
    expect(totals.format({ gauges: [queueGauge({ ready: 2 }, { worker: 'w' })], labelsOf }).split('\n')).toEqual([
      '# TYPE Duration summary',
      `Duration_sum{FunctionName="orders",Resource="orders:live",ExecutedVersion="7",${own}} 50`,
      `Duration_count{FunctionName="orders",Resource="orders:live",ExecutedVersion="7",${own}} 2`,
      '# TYPE Duration_max gauge',
      `Duration_max{FunctionName="orders",Resource="orders:live",ExecutedVersion="7",${own}} 30`,
      '# TYPE Errors counter',
      `Errors{FunctionName="orders",Resource="orders:live",ExecutedVersion="7",${own}} 1`,
      `Errors{FunctionName="orders",Resource="orders",${own}} 1`,
      '# TYPE async_invoke_queue_items gauge',
      'async_invoke_queue_items{state="ready",worker="w"} 2',
      '',
    ])
    expect(totals.sumOf('Errors', 'orders')).toBe(2)
  })
})
