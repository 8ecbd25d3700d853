import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { simulate, startSimulation } from './simulate.ts'
import type { SimulatedLoad } from './simulated-load.ts'
import type { SimulationOptions } from './simulation.ts'

const one = (over: object = {}, options: Partial<SimulationOptions> = {}) =>
  simulate({
    seed: 1,
    arrivals: { events: 2_000, perSecond: 100 },
    functions: [{ name: 'f', durationMs: 200, ...over }],
    ...options,
  })
const ended = (outcomes: Readonly<Record<string, number>>) => Object.values(outcomes).reduce((sum, n) => sum + n, 0)

describe('simulate', () => {
  it('ends every event, for any load, modes and limits', () => {
    const rate = fc.double({ min: 0, max: 0.5, noNaN: true })
    const simulated = fc.record(
      {
        share: fc.integer({ min: 1, max: 10 }),
        durationMs: fc.nat({ max: 5_000 }),
        errorRate: rate,
        systemErrorRate: rate,
        config: fc.record({
          MaximumRetryAttempts: fc.integer({ min: 0, max: 2 }),
          MaximumEventAgeInSeconds: fc.constantFrom(60, 120, 600, 21_600),
        }),
        reservedConcurrency: fc.integer({ min: 1, max: 10 }),
      },
      { requiredKeys: ['share', 'durationMs', 'errorRate', 'systemErrorRate', 'config'] },
    )
    const options = fc.record({
      seed: fc.nat(),
      arrivals: fc.record({ events: fc.nat({ max: 400 }), perSecond: fc.constantFrom(1, 50, 5_000) }),
      functions: fc.array(simulated, { minLength: 1, maxLength: 6 }),
      concurrency: fc.constantFrom('as-lambda' as const, 'wait' as const),
      backpressure: fc.constantFrom('off' as const, 'adaptive' as const),
      unreservedConcurrency: fc.integer({ min: 1, max: 30 }),
    })
    fc.assert(
      fc.property(options, (asked) => {
        const functions = asked.functions.map((each, index) => ({ name: `f-${index}`, ...each }))
        const result = simulate({ ...asked, functions })
        expect(result.events).toBe(asked.arrivals.events)
        expect(ended(result.outcomes)).toBe(result.events)
        result.functions.forEach(({ maxRunning, outcomes, events, runs }, index) => {
          const { reservedConcurrency = asked.unreservedConcurrency, config } = functions[index] ?? {}
          expect(maxRunning).toBeLessThanOrEqual(reservedConcurrency)
          expect(ended(outcomes)).toBe(events)
          expect(runs).toBeLessThanOrEqual(events * ((config?.MaximumRetryAttempts ?? 2) + 1) + result.runs * 0.6)
        })
        expect(simulate({ ...asked, functions }).hash).toBe(result.hash)
      }),
      { seed: 20261122, numRuns: 200 },
    )
  })

  it.each<{ over: Partial<SimulationOptions>; hash: number; steps: number }>([
    { over: {}, hash: 150_927_803, steps: 6_635 },
    { over: { concurrency: 'wait', unreservedConcurrency: 2 }, hash: 4_046_287_021, steps: 5_463 },
    { over: { backpressure: 'adaptive', unreservedConcurrency: 2 }, hash: 3_361_001_087, steps: 5_764 },
    {
      over: { unsettled: { backoffJitter: 'upper-half', backoffAfterRun: 'keep' } },
      hash: 3_139_545_690,
      steps: 6_594,
    },
    { over: { unsettled: { backoffJitter: 'none' } }, hash: 3_781_010_210, steps: 6_717 },
  ])('makes the same steps in every version: $over', ({ over, hash, steps }) => {
    const functions = [
      { name: 'a', durationMs: 300, errorRate: 0.2, systemErrorRate: 0.1, reservedConcurrency: 3 },
      { name: 'b', durationMs: 50, errorRate: 0.5, share: 2 },
      { name: 'c', reservedConcurrency: 0 },
    ]
    const arrivals = { events: 2_000, perSecond: 50 }
    expect(simulate({ seed: 11, arrivals, functions, ...over })).toMatchObject({ hash, steps })
  })

  it('produces outcomes according to the rates', () => {
    const { outcomes, runs } = one({ errorRate: 0.5 }, { arrivals: { events: 40_000, perSecond: 1_000 } })
    expect(outcomes.RetriesExhausted / 40_000).toBeCloseTo(0.125, 2)
    expect(runs / 40_000).toBeCloseTo(1.75, 1)
  })

  it('gives up a throttled event after six hours', () => {
    const { outcomes, endedAtMs, throttles } = one(
      { reservedConcurrency: 1, durationMs: 50_000_000 },
      { arrivals: { events: 2, perSecond: 1_000 } },
    )
    expect(outcomes).toMatchObject({ Success: 1, EventAgeExceeded: 1 })
    expect(throttles).toBe(80)
    expect(endedAtMs).toBeGreaterThan(21_600_000)
  })

  it('never throttles if set to wait, keeps the order, and expires events only in the queue', () => {
    const result = one(
      { reservedConcurrency: 5, config: { MaximumEventAgeInSeconds: 60 } },
      { concurrency: 'wait', arrivals: { events: 5_000, perSecond: 100 } },
    )
    expect(result.throttles).toBe(0)
    expect(result.outcomes.EventAgeExceeded).toBeGreaterThan(10)
    expect(result.functions[0]?.maxWaitMs).toBeLessThan(60_000)
  })

  it('shares the pool in turn if set to wait, so that a flood delays no other function', () => {
    const maxWaitOfQuiet = (noisyShare: number) => {
      const quiet = Array.from({ length: 20 }, (_, n) => ({ name: `quiet-${n}`, share: 1, durationMs: 20 }))
      const { functions } = simulate({
        seed: 3,
        arrivals: { events: 200 * noisyShare, perSecond: 10 * noisyShare },
        functions: [{ name: 'noisy', share: 20 * noisyShare, durationMs: 20 }, ...quiet],
        concurrency: 'wait',
        unreservedConcurrency: 4,
      })
      return Math.max(...functions.slice(1).map(({ maxWaitMs }) => maxWaitMs))
    }
    const few = maxWaitOfQuiet(20)
    expect(few).toBeLessThan(500)
    expect(maxWaitOfQuiet(200)).toBeLessThan(2 * few + 200)
  })

  it('throttles less in a storm if adaptive, and respects the age limit', () => {
    const storm = { reservedConcurrency: 4, config: { MaximumEventAgeInSeconds: 600 } }
    const off = one(storm)
    const adaptive = one(storm, { backpressure: 'adaptive' })
    expect(adaptive.throttles).toBeLessThan(off.throttles / 2)
    expect(ended(adaptive.outcomes)).toBe(2_000)
  })

  it('forgets events that have ended, and throws beyond maxPending', () => {
    expect(one().peakPending).toBeLessThan(100)
    expect(() => one({ durationMs: 1e9 }, { maxPending: 10 })).toThrow(
      new RangeError('more than 10 events are pending'),
    )
    expect(() => simulate({ seed: 1, arrivals: { events: 1, perSecond: 1 }, functions: [] })).toThrow(RangeError)
  })

  it('counts runs on success if invokeCountOnSuccess says so (U-06), and depends on the seed', () => {
    expect(one({}, { seed: 2 }).hash).not.toBe(one().hash)
    expect(one({}, { arrivals: { events: 0, perSecond: 1 } })).toMatchObject({ steps: 0, events: 0 })
  })

  it('discards the events of a function whose reserved concurrency is 0, without a run (4.2.2)', () => {
    const { outcomes, runs, throttles } = one({ reservedConcurrency: 0 })
    expect([outcomes.ZeroReservedConcurrency, runs, throttles]).toEqual([2_000, 0, 0])
  })
})

describe('startSimulation', () => {
  const options: SimulationOptions = {
    seed: 5,
    arrivals: { events: 3_000, perSecond: 200 },
    functions: [{ name: 'f', durationMs: 300, errorRate: 0.2, reservedConcurrency: 40 }],
  }

  it('comes to the same result in any number of steps', () => {
    const simulation = startSimulation(options)
    let advances = 0
    for (let left = true; left; advances += 1) left = simulation.advance(100)
    expect(advances).toBeGreaterThan(50)
    expect(simulation.result()).toEqual(simulate(options))
  })

  it('stops at a time, with the later steps left', () => {
    const simulation = startSimulation(options)
    expect(simulation.advance(Number.POSITIVE_INFINITY, 5_000)).toBe(false)
    expect(simulation.advance(1, 5_000)).toBe(false)
    const { endedAtMs, events, outcomes } = simulation.result()
    expect(endedAtMs).toBeLessThanOrEqual(5_000)
    expect(ended(outcomes)).toBeLessThan(events)
    expect(simulation.advance(Number.POSITIVE_INFINITY)).toBe(false)
    expect(simulation.result()).toEqual(simulate(options))
  })

  it('takes arrivals, throttles, durations and outcomes from a load, and tells an observer of each', () => {
    const times = [0, 10, 10, 400]
    let next = 0
    const load: SimulatedLoad = {
      nextArrivalMs: () => times[next++] ?? Number.POSITIVE_INFINITY,
      functionOf: (event) => event % 2,
      throttles: (event, _functionIndex, nowMs) => event === 3 && nowMs < 1_000,
      durationMs: (event, run) => 100 * event + run,
      outcomeOf: (event, run) => (event === 1 && run < 3 ? 'functionError' : 'success'),
    }
    const seen: unknown[] = []
    const note =
      (name: string) =>
      (...about: readonly unknown[]): void => {
        seen.push([name, ...about])
      }
    const { functions, runs } = simulate({
      seed: 1,
      arrivals: load,
      functions: [{ name: 'even' }, { name: 'odd' }],
      observer: {
        onArrival: note('arrival'),
        onThrottle: note('throttle'),
        onRun: note('run'),
        onRunEnd: note('run end'),
        onEnd: note('end'),
      },
    })
    expect(functions.map(({ events }) => events)).toEqual([2, 2])
    // Event 3 waits for its first run; waits before retries count for nothing.
    expect(functions.map(({ totalWaitMs, maxWaitMs }) => [totalWaitMs, maxWaitMs])).toEqual([
      [0, 0],
      [1_000, 1_000],
    ])
    expect(runs).toBe(6)
    expect(seen.filter((each) => Array.isArray(each) && each[1] === 1)).toEqual([
      ['arrival', 1, 1, 10],
      ['run', 1, 1, 101, 'functionError', 10],
      ['run end', 1, 1, 'functionError', 111],
      ['run', 1, 1, 102, 'functionError', 60_111],
      ['run end', 1, 1, 'functionError', 60_213],
      ['run', 1, 1, 103, 'success', 180_213],
      ['run end', 1, 1, 'success', 180_316],
      ['end', 1, 1, 'Success', 180_316],
    ])
    expect(seen.filter((each) => Array.isArray(each) && each[1] === 3)).toEqual([
      ['arrival', 3, 1, 400],
      ['throttle', 3, 1, 400],
      ['run', 3, 1, 301, 'success', 1_400],
      ['run end', 3, 1, 'success', 1_701],
      ['end', 3, 1, 'Success', 1_701],
    ])
  })
})
