import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  type Band,
  type Prices,
  parsePrices,
  runScenario,
  type Scenario,
  ScenarioError,
  type ScenarioFunction,
} from '../src/index.ts'

const queue = 'arn:aws:sqs:us-east-1:123456789012:failures'
const topic = 'arn:aws:sns:us-east-1:123456789012:dead-letters'
const bus = 'arn:aws:events:us-east-1:123456789012:event-bus/default'

const settings = fc.record(
  {
    MaximumRetryAttempts: fc.integer({ min: 0, max: 2 }),
    MaximumEventAgeInSeconds: fc.constantFrom(60, 150, 3_600),
    ReservedConcurrentExecutions: fc.constantFrom(0, 1, 3),
    DestinationConfig: fc.constant({ OnFailure: { Destination: queue }, OnSuccess: { Destination: bus } }),
    DeadLetterConfig: fc.constant({ TargetArn: topic }),
  },
  { requiredKeys: [] },
)
const scenarioFunction: fc.Arbitrary<ScenarioFunction> = fc.record(
  {
    arrivals: fc.oneof(
      fc.constantFrom({ constant: { perSecond: 2 } }, { poisson: { perSecond: 3 } }),
      fc.constant([{ poisson: { perSecond: 0.5 } }, { bursts: { events: 20, everySeconds: 30, overSeconds: 5 } }]),
    ),
    durationMs: fc.constantFrom(0, 1_500, { uniform: { from: 10, to: 900 } }, { logNormal: { p50: 400, p99: 9_000 } }),
    errorProbability: fc.constantFrom(0, 0.3),
    timeoutSeconds: fc.constant(5),
    settings,
  },
  { requiredKeys: ['arrivals', 'durationMs'] },
)
const scenarios: fc.Arbitrary<Scenario> = fc.record(
  {
    version: fc.constant('1.0' as const),
    durationSeconds: fc.integer({ min: 1, max: 90 }),
    observeSeconds: fc.constantFrom(45, 400),
    accountConcurrency: fc.constantFrom(106, 1_000),
    functions: fc.dictionary(fc.constantFrom('orders', 'refunds'), scenarioFunction, { minKeys: 1 }),
    outages: fc.array(
      fc.record(
        {
          fromSeconds: fc.integer({ min: 0, max: 60 }),
          forSeconds: fc.integer({ min: 1, max: 60 }),
          effect: fc.constantFrom('errors' as const, 'systemErrors' as const, 'throttles' as const),
          probability: fc.constant(0.5),
          durationMs: fc.constant(3_000),
        },
        { requiredKeys: ['fromSeconds', 'forSeconds', 'effect'] },
      ),
      { maxLength: 2 },
    ),
    duplicateProbability: fc.constantFrom(0, 0.2),
  },
  { requiredKeys: ['version', 'durationSeconds', 'functions'] },
)

const simple: Scenario = {
  version: '1.0',
  durationSeconds: 600,
  functions: {
    orders: {
      arrivals: { constant: { perSecond: 1 } },
      durationMs: 1_000,
      memoryMegabytes: 512,
      settings: { DestinationConfig: { OnFailure: { Destination: queue } }, DeadLetterConfig: { TargetArn: topic } },
    },
  },
}

describe('runScenario', () => {
  it('keeps every event, exceeds no limit, and repeats itself, for any scenario', async () => {
    await fc.assert(
      fc.asyncProperty(scenarios, async (scenario) => {
        const result = await runScenario(scenario, { seeds: 2 })
        expect(await runScenario(scenario, { seeds: 2 })).toEqual(result)
        for (const { numbers, functions, messages, course } of result.variants) {
          for (const each of ['min', 'max'] as const)
            expect(Object.values(numbers).every((spread) => spread[each] >= 0)).toBe(true)
          // Accepted, once or twice: succeeded, dropped, or left at the end. Sums are exact in means of two seeds.
          const { events, duplicates, succeeded, waiting } = numbers
          const { retriesExhausted, eventAgeExceeded, zeroReservedConcurrency } = numbers
          const dropped = retriesExhausted.mean + eventAgeExceeded.mean + zeroReservedConcurrency.mean
          expect(succeeded.mean + dropped + waiting.mean).toBe(events.mean + duplicates.mean)
          if (scenario.observeSeconds === undefined) expect(waiting.max).toBe(0)
          // Reserved concurrency belongs to a function alone; the others share what the account has left.
          const reserved = Object.values(scenario.functions).map((each) => each.settings?.ReservedConcurrentExecutions)
          const unreserved = reserved.reduce<number>(
            (left, each) => left - (each ?? 0),
            scenario.accountConcurrency ?? 1_000,
          )
          for (const [index, { mostRunning }] of functions.entries())
            expect(mostRunning.max).toBeLessThanOrEqual(reserved[index] ?? unreserved)
          expect(Math.max(...course.pending.p90, 0)).toBeLessThanOrEqual(numbers.peakPending.max)
          expect(Math.max(...course.oldestAgeMs.p90, 0)).toBeLessThanOrEqual(numbers.oldestAgeMs.max)
          // Of two seeds, p10 is the one and p90 the other.
          const total = ({ p10, p90 }: Band): number => [...p10, ...p90].reduce((sum, each) => sum + each, 0)
          expect(total(course.succeeded)).toBe(2 * succeeded.mean)
          expect(total(course.dropped)).toBe(2 * dropped)
          expect(total(course.throttles)).toBe(2 * numbers.throttles.mean)
          if (succeeded.max === 0) expect(numbers.p99LatencyMs.max).toBe(0)
          expect(functions.reduce((sum, each) => sum + each.succeeded.mean, 0)).toBe(succeeded.mean)
          for (const { side, functionName, count } of messages) {
            const own = functions.find(({ name }) => name === functionName)
            expect(count).toEqual(side === 'OnSuccess' ? own?.succeeded : own?.dropped)
          }
        }
      }),
      { seed: 20261128, numRuns: 20 },
    )
  })

  it('gives two variants with the same settings the same result, and no difference', async () => {
    await fc.assert(
      fc.asyncProperty(scenarios, async (scenario) => {
        const [name = ''] = Object.keys(scenario.functions)
        const same = { functions: { [name]: scenario.functions[name]?.settings ?? {} } }
        const { variants, comparisons } = await runScenario({ ...scenario, variants: { A: {}, B: same } }, { seeds: 2 })
        const [a, b] = variants
        expect({ ...b, name: 'A' }).toEqual(a)
        expect(Object.values(comparisons[0]?.numbers ?? {}).every(({ min, max }) => min === 0 && max === 0)).toBe(true)
      }),
      { seed: 20261129, numRuns: 8 },
    )
  })

  it('meets each variant with the same arrivals, durations and errors, so that a shorter age only drops more', async () => {
    const { comparisons } = await runScenario(
      {
        version: '1.0',
        durationSeconds: 600,
        functions: { orders: { arrivals: { poisson: { perSecond: 3 } }, durationMs: 300, errorProbability: 0.3 } },
        variants: { long: {}, short: { functions: { orders: { MaximumEventAgeInSeconds: 60 } } } },
      },
      { seeds: 6 },
    )
    const { events, succeeded, eventAgeExceeded } = comparisons[0]?.numbers ?? {}
    expect([events?.min, events?.max]).toEqual([0, 0])
    expect(succeeded?.max).toBeLessThan(0)
    expect(eventAgeExceeded?.min).toBeGreaterThan(0)
  })

  it('retries the runs of an outage after 60 s and 120 s, and drops what fails three times (4.2.5c)', async () => {
    const outages = [{ fromSeconds: 0, forSeconds: 200, effect: 'errors' as const }]
    const { variants } = await runScenario({ ...simple, outages }, { seeds: 1 })
    // Events of the first 18 s fail at 0 s, 61 s and 182 s after their arrival, all within the outage. The
    // slowest of the others succeed in their third run, after 183 s, which latencies have to 1/64.
    expect(variants[0]?.numbers.retriesExhausted.p50).toBe(18)
    expect(variants[0]?.numbers.succeeded.p50).toBe(582)
    expect(variants[0]?.numbers.p99LatencyMs.p50).toBeGreaterThanOrEqual(183_000)
    expect(variants[0]?.numbers.p99LatencyMs.p50).toBeLessThanOrEqual(183_000 * (1 + 1 / 64))
    expect(variants[0]?.messages.map(({ side, count }) => [side, count.p50])).toEqual([
      ['OnFailure', 18],
      ['DeadLetter', 18],
    ])
  })

  it.each([
    // The second attempt is at 1 s, the second run at 60 s.
    { effect: 'throttles', forSeconds: 1, met: { throttles: 1, functionErrors: 0, systemErrors: 0 } },
    { effect: 'throttles', forSeconds: 1.001, met: { throttles: 2, functionErrors: 0, systemErrors: 0 } },
    { effect: 'errors', forSeconds: 60, met: { throttles: 0, functionErrors: 1, systemErrors: 0 } },
    { effect: 'errors', forSeconds: 60.001, met: { throttles: 0, functionErrors: 2, systemErrors: 0 } },
    { effect: 'systemErrors', forSeconds: 1, met: { throttles: 0, functionErrors: 0, systemErrors: 1 } },
  ] as const)(
    'meets an event that arrives as an outage of $effect begins, and none of its attempts after $forSeconds s',
    async ({ effect, forSeconds, met }) => {
      const orders = { arrivals: { constant: { perSecond: 1 } }, durationMs: 0 }
      const outages = [{ fromSeconds: 0, forSeconds, effect }]
      const scenario: Scenario = { version: '1.0', durationSeconds: 1, functions: { orders }, outages }
      const { numbers } = (await runScenario(scenario, { seeds: 1 })).variants[0] ?? {}
      const { events, succeeded, throttles, functionErrors, systemErrors } = numbers ?? {}
      expect([events?.p50, succeeded?.p50]).toEqual([1, 1])
      expect({
        throttles: throttles?.p50,
        functionErrors: functionErrors?.p50,
        systemErrors: systemErrors?.p50,
      }).toEqual(met)
    },
  )

  it('throttles while all slots are taken, and sends each event once a slot is free (FNC-9)', async () => {
    const functions = {
      orders: {
        ...simple.functions.orders,
        arrivals: { bursts: { events: 12, everySeconds: 600 } },
        durationMs: 1_000,
        settings: { ReservedConcurrentExecutions: 5 },
      },
    }
    const { variants } = await runScenario({ ...simple, functions }, { seeds: 1 })
    const { numbers, functions: [orders] = [] } = variants[0] ?? {}
    expect([numbers?.events.p50, numbers?.succeeded.p50, orders?.mostRunning.p50]).toEqual([12, 12, 5])
    expect(numbers?.throttles.p50).toBeGreaterThanOrEqual(7)
  })

  it('runs an event that is queued twice as two events (INV-14)', async () => {
    const { variants } = await runScenario({ ...simple, duplicateProbability: 1 }, { seeds: 1 })
    const { events, duplicates, runs, succeeded, repeatedSuccesses } = variants[0]?.numbers ?? {}
    expect([events?.p50, duplicates?.p50, runs?.p50, succeeded?.p50, repeatedSuccesses?.p50]).toEqual([
      600, 600, 1_200, 1_200, 600,
    ])
  })

  it('counts as succeeded twice only events of which both have succeeded (INV-14)', async () => {
    const orders = { ...simple.functions.orders, errorProbability: 0.5, settings: { MaximumRetryAttempts: 0 } }
    const { variants } = await runScenario(
      { ...simple, functions: { orders: orders as ScenarioFunction }, duplicateProbability: 1 },
      { seeds: 1 },
    )
    const { succeeded, repeatedSuccesses } = variants[0]?.numbers ?? {}
    // Of 600 events a quarter, where three quarters succeed at least once.
    expect(succeeded?.p50).toBeGreaterThan(500)
    expect(repeatedSuccesses?.p50).toBeGreaterThan(100)
    expect(repeatedSuccesses?.p50).toBeLessThan(200)
  })

  it('ends a run at its time-out with an error (RTY-11)', async () => {
    const orders = {
      ...simple.functions.orders,
      arrivals: { constant: { perSecond: 1 } },
      durationMs: 9_000,
      timeoutSeconds: 3,
    }
    const { variants } = await runScenario({ ...simple, functions: { orders } }, { seeds: 1 })
    expect(variants[0]?.numbers.functionErrors.p50).toBe(1_800)
    expect(variants[0]?.quantities.gbSeconds?.p50).toBe((1_800 * 3) / 2)
  })

  it('counts calls, and money only by the prices that it gets', async () => {
    const failing = { ...simple, outages: [{ fromSeconds: 0, forSeconds: 9_999, effect: 'errors' as const }] }
    const bare = await runScenario(failing, { seeds: 1 })
    expect(bare.variants[0]?.quantities['sqs:SendMessage']?.p50).toBe(600)
    expect(bare.variants[0]).not.toHaveProperty('cost')
    const prices = parsePrices(
      '{version: "1.0", currency: EUR, prices: {"sqs:SendMessage": {amount: 2, per: 100}, gbSeconds: {amount: 1, per: 900}}}',
    )
    const { variants } = await runScenario(failing, { seeds: 1, prices })
    expect(variants[0]?.cost).toMatchObject({
      currency: 'EUR',
      items: { 'sqs:SendMessage': { p50: 12 }, gbSeconds: { p50: 1 } },
      total: { p50: 13 },
    })
  })

  it('compares the amounts of two variants', async () => {
    const prices = parsePrices('{version: "1.0", currency: EUR, prices: {runs: {amount: 1, per: 100}}}')
    const outages = [{ fromSeconds: 0, forSeconds: 9_999, effect: 'errors' as const }]
    const variants = { three: {}, one: { functions: { orders: { MaximumRetryAttempts: 0 } } } }
    const { comparisons } = await runScenario({ ...simple, outages, variants }, { seeds: 2, prices })
    // Each of 600 events runs once instead of three times.
    expect(comparisons[0]?.cost).toMatchObject({ min: -12, max: -12 })
  })

  it('reads recorded arrivals from files beside the scenario, until the last of them', async () => {
    const files: Readonly<Record<string, string>> = {
      '/scenarios/trace.jsonl': '\uFEFF0\n5000\n61000\n',
      '/scenarios/metric.csv': '2026-01-01T00:00:00Z,30\n2026-01-01T00:01:00Z,0\n2026-01-01T00:02:00Z,6\n',
    }
    const arrivals = [{ trace: { file: 'trace.jsonl' } }, { metric: { file: './metric.csv' } }]
    const readFile = async (path: string): Promise<string> => files[path] ?? Promise.reject(new Error(`no ${path}`))
    const recorded: Scenario = { version: '1.0', functions: { orders: { arrivals, durationMs: 10 } } }
    const { variants } = await runScenario(recorded, { seeds: 1, path: '/scenarios/s.yaml', readFile })
    expect(variants[0]?.numbers.events.p50).toBe(39)
    expect(variants[0]?.numbers.endedAtMs.p50).toBeGreaterThan(120_000)
    await expect(runScenario(recorded, { path: '/other/s.yaml', readFile })).rejects.toThrow(
      'cannot read trace.jsonl: no /other/trace.jsonl',
    )
  })

  it.skipIf(process.platform === 'win32')(
    'gives up a recording without an end',
    async () => {
      const endless: Scenario = {
        version: '1.0',
        functions: { orders: { arrivals: { trace: { file: '/dev/zero' } }, durationMs: 10 } },
      }
      await expect(runScenario(endless)).rejects.toThrow('cannot read /dev/zero: it has more than 268435456 bytes')
    },
    60_000,
  )

  it.skipIf(process.platform === 'win32')('refuses a recording in a named pipe', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'async-invoke-scenario-'))
    execFileSync('mkfifo', [join(folder, 'pipe')])
    symlinkSync('pipe', join(folder, 'link'))
    for (const name of ['pipe', 'link']) {
      const waiting: Scenario = {
        version: '1.0',
        functions: { orders: { arrivals: { trace: { file: join(folder, name) } }, durationMs: 10 } },
      }
      await expect(runScenario(waiting)).rejects.toThrow(`/${name}: it is a named pipe, which may never end`)
    }
    rmSync(folder, { recursive: true })
  })

  it('refuses more events than it may make, and a price that needs what is not said', async () => {
    const many = { ...simple, variants: { A: {}, B: {} } }
    await expect(runScenario(many, { seeds: 3, maxEvents: 3_599 })).rejects.toThrow(
      new ScenarioError([
        {
          path: 'durationSeconds',
          rule: 'maxEvents',
          message:
            'the scenario makes 3600 events, 600 in each of 6 runs, more than 3599: shorten it, take fewer seeds, or raise maxEvents',
        },
      ]),
    )
    const twice = { ...simple, duplicateProbability: 0.5 }
    await expect(runScenario(twice, { seeds: 1, maxEvents: 899 })).rejects.toThrow('makes 900 events, 600 in each')
    await expect(runScenario(twice, { seeds: 1, maxEvents: 900 })).resolves.toBeDefined()
    const prices = parsePrices('{version: "1.0", currency: EUR, prices: {gbSeconds: {amount: 1, per: 1}}}')
    const { memoryMegabytes: _, ...orders } = simple.functions.orders as ScenarioFunction
    await expect(runScenario({ ...simple, functions: { orders } }, { prices })).rejects.toThrow(
      'functions.orders.memoryMegabytes must be given for a price of gbSeconds (required); it is missing',
    )
    expect(() => parsePrices('{version: "1.0", currency: EUR, prices: {run: {amount: 1, per: 1}}}')).toThrow(
      'did you mean runs?',
    )
  })

  it.each([0, -1, 1.5, Number.NaN, Number.POSITIVE_INFINITY, '2', null])(
    'refuses %s seeds, and as many events at most',
    async (value: unknown) => {
      const count = value as number
      const refused = (name: string) => new RangeError(`${name} must be a whole number of at least 1, not ${value}`)
      await expect(runScenario(simple, { seeds: count })).rejects.toThrow(refused('seeds'))
      await expect(runScenario(simple, { maxEvents: count })).rejects.toThrow(refused('maxEvents'))
    },
  )

  it.each([
    { prices: undefined, message: 'prices must be given' },
    { prices: { runs: { amount: 1 } }, message: 'prices.runs.per must be given' },
    { prices: { runz: { amount: 1, per: 1 } }, message: 'did you mean runs?' },
  ])('refuses the price list $prices, which is not from parsePrices', async ({ prices, message }) => {
    const list = { version: '1.0', currency: 'EUR', prices } as Prices
    await expect(runScenario(simple, { prices: list })).rejects.toThrow(message)
  })

  it('keeps the seeds that are complete when it is interrupted', async () => {
    const interrupt = new AbortController()
    const onProgress = (done: number): void => {
      if (done === 2) interrupt.abort()
    }
    const result = await runScenario(simple, { seeds: 5, signal: interrupt.signal, onProgress })
    expect([result.seeds, result.isComplete]).toEqual([[1, 2], false])
    for (const durationSeconds of [1, 100_000])
      await expect(runScenario({ ...simple, durationSeconds }, { signal: AbortSignal.abort() })).rejects.toThrow(
        'interrupted before the first seed was complete',
      )
  })
})
