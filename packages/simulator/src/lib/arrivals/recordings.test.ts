import { describe, expect, it } from 'vitest'
import { readMetric } from './read-metric.ts'
import { readTrace } from './read-trace.ts'

describe('readTrace', () => {
  it.each([
    { name: 'numbers of milliseconds', text: '1000\n1500\n\n4000\n' },
    {
      name: 'ISO 8601, in any order',
      text: '"2026-01-01T00:00:00.500Z"\n2026-01-01T00:00:00Z\n"2026-01-01T00:00:03.000Z"',
    },
    { name: 'lines with a time', text: '{"time":1000,"a":1}\n{"timestamp":1500}\n{"at":4000}\r\n' },
  ])('reads $name', ({ text }) => {
    expect([...readTrace(text, 't.jsonl')]).toEqual([0, 500, 3_000])
  })

  it.each([
    { text: '', problem: 't.jsonl must have at least one time (trace); it is ""' },
    { text: '1\nsoon', problem: 't.jsonl:2 must be a time, or have a time, timestamp or at (trace); it is "soon"' },
    {
      text: '2026-02-30',
      problem: 't.jsonl:1 must be a time, or have a time, timestamp or at (trace); it is "2026-02-30"',
    },
    {
      text: '{"when":1}',
      problem: 't.jsonl:1 must be a time, or have a time, timestamp or at (trace); it is {"when":1}',
    },
    { text: '1e300', problem: 't.jsonl:1 must be a time' },
    { text: '-8640000000000001', problem: 't.jsonl:1 must be a time' },
  ])('refuses $text', ({ text, problem }) => {
    expect(() => readTrace(text, 't.jsonl')).toThrow(problem)
  })
})

describe('readMetric', () => {
  const periods = [
    { startMs: 0, count: 4 },
    { startMs: 300_000, count: 0 },
    { startMs: 900_000, count: 7 },
  ]
  const data = {
    MetricDataResults: [
      {
        Id: 'm1',
        Label: 'AsyncEventsReceived',
        Timestamps: ['2026-01-01T00:15:00+00:00', '2026-01-01T00:05:00+00:00', '2026-01-01T00:00:00+00:00'],
        Values: [7, 0, 4],
        StatusCode: 'Complete',
      },
    ],
    Messages: [],
  }
  const two = { MetricDataResults: [...data.MetricDataResults, { Id: 'm2', Timestamps: [], Values: [] }] }
  const pages = {
    MetricDataResults: [
      { Id: 'm1', Timestamps: ['2026-01-01T00:15:00+00:00'], Values: [7], StatusCode: 'PartialData' },
      { Id: 'm2', Timestamps: ['2026-01-01T00:15:00+00:00'], Values: [1], StatusCode: 'PartialData' },
      { Id: 'm1', Timestamps: ['2026-01-01T00:05:00+00:00', '2026-01-01T00:00:00+00:00'], Values: [0, 4] },
      { Id: 'm2', Timestamps: [], Values: [] },
    ],
  }
  const statistics = {
    Label: 'AsyncEventsReceived',
    Datapoints: [
      { Timestamp: '2026-01-01T00:05:00Z', Sum: 0, Unit: 'Count' },
      { Timestamp: '2026-01-01T00:00:00Z', Sum: 4, Unit: 'Count' },
      { Timestamp: '2026-01-01T00:15:00Z', Sum: 7, Unit: 'Count' },
    ],
  }
  const table =
    'Full label,AsyncEventsReceived,Errors\nLabel,"sum, all",e\n2026/01/01 00:00:00,4,1\r\n2026/01/01 00:05:00,0,\n2026/01/01 00:15:00,7,2\n'

  it.each([
    { name: 'get-metric-data', text: JSON.stringify(data), metric: undefined },
    { name: 'one of several metrics, by its id', text: JSON.stringify(two), metric: 'm1' },
    { name: 'pages of get-metric-data', text: JSON.stringify(pages), metric: 'm1' },
    { name: 'get-metric-statistics', text: JSON.stringify(statistics), metric: undefined },
    { name: 'a column of a table, by its label', text: table, metric: 'sum, all' },
    {
      name: 'a table of two columns',
      text: 'timestamp,value\n2026-01-01T00:00:00Z,4\n2026-01-01T00:05:00Z,0\n2026-01-01T00:15:00Z,7',
      metric: undefined,
    },
  ])('reads $name', ({ text, metric }) => {
    expect(readMetric(text, 'm', { name: metric })).toEqual({ periods, periodMs: 300_000 })
  })

  it.each([
    { text: JSON.stringify(two), problem: 'm must have one metric; name one of them (metric); it is ["m1","m2"]' },
    { text: JSON.stringify(pages), problem: 'm must have one metric; name one of them (metric)' },
    { text: '{"MetricDataResults":[]}', problem: 'm must have one metric; name one of them (metric); it is []' },
    { text: '{"MetricDataResults":[null]}', problem: 'm must have one metric; name one of them (metric)' },
    {
      text: '{"MetricDataResults":[{"Id":"m1","Timestamps":["2026-01-01"],"Values":[]}]}',
      problem: 'm m1 must have as many Timestamps as Values (metric)',
    },
    { text: table, problem: 'm must have one column of values; name one of the 2 (metric)' },
    {
      text: '{"Datapoints":[{"Timestamp":"2026-01-01","Average":1}]}',
      problem: 'm Datapoints[0] must have the statistic Sum (metric)',
    },
    {
      text: '{}',
      problem: 'm must have MetricDataResults or Datapoints, as the AWS CLI prints them (metric); it is {}',
    },
    { text: '[null', problem: 'm must be JSON: ' },
    { text: 'a,b', problem: 'm must have a time in its first column (metric); it is "a,b"' },
    {
      text: '2026-01-01T00:00:00Z,x',
      problem: 'm at 2026-01-01T00:00:00.000Z must be a number of events (metric); it is "x"',
    },
    {
      text: '{"Datapoints":[{"Timestamp":1e300,"Sum":1}]}',
      problem: 'm Datapoints[0].Timestamp must be a time (metric); it is 1e+300',
    },
    ...['0x10', '0b11', '0o7', '1_000', 'Infinity', '1e', '.', '-1', '1e400'].map((count) => ({
      text: `2026-01-01T00:00:00Z,${count}`,
      problem: `must be a number of events (metric); it is "${count}"`,
    })),
    {
      text: '2026-01-01T00:00:00Z,1\n2026-01-01T00:00:00Z,2',
      problem: 'm must have each time once (metric); it is "2026-01-01T00:00:00.000Z"',
    },
  ])('refuses $text', ({ text, problem }) => {
    expect(() => readMetric(text, 'm')).toThrow(problem)
  })
})
