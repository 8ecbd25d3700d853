import { problemOf, ScenarioError } from '../scenario/scenario-error.ts'
import type { PeriodCount } from './arrival-source.ts'
import { parseCsv } from './csv.ts'
import { toMs } from './read-trace.ts'

/** Counts of a metric by period, the first of which starts at 0. */
export interface MetricCounts {
  readonly periods: readonly PeriodCount[]
  readonly periodMs: number
}

/** Values of one metric: times in milliseconds since the epoch, in any order. */
type Values = readonly (readonly [atMs: number, value: unknown])[]

/** A number as tables write it: JavaScript reads `0x10` and `0b11` too, which are no counts. */
const decimal = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/i

/** A period of CloudWatch, where a recording has one value. */
const defaultPeriodMs = 60_000

/**
 * Reads CloudWatch's data of a metric: what `get-metric-data` or `get-metric-statistics` (with the statistic Sum) prints, or a
 * table as CSV with a time in the first column.
 *
 * @param options.name - id or label of the metric, or column of the table; needed where there are several
 * @throws {@link ScenarioError} when it is none of these, when the metric is not in it, or when a value is no count
 */
export function readMetric(
  text: string,
  file: string,
  { name, periodMs }: { readonly name?: string | undefined; readonly periodMs?: number | undefined } = {},
): MetricCounts {
  const values = /^\s*[{[]/.test(text) ? valuesInJson(text, file, name) : valuesInCsv(text, file, name)
  if (values.length === 0) throw refusal(file, text, 'must have at least one value')
  const sorted = [...values].sort(([a], [b]) => a - b)
  const [firstMs = 0] = sorted[0] ?? []
  const periods = sorted.map(([atMs, value]) => {
    const count = typeof value === 'string' && decimal.test(value.trim()) ? Number(value) : value
    if (typeof count !== 'number' || !Number.isFinite(count) || count < 0)
      throw refusal(`${file} at ${new Date(atMs).toISOString()}`, value, 'must be a number of events')
    return { startMs: atMs - firstMs, count: Math.round(count) }
  })
  const gaps = periods.slice(1).map(({ startMs }, index) => startMs - (periods[index]?.startMs ?? 0))
  if (gaps.includes(0))
    throw refusal(
      file,
      new Date(firstMs + (periods[gaps.indexOf(0)]?.startMs ?? 0)).toISOString(),
      'must have each time once',
    )
  return { periods, periodMs: periodMs ?? gaps.reduce((a, b) => Math.min(a, b), gaps[0] ?? defaultPeriodMs) }
}

function valuesInJson(text: string, file: string, name: string | undefined): Values {
  let document: unknown
  try {
    document = JSON.parse(text)
  } catch (error) {
    throw refusal(file, text, `must be JSON: ${error instanceof Error ? error.message : error}`)
  }
  const { MetricDataResults, Datapoints } = (document ?? {}) as Readonly<Record<string, unknown>>
  if (Array.isArray(Datapoints))
    return Datapoints.map((point: Readonly<Record<string, unknown>> | null, index) => {
      const atMs = timeOf(point?.Timestamp, `${file} Datapoints[${index}].Timestamp`)
      if (point?.Sum === undefined) throw refusal(`${file} Datapoints[${index}]`, point, 'must have the statistic Sum')
      return [atMs, point.Sum]
    })
  if (!Array.isArray(MetricDataResults))
    throw refusal(file, document, 'must have MetricDataResults or Datapoints, as the AWS CLI prints them')
  const results = MetricDataResults as readonly (Readonly<Record<string, unknown>> | null)[]
  const named = results.filter((result) => name === undefined || result?.Id === name || result?.Label === name)
  if (new Set(named.map((result) => result?.Id)).size !== 1 || named.includes(null))
    throw refusal(
      file,
      results.map((each) => each?.Id ?? each?.Label),
      `must have one metric${name === undefined ? '; name one of them' : ` ${name}`}`,
    )
  // The AWS CLI prints the pages of a long answer one after the other, so that a metric may come again.
  return named.flatMap((result): Values => {
    const { Id, Timestamps, Values: values } = result ?? {}
    if (!Array.isArray(Timestamps) || !Array.isArray(values) || Timestamps.length !== values.length)
      throw refusal(`${file} ${Id}`, result, 'must have as many Timestamps as Values')
    return Timestamps.map((at, index) => [timeOf(at, `${file} Timestamps[${index}]`), values[index]])
  })
}

/** Rows before the first time, such as labels, only name the columns. */
function valuesInCsv(text: string, file: string, name: string | undefined): Values {
  const rows = parseCsv(text)
  const first = rows.findIndex(([at]) => toMs(at) !== undefined)
  if (first === -1) throw refusal(file, text, 'must have a time in its first column')
  const heads = rows.slice(0, first)
  const width = rows[first]?.length ?? 0
  const column = name === undefined ? 1 : (heads.map((row) => row.indexOf(name)).find((at) => at > 0) ?? -1)
  if (column === -1) throw refusal(file, heads.at(-1), `must have the column ${name}`)
  if (name === undefined && width !== 2)
    throw refusal(file, heads.at(-1), `must have one column of values; name one of the ${width - 1}`)
  return rows.slice(first).flatMap((row, index) => {
    const value = row[column]
    // CloudWatch leaves a cell empty where nothing happened.
    return value === undefined || value.trim() === ''
      ? []
      : [[timeOf(row[0], `${file} row ${first + index + 1}`), value]]
  })
}

function timeOf(value: unknown, path: string): number {
  // The API itself has seconds since the epoch, the AWS CLI texts.
  const ms = toMs(typeof value === 'number' ? value * 1_000 : value)
  if (ms === undefined) throw refusal(path, value, 'must be a time')
  return ms
}

function refusal(path: string, value: unknown, demand: string): ScenarioError {
  return new ScenarioError([problemOf(path, 'metric', value, demand)])
}
