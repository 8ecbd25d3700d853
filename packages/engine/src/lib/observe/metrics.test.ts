import {
  AggregationTemporality,
  InMemoryMetricExporter,
  MeterProvider,
  PeriodicExportingMetricReader,
} from '@opentelemetry/sdk-metrics'
import { describe, expect, it } from 'vitest'
import { error, failures, startMs, success, world } from '../../../test/engine-world.ts'
import { toInvokedReference } from '../invoked-reference.ts'
import type { AttemptResult } from '../ports.ts'
import { writeEmbeddedMetricFormat } from './embedded-metric-format.ts'
import { dimensionSets, dimensionsOf, type Metric } from './metrics.ts'
import { bridgeToOpenTelemetry } from './opentelemetry.ts'

const samplesOf = async (results: AttemptResult[], options = {}): Promise<Metric[]> => {
  const { metrics, accept, run } = world({
    resolution: { config: { MaximumRetryAttempts: 1, OnFailure: failures } },
    invoke: async () => results.shift() ?? success,
    ...options,
  })
  await accept()
  await run()
  return metrics
}
const brief = (metrics: Metric[]) => metrics.map(({ name, value }) => `${name} ${value}`)

describe('metrics of an event (section 13)', () => {
  it('include the zero samples of Lambda for a success after a failure', async () => {
    expect(brief(await samplesOf([error, success]))).toEqual([
      ...['AsyncEventsReceived 1', 'AsyncEventAge 0', 'Invocations 1', 'Errors 1', 'Throttles 0', 'Duration 0'],
      ...['AsyncEventAge 60000', 'Invocations 1', 'Errors 0', 'Throttles 0', 'Duration 0', 'AsyncEventsDropped 0'],
    ])
  })

  it('count a throttle as no invocation and an error of value 0', async () => {
    expect(brief(await samplesOf([{ outcome: 'throttle' }])).slice(0, 4)).toEqual([
      ...['AsyncEventsReceived 1', 'AsyncEventAge 0', 'Throttles 1', 'Errors 0'],
    ])
  })

  it('contain only an age for a missing target or a system error', async () => {
    expect(
      brief(await samplesOf([{ outcome: 'notFound' }, { outcome: 'systemError', statusCode: 500 }])).slice(0, 3),
    ).toEqual([...['AsyncEventsReceived 1', 'AsyncEventAge 0', 'AsyncEventAge 60000']])
  })

  it('count a failed delivery but not a successful one', async () => {
    const deliver = () => Promise.reject(new Error('gone'))
    expect(brief(await samplesOf([error, error], { deliver })).slice(-2)).toEqual([
      'AsyncEventsDropped 1',
      'DestinationDeliveryFailures 1',
    ])
    expect(brief(await samplesOf([error, error])).at(-1)).toBe('AsyncEventsDropped 1')
  })

  it('carry the time of the invocation and units (MET-1)', async () => {
    const metrics = await samplesOf([success])
    for (const { atMs } of metrics) expect(atMs).toBe(startMs)
    expect(metrics.filter(({ unit }) => unit === 'Milliseconds').map(({ name }) => name)).toEqual([
      'AsyncEventAge',
      'Duration',
    ])
  })
})

describe('dimensionsOf', () => {
  it.each([
    { qualifier: undefined, ran: '$LATEST', executed: {}, sets: 3 },
    { qualifier: '$LATEST', ran: '$LATEST', executed: { ExecutedVersion: '$LATEST' }, sets: 4 },
    { qualifier: '7', ran: '7', executed: {}, sets: 3 },
    { qualifier: 'live', ran: '7', executed: { ExecutedVersion: '7' }, sets: 4 },
    { qualifier: 'live', ran: undefined, executed: {}, sets: 3 },
  ])('adds $executed for the qualifier $qualifier, in $sets sets (MET-8)', ({ qualifier, ran, executed, sets }) => {
    const reference = toInvokedReference({ functionName: 'f', qualifier })
    const Resource = qualifier === undefined ? 'f' : `f:${qualifier}`
    expect(dimensionsOf(reference, ran)).toEqual({ FunctionName: 'f', Resource, ...executed })
    expect(dimensionSets(dimensionsOf(reference, ran))).toHaveLength(sets)
  })
})

describe('bridges for metrics', () => {
  it('write one line of embedded metric format per sample', async () => {
    const lines: string[] = []
    const onMetric = writeEmbeddedMetricFormat({ write: (line) => lines.push(line), namespace: 'AsyncInvoke' })
    await samplesOf([success], { onMetric })
    expect(JSON.parse(lines[0] ?? '')).toEqual({
      _aws: {
        Timestamp: startMs,
        CloudWatchMetrics: [
          {
            Namespace: 'AsyncInvoke',
            Dimensions: [[], ['FunctionName'], ['FunctionName', 'Resource']],
            Metrics: [{ Name: 'AsyncEventsReceived', Unit: 'Count' }],
          },
        ],
      },
      FunctionName: 'f',
      Resource: 'f',
      AsyncEventsReceived: 1,
    })
    expect(lines).toHaveLength(7)
  })

  it('record OpenTelemetry counters and histograms under the same names', async () => {
    const exporter = new InMemoryMetricExporter(AggregationTemporality.CUMULATIVE)
    const reader = new PeriodicExportingMetricReader({ exporter, exportIntervalMillis: 3_600_000 })
    const provider = new MeterProvider({ readers: [reader] })
    await samplesOf([error, success], { onMetric: bridgeToOpenTelemetry(provider.getMeter('engine')) })
    await reader.forceFlush()
    const scope = exporter.getMetrics()[0]?.scopeMetrics[0]
    const read = Object.fromEntries(
      (scope?.metrics ?? []).map(({ descriptor, dataPoints }) => [descriptor.name, dataPoints[0]]),
    )
    expect(read.Invocations).toMatchObject({ value: 2, attributes: { FunctionName: 'f', Resource: 'f' } })
    expect(read.AsyncEventAge).toMatchObject({ value: { count: 2, sum: 60_000 } })
    await provider.shutdown()
  })
})
