import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createEngine } from '../src/lib/functions/create-engine.ts'
import { createMemoryStore } from '../src/lib/memory-store/memory-store.ts'
import { simulate } from '../src/lib/simulation/simulate.ts'
import type { SimulatedLoad } from '../src/lib/simulation/simulated-load.ts'
import { VirtualClock } from '../src/lib/time/clock.ts'
import { seededRandom } from '../src/lib/time/seeded-random.ts'
import { sleeping, turn } from './drive.ts'

interface Setup {
  readonly seed: number
  readonly events: number
  readonly gapMs: number
  readonly errorRate: number
  readonly systemErrorRate: number
  readonly outage: { readonly fromMs: number; readonly toMs: number }
  readonly reservedConcurrency?: number
  readonly config: { readonly MaximumRetryAttempts: number; readonly MaximumEventAgeInSeconds: number }
}

/** What came of an event: its condition, when it ended, its throttles and runs. */
type Ends = Map<number, readonly [condition: string, atMs: number]>
interface Played {
  readonly ends: Ends
  readonly runs: number
  readonly throttles: number
}

const lengths = { shortestRunMs: 3, longestRunMs: 20_000 }
const drawn = (seed: number, event: number, run: number): number =>
  seededRandom(seed * 7_919 + event * 104_729 + run * 1_299_709)()

function loadOf({ seed, events, gapMs, errorRate, systemErrorRate, outage }: Setup): SimulatedLoad {
  let [next, atMs] = [0, 0]
  return {
    nextArrivalMs: () => {
      if (next >= events) return Number.POSITIVE_INFINITY
      atMs += 1 + Math.floor(drawn(seed, next, -1) * gapMs)
      next += 1
      return atMs
    },
    functionOf: () => 0,
    throttles: (_event, _functionIndex, nowMs) => nowMs >= outage.fromMs && nowMs < outage.toMs,
    durationMs: (event, run) => lengths.shortestRunMs + Math.floor(drawn(seed, event, run) * lengths.longestRunMs),
    outcomeOf: (event, run) => {
      const number = drawn(seed + 1, event, run)
      if (number < errorRate) return 'functionError'
      return number < errorRate + systemErrorRate ? 'systemError' : 'success'
    },
  }
}

const reference = { functionName: 'f' }
const functionArn = 'arn:aws:lambda:us-east-1:123456789012:function:f:$LATEST'

/** Plays the load through a whole engine: claims, attempts and settlements over the memory store, on a held clock. */
async function playedByEngine(setup: Setup): Promise<Played> {
  const load = loadOf(setup)
  const clock = new VirtualClock(0)
  const ends: Ends = new Map()
  const runsOf = new Map<number, number>()
  let [runs, throttles] = [0, 0]
  const limit = setup.reservedConcurrency === undefined ? {} : { reservedConcurrency: setup.reservedConcurrency }
  const engine = createEngine({
    clock,
    store: createMemoryStore({ clock }),
    seed: setup.seed,
    leaseMs: 2 ** 40,
    resolve: () => ({ functionArn, config: setup.config, target: 'present', ...limit }),
    invoke: async ({ requestId }) => {
      const event = Number(requestId)
      if (load.throttles(event, 0, clock.nowMs())) return { outcome: 'throttle' }
      const run = (runsOf.get(event) ?? 0) + 1
      runsOf.set(event, run)
      runs += 1
      const outcome = load.outcomeOf(event, run, 0, clock.nowMs())
      await sleeping(clock, load.durationMs(event, run, 0, clock.nowMs()), undefined)
      return outcome === 'systemError' ? { outcome, statusCode: 500 } : { outcome, executedVersion: '$LATEST' }
    },
    deliver: async () => {},
    onTimeline: (entry) => {
      if (entry.type === 'attempt-ended' && entry.outcome === 'throttle') throttles += 1
      if (entry.type === 'decided' && entry.decision.kind === 'terminal')
        ends.set(Number(entry.requestId), [entry.decision.condition, entry.atMs])
    },
  })
  const playTo = async (endMs: number): Promise<void> => {
    for (;;) {
      for (let turns = 0; turns < 4; turns += 1) await turn()
      const nextMs = clock.nextWakeAtMs()
      if (nextMs === undefined || nextMs > endMs) return
      clock.advanceToMs(nextMs)
    }
  }
  let event = 0
  for (let atMs = load.nextArrivalMs(); atMs !== Number.POSITIVE_INFINITY; atMs = load.nextArrivalMs()) {
    await playTo(atMs)
    clock.advanceToMs(atMs)
    await engine.accept({ requestId: String(event++), reference, payload: new Uint8Array(), functionArn })
  }
  await playTo(Number.POSITIVE_INFINITY)
  await engine.stop()
  return { ends, runs, throttles }
}

function played(setup: Setup): Played {
  const ends: Ends = new Map()
  const { runs, throttles } = simulate({
    seed: setup.seed,
    arrivals: loadOf(setup),
    functions: [
      {
        name: 'f',
        config: setup.config,
        ...(setup.reservedConcurrency !== undefined && { reservedConcurrency: setup.reservedConcurrency }),
      },
    ],
    observer: {
      onEnd: (event, _functionIndex, condition, nowMs) => ends.set(event, [condition, nowMs]),
    },
  })
  return { ends, runs, throttles }
}

const setups: fc.Arbitrary<Setup> = fc.record(
  {
    seed: fc.nat(10_000),
    events: fc.integer({ min: 1, max: 12 }),
    gapMs: fc.constantFrom(1, 2_000, 60_000),
    errorRate: fc.constantFrom(0, 0.3, 0.9),
    systemErrorRate: fc.constantFrom(0, 0.1),
    outage: fc.constantFrom({ fromMs: 0, toMs: 0 }, { fromMs: 5_000, toMs: 90_000 }, { fromMs: 0, toMs: 4_000_000 }),
    reservedConcurrency: fc.integer({ min: 0, max: 3 }),
    config: fc.record({
      MaximumRetryAttempts: fc.integer({ min: 0, max: 2 }),
      MaximumEventAgeInSeconds: fc.constantFrom(60, 150, 3_600),
    }),
  },
  { requiredKeys: ['seed', 'events', 'gapMs', 'errorRate', 'systemErrorRate', 'outage', 'config'] },
)

describe('simulate and a whole engine over the memory store, on the same load', () => {
  it('end each event alike, at the same millisecond, after as many runs and throttles', async () => {
    await fc.assert(
      fc.asyncProperty(setups, async (setup) => {
        expect(played(setup)).toEqual(await playedByEngine(setup))
      }),
      { seed: 20261128, numRuns: 25 },
    )
  })
})
