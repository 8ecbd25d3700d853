import type { CheckedItems } from './checked-items.ts'
import type { Fact, FactOf } from './fact.ts'
import type { Checking, RunLimit } from './promises.ts'

interface Run {
  readonly process: string
  readonly id: string
}

/**
 * Counts the runs of functions that share slots: in each process, or over all of them where the store keeps to the limit. Where it does
 * so from the start, it counts the leases, too.
 */
export class CheckedLimits {
  mostLeases = 0
  readonly #checking: Checking
  readonly #items: CheckedItems
  /** Runs by slots. */
  readonly #running = new Map<string, Set<Run>>()
  readonly #functions = new Map<string, string>()
  /** Events by slots that have been leased, and may be no longer. */
  readonly #leased = new Map<string, Set<string>>()

  constructor(checking: Checking, items: CheckedItems) {
    this.#checking = checking
    this.#items = items
  }

  read(fact: Fact): void {
    if (fact.type === 'sent') this.#functions.set(fact.id, fact.functionName)
    else if (fact.type === 'claimed') this.#claimed(fact)
    else if (fact.type === 'run-started') this.#started(fact)
    else if (fact.type === 'run-ended') this.#ended(fact)
    else if (fact.type === 'crashed')
      for (const runs of this.#running.values())
        for (const run of runs) if (run.process === fact.process) runs.delete(run)
  }

  #claimed({ id, atMs }: FactOf<'claimed'>): void {
    const functionName = this.#functions.get(id)
    const limit = functionName === undefined ? undefined : this.#checking.promises.functionOf(functionName).limit
    if (limit?.fromStart !== true) return
    const leased = of(this.#leased, limit.slots)
    leased.add(id)
    for (const each of leased)
      if ((this.#items.find(each)?.leaseEndsFromMs ?? Number.NEGATIVE_INFINITY) <= atMs) leased.delete(each)
    this.mostLeases = Math.max(this.mostLeases, leased.size)
    if (leased.size > limit.maxRuns) this.#checking.violation(`${limit.slots} had ${leased.size} leases at once`)
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
    return of(this.#running, slots)
  }

  /** True if the run's process surely has the lease of its item. */
  #isLeased({ process, id }: Run, atMs: number): boolean {
    const item = this.#items.find(id)
    return item !== undefined && item.holder === process && item.leaseEndsFromMs > atMs
  }
}

function of<Member>(sets: Map<string, Set<Member>>, key: string): Set<Member> {
  const known = sets.get(key) ?? new Set()
  sets.set(key, known)
  return known
}
