import { CheckedEvents } from './checked-events.ts'
import { CheckedHolds } from './checked-holds.ts'
import { CheckedItems } from './checked-items.ts'
import { CheckedLimits } from './checked-limits.ts'
import { CheckedReports } from './checked-reports.ts'
import type { Fact } from './fact.ts'
import type { Checking, HistoryPromises } from './promises.ts'

/**
 * Reads facts one by one, in the order in which they happened, and lists the promises of the engine and its store that they violate.
 * Pure: the facts may come from a simulation as it runs, or from files of processes that were killed.
 *
 * - Nothing that was confirmed is lost, nothing is accepted, leased, decided or delivered twice without a fault that explains it.
 * - Attempts are numbered on and count as they ended; runs keep to limits, ages and due times, and none follows an end.
 * - Records and dead letters are the expected ones byte for byte.
 * - Timelines and metrics report each commit, none before it was made, and agree with the outcomes.
 */
export class HistoryChecker {
  readonly violations: string[] = []
  readonly #limits: CheckedLimits
  readonly #readers: readonly { read(fact: Fact): void; finish?(): void }[]

  constructor(promises: HistoryPromises, onViolation: (violation: string) => void = () => {}) {
    const checking: Checking = {
      promises,
      violation: (text) => {
        this.violations.push(text)
        onViolation(text)
      },
    }
    const items = new CheckedItems(checking)
    const holds = new CheckedHolds(checking, items)
    const events = new CheckedEvents(checking, items, holds)
    const reports = new CheckedReports(checking, items, holds, events)
    // Reports look at settlements before events forget them, and events at items as committed.
    this.#limits = new CheckedLimits(checking, items)
    this.#readers = [items, reports, events, holds, this.#limits]
  }

  /** The most leases at once of the limits that a store keeps to from the start; 0 if there are none. */
  get mostLeases(): number {
    return this.#limits.mostLeases
  }

  read(fact: Fact): void {
    for (const reader of this.#readers) reader.read(fact)
  }

  /** Checks what must be true at the end of a history: that each event has ended, and so has each stop. */
  finish(): void {
    for (const reader of this.#readers) reader.finish?.()
  }
}

/** Checks a whole history, and returns the promises that it violates. */
export function checkHistory(facts: Iterable<Fact>, promises: HistoryPromises): readonly string[] {
  const checker = new HistoryChecker(promises)
  for (const fact of facts) checker.read(fact)
  checker.finish()
  return checker.violations
}
