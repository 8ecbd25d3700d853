/**
 * Computes how many runs at a time a load needs, and how many workers that is, by the engine's simulation. Prints the table of
 * README.md; with `--check` it fails if that has another one. `pnpm deploy:sizing`
 */
import { readFileSync } from 'node:fs'
import { simulate } from '@async-invoke/engine/simulation'

/** `--concurrency` of a worker. */
const slotsOfWorker = 50
/** Time in which events arrive, in seconds. */
const periodSeconds = 120
const seed = 1

interface Load {
  readonly perSecond: number
  readonly durationMs: number
}

const loads: readonly Load[] = [5, 50, 200].flatMap((perSecond) =>
  [50, 1_000, 10_000].map((durationMs) => ({ perSecond, durationMs })),
)

interface Waits {
  readonly meanMs: number
  readonly maxMs: number
}

/** Waits for a first run with so many runs at a time; arrivals and durations vary, and one run in a hundred fails. */
function waitsOf({ perSecond, durationMs }: Load, slots: number): Waits {
  const { functions } = simulate({
    seed,
    arrivals: { events: perSecond * periodSeconds, perSecond },
    functions: [{ name: 'f', durationMs, errorRate: 0.01 }],
    concurrency: 'wait',
    unreservedConcurrency: slots,
  })
  const [result] = functions
  if (result === undefined) throw new Error('the simulation has no result')
  return { meanMs: result.totalWaitMs / result.events, maxMs: result.maxWaitMs }
}

const isEnough = ({ maxMs }: Waits): boolean => maxMs <= 1_000

/** Least number of runs at a time with which no event waits longer than a second. */
function slotsFor(load: Load): number {
  let [tooFew, enough] = [0, 1]
  while (!isEnough(waitsOf(load, enough))) [tooFew, enough] = [enough, enough * 2]
  while (enough - tooFew > 1) {
    const middle = Math.floor((tooFew + enough) / 2)
    if (isEnough(waitsOf(load, middle))) enough = middle
    else tooFew = middle
  }
  return enough
}

const seconds = (ms: number): string => `${Number((ms / 1_000).toPrecision(2))} s`

function rowOf(load: Load): string {
  const busy = (load.perSecond * load.durationMs) / 1_000
  const slots = slotsFor(load)
  // As many runs as the load keeps busy, and one more in ten.
  const { maxMs } = waitsOf(load, Math.max(1, Math.ceil(busy * 1.1)))
  const cells = [
    load.perSecond,
    seconds(load.durationMs),
    busy,
    slots,
    Math.ceil(slots / slotsOfWorker),
    seconds(maxMs),
  ]
  return `| ${cells.join(' | ')} |`
}

const table = [
  '| events/s | mean run | runs under way, on average | runs at a time | workers of 50 | longest wait with a tenth more than the average |',
  '| ---: | ---: | ---: | ---: | ---: | ---: |',
  ...loads.map(rowOf),
].join('\n')

if (!process.argv.includes('--check')) console.log(table)
else if (!readFileSync(new URL('../README.md', import.meta.url), 'utf8').includes(table)) {
  console.error(`deploy/README.md has another table than the simulation:\n${table}`)
  process.exitCode = 1
}
