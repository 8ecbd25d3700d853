import { type Random, seededRandom } from '../../time/seeded-random.ts'
import type { ScheduleRun } from './run-schedule.ts'
import type { ExploreFault, ExploreSchedule } from './schedule.ts'

/** Steps of a run at which faults are tried one by one; of a longer run, so many spread over it. */
const maxSteps = 24
/** Steps of a run up to which every pair of places of two runs is tried. */
const maxStepsForPairs = 8
/** Most faults of one drawn schedule. */
const maxFaults = 3

/** A delivery long after the first one, in milliseconds. */
const lateMs = 300_000

interface Plan {
  /** Steps of each event's run without faults. */
  readonly steps: readonly number[]
  /** Steps whose answers can say that they failed. */
  readonly failable: ScheduleRun['failable']
  readonly hasStaleSettings: boolean
  readonly canRestart: boolean
  readonly seed: number
  /** Number of drawn schedules. */
  readonly seeds: number
}

/** Lists schedules: each fault alone at each place, then drawn combinations of faults. */
export function planSchedules({
  steps,
  failable,
  hasStaleSettings,
  canRestart,
  seed,
  seeds,
}: Plan): readonly ExploreSchedule[] {
  const faults = [
    ...steps.flatMap((count, at) => faultsOf(at + 1, count, { canRestart, isLast: at + 1 === steps.length })),
    ...failable.map((at): ExploreFault => ({ fault: 'failed-answer', attempt: 1, ...at })),
  ]
  const single = faults.map((fault) => ({ faults: [fault] }))
  const stale: ExploreFault = { fault: 'stale-settings' }
  const timeOuts = faults.filter(({ fault }) => fault === 'time-out')
  const withStale = hasStaleSettings
    ? [{ faults: [stale] }, ...timeOuts.map((timeOut) => ({ faults: [stale, timeOut] }))]
    : []
  const drawn = Array.from({ length: seeds }, (_, at) => draw(faults, seededRandom(seed + at)))
  return [...single, ...withStale, ...drawn.filter((schedule) => schedule.faults.length > 1)]
}

function faultsOf(
  event: number,
  count: number,
  { canRestart, isLast }: { readonly canRestart: boolean; readonly isLast: boolean },
): readonly ExploreFault[] {
  const places = placesIn(count)
  const later = count <= maxStepsForPairs ? places.filter((step) => step > 1) : []
  return [
    { fault: 'duplicate', event, afterMs: 0 },
    ...(canRestart ? [{ fault: 'duplicate', event, afterMs: 0, restart: true } as const] : []),
    { fault: 'duplicate', event, afterMs: lateMs },
    ...places.flatMap((step) => [
      ...([{ fault: 'overlap', event, step }] as const),
      ...(isLast ? [] : [{ fault: 'concurrent', event, step } as const]),
      { fault: 'time-out', event, attempt: 1, step } as const,
      { fault: 'time-out', event, attempt: 1, step, after: true } as const,
      { fault: 'failed-call', event, attempt: 1, step } as const,
      { fault: 'failed-call', event, attempt: 1, step, after: true } as const,
    ]),
    { fault: 'throttle', event, times: 1 },
    { fault: 'throttle', event, times: 5 },
    ...places.flatMap((step) => later.map((until) => ({ fault: 'overlap', event, step, until }) as const)),
  ]
}

function placesIn(count: number): readonly number[] {
  const all = Array.from({ length: count }, (_, at) => at + 1)
  return count <= maxSteps
    ? all
    : all.filter((step) => Math.floor((step * maxSteps) / count) !== Math.floor(((step - 1) * maxSteps) / count))
}

/** Draws faults that can occur together; a fault of a later attempt follows one that makes the attempt before it fail. */
function draw(faults: readonly ExploreFault[], random: Random): ExploreSchedule {
  const wanted = 2 + Math.floor(random() * (maxFaults - 1))
  const drawn: ExploreFault[] = []
  for (let at = 0; at < wanted; at += 1) {
    const fault = faults[Math.floor(random() * faults.length)]
    if (fault === undefined) break
    const failures = drawn.filter((each) => isFailure(each) && each.event === eventOf(fault)).length
    drawn.push(isFailure(fault) ? { ...fault, attempt: 1 + failures } : fault)
  }
  return {
    faults: drawn.filter(
      (fault, at) => at === drawn.findIndex((each) => JSON.stringify(each) === JSON.stringify(fault)),
    ),
  }
}

function isFailure(fault: ExploreFault): fault is Extract<ExploreFault, { attempt: number }> {
  return fault.fault === 'time-out' || fault.fault === 'failed-call' || fault.fault === 'failed-answer'
}

function eventOf(fault: ExploreFault): number {
  return 'event' in fault ? fault.event : 0
}
