import type { CheckedItems } from './checked-items.ts'
import type { Fact, FactOf } from './fact.ts'
import type { Checking, RunLimit } from './promises.ts'

interface Run {
  readonly process: string
  readonly id: string
}

/** Counts the runs of functions that share slots: in each process, or over all of them where the store keeps to the limit. */
export class CheckedLimits {
  readonly #checking: Checking
  readonly #items: CheckedItems
  /** Runs by slots. */
  readonly #running = new Map<string, Set<Run>>()

  constructor(checking: Checking, items: CheckedItems) {
    this.#checking = checking
    this.#items = items
  }

  read(fact: Fact): void {
    if (fact.type === 'run-started') this.#started(fact)
    else if (fact.type === 'run-ended') this.#ended(fact)
    else if (fact.type === 'crashed')
      for (const runs of this.#running.values())
        for (const run of runs) if (run.process === fact.process) runs.delete(run)
  }

  #started({ process, id, functionName, atMs }: FactOf<'run-started'>): void {
    const { limit } = this.#checking.promises.functionOf(functionName)
    if (limit === undefined) return
    const runs = this.#runsOf(limit)
    runs.add({ process, id })
    const count = [...runs].filter((run) =>
      limit.inStore ? this.#isLeased(run, atMs) : run.process === process,
    ).length
    if (count > limit.maxRuns)
      this.#checking.violation(`${limit.slots} ran ${count} times at once${limit.inStore ? '' : ` in ${process}`}`)
  }

  #ended({ process, id, functionName }: FactOf<'run-ended'>): void {
    const { limit } = this.#checking.promises.functionOf(functionName)
    if (limit === undefined) return
    const runs = this.#runsOf(limit)
    for (const run of runs)
      if (run.process === process && run.id === id) {
        runs.delete(run)
        return
      }
  }

  #runsOf({ slots }: RunLimit): Set<Run> {
    const runs = this.#running.get(slots) ?? new Set()
    this.#running.set(slots, runs)
    return runs
  }

  /** True if the run's process surely has the lease of its item. */
  #isLeased({ process, id }: Run, atMs: number): boolean {
    const item = this.#items.find(id)
    return item !== undefined && item.holder === process && item.leaseEndsFromMs > atMs
  }
}
