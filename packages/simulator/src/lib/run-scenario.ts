import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import { resolve } from 'node:path'
import { buffer } from 'node:stream/consumers'
import { type ReadFile, type ReadyArrivals, readArrivals } from './arrivals/sources-of.ts'
import { type RunResult, runOnce } from './run/run-once.ts'
import { checkedScenario } from './scenario/read-scenario.ts'
import type { Scenario } from './scenario/scenario.ts'
import { problemOf, ScenarioError } from './scenario/scenario-error.ts'
import { variantsOf } from './scenario/variants.ts'
import { checkedPrices, type Prices } from './summary/prices.ts'
import type { ScenarioResult } from './summary/result.ts'
import { compare, summarise, type VariantRuns } from './summary/summarise.ts'

/** Options of {@link runScenario}. */
export interface RunScenarioOptions {
  /**
   * Number of seeds to run each variant with, from 1: the seeds 1, 2, 3 and so on.
   *
   * @defaultValue `10`
   */
  readonly seeds?: number
  /**
   * Maximum number of events over all seeds and variants, from 1; a scenario that would make more is refused.
   *
   * @defaultValue `10_000_000`
   */
  readonly maxEvents?: number
  /** Prices for what a scenario uses; without any, no money is shown. */
  readonly prices?: Prices
  /** Path of the scenario, from which the files start that it names. @defaultValue the current directory */
  readonly path?: string
  /** Reads the files that the scenario names. @defaultValue from disk, up to 256 MiB each */
  readonly readFile?: ReadFile
  /** Ends the run after the seeds that are complete. */
  readonly signal?: AbortSignal
  /** Called after each run, with the number of runs so far and of all. */
  readonly onProgress?: (done: number, all: number) => void
}

/** Number of seeds, unless the caller says otherwise. */
export const defaultSeeds = 10
/** Maximum number of events, unless the caller says otherwise. */
export const defaultMaxEvents = 10_000_000
const maxFileBytes = 256 * 1_048_576

/**
 * Runs a scenario on the retry engine in virtual time: every variant under the same seeds, so that each event of two variants
 * arrives at the same time and each of its runs takes as long and ends alike.
 *
 * @throws {@link ScenarioError} when the scenario, the price list or a file that it names is wrong, when it would make too many
 * events, when a price needs what the scenario does not say, or when it was aborted before the first seed was complete
 * @throws `RangeError` if `seeds` or `maxEvents` is no whole number from 1
 *
 * @example
 * ```ts
 * const { variants } = await runScenario(parseScenario(text), { seeds: 5 })
 * variants[0]?.numbers.eventAgeExceeded.p50 // events dropped for their age, in the median of five seeds
 * ```
 */
export async function runScenario(given: Scenario, options: RunScenarioOptions = {}): Promise<ScenarioResult> {
  const { seeds = defaultSeeds, maxEvents = defaultMaxEvents, path = 'scenario', signal, onProgress } = options
  checkNumber('seeds', seeds)
  checkNumber('maxEvents', maxEvents)
  const scenario = checkedScenario(given)
  const prices = options.prices === undefined ? undefined : checkedPrices(options.prices)
  checkPrices(scenario, prices)
  const arrivals = await readArrivals(scenario, path, options.readFile ?? readFile)
  const ready: VariantRuns[] = variantsOf(scenario).map((variant) => ({ variant, runs: [] }))
  checkSize(scenario, arrivals, ready.length * seeds, maxEvents)
  const all = ready.length * seeds
  const done: RunResult[][] = ready.map(() => [])
  let seed = 0
  while (seed < seeds && !signal?.aborted) {
    const runs: RunResult[] = []
    for (const { variant } of ready) {
      const run = await runOnce(scenario, arrivals, variant, { seed: seed + 1, maxPending: maxEvents, signal })
      if (run === undefined) break
      runs.push(run)
      onProgress?.(seed * ready.length + runs.length, all)
    }
    if (runs.length < ready.length) break
    for (const [index, run] of runs.entries()) done[index]?.push(run)
    seed += 1
  }
  if (seed === 0)
    throw new ScenarioError([
      { path: '', rule: 'interrupted', message: 'interrupted before the first seed was complete' },
    ])
  const variants = ready.map(({ variant }, index) => ({ variant, runs: done[index] ?? [] }))
  const [first, ...others] = variants
  return {
    version: '1.0',
    title: scenario.title ?? Object.keys(scenario.functions).join(', '),
    seeds: Array.from({ length: seed }, (_, index) => index + 1),
    isComplete: seed === seeds,
    variants: variants.map((each) => summarise(scenario, each, prices)),
    comparisons: first === undefined ? [] : others.map((other) => compare(scenario, first, other, prices)),
  }
}

function checkNumber(name: string, value: unknown): void {
  if (!Number.isSafeInteger(value) || Number(value) < 1)
    throw new RangeError(`${name} must be a whole number of at least 1, not ${String(value)}`)
}

function checkSize(scenario: Scenario, { sources }: ReadyArrivals, runs: number, maxEvents: number): void {
  const once = sources.reduce((sum, { source }) => sum + source.expected, 0)
  const events = Math.ceil(once * (1 + (scenario.duplicateProbability ?? 0))) * runs
  if (events <= maxEvents) return
  const message = `the scenario makes ${events} events, ${once} in each of ${runs} runs, more than ${maxEvents}: shorten it, take fewer seeds, or raise maxEvents`
  throw new ScenarioError([{ path: 'durationSeconds', rule: 'maxEvents', message }])
}

function checkPrices(scenario: Scenario, prices: Prices | undefined): void {
  if (prices?.prices.gbSeconds === undefined) return
  const problems = Object.entries(scenario.functions)
    .filter(([, { memoryMegabytes }]) => memoryMegabytes === undefined)
    .map(([name]) =>
      problemOf(`functions.${name}.memoryMegabytes`, 'required', undefined, 'must be given for a price of gbSeconds'),
    )
  if (problems.length > 0) throw new ScenarioError(problems)
}

/**
 * Reads a file up to one byte too many, since a device may have no end. A named pipe may not even have a beginning, also behind a
 * link; those of a shell, such as `/dev/fd/63`, have a writer.
 */
async function readFile(path: string): Promise<string> {
  if ((await stat(path)).isFIFO() && !/^\/(dev|proc)\//.test(resolve(path)))
    throw new Error('it is a named pipe, which may never end')
  const bytes = await buffer(createReadStream(path, { end: maxFileBytes, highWaterMark: 1_048_576 }))
  if (bytes.length > maxFileBytes) throw new RangeError(`it has more than ${maxFileBytes} bytes`)
  return bytes.toString('utf8')
}
