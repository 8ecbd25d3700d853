import { dirname, resolve } from 'node:path'
import { arrivalsOf } from '../scenario/read-scenario.ts'
import type { Arrivals, Scenario } from '../scenario/scenario.ts'
import { ScenarioError } from '../scenario/scenario-error.ts'
import {
  type ArrivalSource,
  burstArrivals,
  constantArrivals,
  countedArrivals,
  poissonArrivals,
  tracedArrivals,
} from './arrival-source.ts'
import { readMetric } from './read-metric.ts'
import { readTrace } from './read-trace.ts'

/** Reads a file that a scenario names. */
export type ReadFile = (path: string) => Promise<string>

/** The arrivals of a scenario, with their recordings read. */
export interface ReadyArrivals {
  readonly sources: readonly { readonly functionIndex: number; readonly source: ArrivalSource }[]
  /** How long events arrive, in milliseconds. */
  readonly durationMs: number
}

/**
 * Reads what the arrivals of a scenario name.
 *
 * @param path - of the scenario, from which its own paths start
 * @throws {@link ScenarioError} when a recording cannot be read
 */
export async function readArrivals(scenario: Scenario, path: string, readFile: ReadFile): Promise<ReadyArrivals> {
  const given = scenario.durationSeconds === undefined ? undefined : scenario.durationSeconds * 1_000
  const sources = await Promise.all(
    Object.values(scenario.functions).flatMap(({ arrivals }, functionIndex) =>
      arrivalsOf(arrivals).map(async (each) => ({
        functionIndex,
        source: await sourceOf(each, given ?? Number.POSITIVE_INFINITY, (file) => readRecording(file, path, readFile)),
      })),
    ),
  )
  const recorded = Math.max(0, ...sources.map(({ source }) => source.endMs ?? 0))
  return { sources, durationMs: given ?? Math.floor(recorded) + 1 }
}

async function sourceOf(arrivals: Arrivals, durationMs: number, read: ReadFile): Promise<ArrivalSource> {
  const { constant, poisson, bursts, trace, metric } = arrivals
  if (constant !== undefined) return constantArrivals(constant.perSecond, durationMs)
  if (poisson !== undefined) return poissonArrivals(poisson.perSecond, durationMs)
  if (trace !== undefined) return tracedArrivals(readTrace(await read(trace.file), trace.file), durationMs)
  if (metric !== undefined) {
    const { file, name, periodSeconds, spread = 'random' } = metric
    const periodMs = periodSeconds === undefined ? undefined : periodSeconds * 1_000
    const counts = readMetric(await read(file), file, { name, periodMs })
    return countedArrivals(counts.periods, { periodMs: counts.periodMs, spread }, durationMs)
  }
  const { events = 0, everySeconds = 1, firstAtSeconds = 0, overSeconds = 0 } = bursts ?? {}
  const times = { everyMs: everySeconds * 1_000, firstAtMs: firstAtSeconds * 1_000, overMs: overSeconds * 1_000 }
  return burstArrivals({ events, ...times }, durationMs)
}

async function readRecording(file: string, path: string, readFile: ReadFile): Promise<string> {
  try {
    const text = await readFile(resolve(dirname(path), file))
    // Spreadsheets on Windows begin a CSV with a byte order mark.
    return text.startsWith('\uFEFF') ? text.slice(1) : text
  } catch (error) {
    if (error instanceof ScenarioError) throw error
    const reason = error instanceof Error ? error.message : String(error)
    throw new ScenarioError([{ path: file, rule: 'file', message: `cannot read ${file}: ${reason}` }])
  }
}
