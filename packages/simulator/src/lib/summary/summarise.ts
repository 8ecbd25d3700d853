import { eventInvokeDefaults } from '@async-invoke/schemas/event-invoke-config'
import { type Course, inStepsOf } from '../run/course.ts'
import { type NumberName, numberNames } from '../run/numbers.ts'
import type { FunctionRun, RunResult } from '../run/run-once.ts'
import type { Scenario } from '../scenario/scenario.ts'
import type { VariantSetup } from '../scenario/variants.ts'
import { type Priced, type Prices, pricedNames } from './prices.ts'
import type { Band, Comparison, Cost, CourseSummary, FunctionSummary, VariantResult } from './result.ts'
import { type Spread, spreadOf } from './spread.ts'
import { amountsOf, droppedOf, messagesOf, type Quantities, quantitiesOf } from './usage.ts'

/** The runs of one variant, one for each seed. */
export interface VariantRuns {
  readonly variant: VariantSetup
  readonly runs: readonly RunResult[]
}

/** Sums up the runs of a variant. */
export function summarise(
  scenario: Scenario,
  { variant, runs }: VariantRuns,
  prices: Prices | undefined,
): VariantResult {
  const messages = runs.map((run) => messagesOf(scenario, variant, run))
  const quantities = runs.map((run, index) => quantitiesOf(scenario, run, messages[index] ?? []))
  return {
    name: variant.name,
    ...(variant.about !== undefined && { about: variant.about }),
    numbers: spreads((name) => runs.map(({ numbers }) => numbers[name])),
    functions: Object.keys(scenario.functions).map((name, index) => functionSummary(name, index, { variant, runs })),
    messages: (messages[0] ?? []).map(({ count: _, ...about }, index) => ({
      ...about,
      count: spreadOf(messages.map((each) => each[index]?.count ?? 0)),
    })),
    quantities: quantitySpreads(quantities),
    ...(prices !== undefined && { cost: costOf(quantities, prices) }),
    course: courseSummary(runs.map(({ course }) => course)),
  }
}

/** Compares two variants seed by seed. */
export function compare(
  scenario: Scenario,
  from: VariantRuns,
  to: VariantRuns,
  prices: Prices | undefined,
): Comparison {
  const total = ({ variant, runs }: VariantRuns, index: number): number => {
    const run = runs[index]
    if (run === undefined || prices === undefined) return 0
    return sumOf(amountsOf(quantitiesOf(scenario, run, messagesOf(scenario, variant, run)), prices))
  }
  return {
    from: from.variant.name,
    to: to.variant.name,
    numbers: spreads((name) =>
      to.runs.map(({ numbers }, index) => numbers[name] - (from.runs[index]?.numbers[name] ?? 0)),
    ),
    ...(prices !== undefined && { cost: spreadOf(to.runs.map((_, index) => total(to, index) - total(from, index))) }),
  }
}

function spreads(valuesOf: (name: NumberName) => readonly number[]): Readonly<Record<NumberName, Spread>> {
  // Sound: each name has its entry.
  return Object.fromEntries(numberNames.map((name) => [name, spreadOf(valuesOf(name))])) as Record<NumberName, Spread>
}

function functionSummary(name: string, index: number, { variant, runs }: VariantRuns): FunctionSummary {
  const { config = {}, reservedConcurrency } = variant.functions[index] ?? {}
  const of = (value: (run: FunctionRun) => number): Spread =>
    spreadOf(runs.map(({ functions }) => (functions[index] === undefined ? 0 : value(functions[index]))))
  return {
    name,
    settings: {
      MaximumRetryAttempts: config.MaximumRetryAttempts ?? eventInvokeDefaults.MaximumRetryAttempts,
      MaximumEventAgeInSeconds: config.MaximumEventAgeInSeconds ?? eventInvokeDefaults.MaximumEventAgeInSeconds,
      ...(reservedConcurrency !== undefined && { ReservedConcurrentExecutions: reservedConcurrency }),
    },
    events: of(({ events }) => events),
    succeeded: of(({ outcomes }) => outcomes.Success),
    dropped: of(({ outcomes }) => droppedOf(outcomes)),
    runs: of((each) => each.runs),
    throttles: of(({ throttles }) => throttles),
    mostRunning: of(({ maxRunning }) => maxRunning),
  }
}

function quantitySpreads(quantities: readonly Quantities[]): Readonly<Partial<Record<Priced, Spread>>> {
  return Object.fromEntries(
    pricedNames.flatMap((name) => {
      const values = quantities.flatMap((each) => each[name] ?? [])
      return values.length === 0 ? [] : [[name, spreadOf(values)]]
    }),
  )
}

function costOf(quantities: readonly Quantities[], prices: Prices): Cost {
  const amounts = quantities.map((each) => amountsOf(each, prices))
  return {
    currency: prices.currency,
    total: spreadOf(amounts.map(sumOf)),
    items: Object.fromEntries(
      Object.keys(prices.prices).map((name) => [name, spreadOf(amounts.map((each) => each[name as Priced] ?? 0))]),
    ),
  }
}

function sumOf(amounts: Readonly<Partial<Record<Priced, number>>>): number {
  return Object.values(amounts).reduce((sum, amount) => sum + amount, 0)
}

function courseSummary(courses: readonly Course[]): CourseSummary {
  const stepMs = Math.max(...courses.map((course) => course.stepMs))
  const alike = courses.map((course) => inStepsOf(course, stepMs))
  const steps = Math.max(...alike.map(({ pending }) => pending.length))
  const band = (name: Exclude<keyof Course, 'stepMs'>): Band => {
    const columns = Array.from({ length: steps }, (_, step) => spreadOf(alike.map((course) => course[name][step] ?? 0)))
    return {
      p10: columns.map(({ p10 }) => p10),
      p50: columns.map(({ p50 }) => p50),
      p90: columns.map(({ p90 }) => p90),
    }
  }
  return {
    stepSeconds: stepMs / 1_000,
    pending: band('pending'),
    oldestAgeMs: band('oldestAgeMs'),
    succeeded: band('succeeded'),
    dropped: band('dropped'),
    throttles: band('throttles'),
  }
}
