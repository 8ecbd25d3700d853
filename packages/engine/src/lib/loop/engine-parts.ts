import type { UnsettledChoices } from '../decide/unsettled-choices.ts'
import type { Metric } from '../observe/metrics.ts'
import type { TimelineEntry } from '../observe/timeline.ts'
import type { Deliver, DeliverDeadLetter, Invoke, Quarantine, Resolve } from '../ports.ts'
import type { Settlement } from '../queue/queue-store.ts'
import type { Clock } from '../time/clock.ts'
import type { Random } from '../time/seeded-random.ts'
import type { FunctionLoads } from './function-loads.ts'

/** What those who carry out a claim work with: the ports, and where to tell what happens. */
export interface EngineParts {
  readonly clock: Clock
  readonly resolve: Resolve
  readonly invoke: Invoke
  readonly deliver: Deliver
  readonly deliverDeadLetter: DeliverDeadLetter | undefined
  readonly quarantine: Quarantine | undefined
  readonly failedDeliveries: 'drop' | 'keep'
  readonly choices: UnsettledChoices
  readonly loads: FunctionLoads
  readonly random: Random
  /** Aborted when the engine stops. */
  readonly signal: AbortSignal
  /** A function's limit is known, or another one: more of its events may be claimed. */
  limitChanged(): void
  note(entry: TimelineEntry): void
  measure(metrics: () => readonly Metric[]): void
  fault(fault: unknown): void
}

/** What a claim came to. */
export interface Handled {
  readonly settlement: Settlement
  /** What has happened once the store has taken the settlement, and has not happened if it was too late. */
  readonly committed?: () => void
}

/** Doubling waits of our own parts after faults: 1 s to 300 s, as after throttles. */
export function faultDelayMs(failuresBefore: number): number {
  return Math.min(300_000, 1_000 * 2 ** failuresBefore)
}
