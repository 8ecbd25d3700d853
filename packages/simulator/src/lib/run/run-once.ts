import { setImmediate as turn } from 'node:timers/promises'
import { type FunctionResult, type SimulationOptions, startSimulation } from '@async-invoke/engine/simulation'
import type { ReadyArrivals } from '../arrivals/sources-of.ts'
import { ScenarioLoad } from '../load/scenario-load.ts'
import type { Scenario } from '../scenario/scenario.ts'
import type { VariantSetup } from '../scenario/variants.ts'
import type { Course } from './course.ts'
import type { Numbers } from './numbers.ts'
import { RunTally } from './run-tally.ts'

/** What one run came to: one variant under one seed. */
export interface RunResult {
  readonly numbers: Numbers
  readonly functions: readonly FunctionRun[]
  readonly course: Course
}

/** What the engine counted of one function, and the time of all its runs. */
export interface FunctionRun extends Omit<FunctionResult, 'totalWaitMs' | 'maxWaitMs'> {
  readonly runMs: number
}

/** Steps between two looks at the signal. */
const stepsAtATime = 50_000
/** Lengths of a step of the course in seconds, of which the first is taken that gives few enough. */
const stepSeconds = [1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1_800, 3_600, 7_200, 21_600, 86_400]
const wantedSteps = 128

/**
 * Runs a scenario under one variant and one seed. Returns `undefined` if it was aborted.
 *
 * @throws `RangeError` if more than `maxPending` events are in the queue
 */
export async function runOnce(
  scenario: Scenario,
  { sources, durationMs }: ReadyArrivals,
  variant: VariantSetup,
  {
    seed,
    maxPending,
    signal,
  }: { readonly seed: number; readonly maxPending: number; readonly signal?: AbortSignal | undefined },
): Promise<RunResult | undefined> {
  const load = new ScenarioLoad(scenario, sources, seed)
  const tally = new RunTally(variant.functions.length, load, stepMsOf(durationMs))
  const simulation = startSimulation({
    seed,
    arrivals: load,
    functions: functionsOf(scenario, variant),
    unreservedConcurrency: variant.unreservedConcurrency,
    maxPending,
    observer: tally,
  })
  const untilMs = scenario.observeSeconds === undefined ? Number.POSITIVE_INFINITY : scenario.observeSeconds * 1_000
  while (simulation.advance(stepsAtATime, untilMs)) {
    // Lets a signal of the process come in.
    await turn()
    if (signal?.aborted) return undefined
  }
  const result = simulation.result()
  tally.end(untilMs === Number.POSITIVE_INFINITY ? result.endedAtMs : untilMs)
  return {
    numbers: tally.numbers(result),
    functions: result.functions.map((each, index) => ({ ...each, runMs: tally.runMs[index] ?? 0 })),
    course: tally.course(),
  }
}

/** The functions of a scenario as the engine simulates them, whose load is drawn elsewhere. */
export function functionsOf(scenario: Scenario, variant: VariantSetup): SimulationOptions['functions'] {
  return Object.keys(scenario.functions).map((name, index) => {
    const { config = {}, reservedConcurrency } = variant.functions[index] ?? {}
    return { name, config, ...(reservedConcurrency !== undefined && { reservedConcurrency }) }
  })
}

function stepMsOf(durationMs: number): number {
  const seconds = stepSeconds.find((each) => durationMs / (each * 1_000) <= wantedSteps)
  return (seconds ?? Math.ceil(durationMs / 1_000 / wantedSteps)) * 1_000
}
