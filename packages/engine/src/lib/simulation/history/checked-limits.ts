import type { Fact, FactOf } from './fact.ts'
import type { Checking } from './promises.ts'

/** Counts the runs of functions that share slots, in each process or over all of them. */
export class CheckedLimits {
  readonly #checking: Checking
  readonly #running = new Map<string, Map<string, number>>()

  constructor(checking: Checking) {
    this.#checking = checking
  }

  read(fact: Fact): void {
    if (fact.type === 'run-started') this.#count(fact, 1)
    else if (fact.type === 'run-ended') this.#count(fact, -1)
    else if (fact.type === 'crashed') this.#running.delete(fact.process)
  }

  #count({ process, functionName }: FactOf<'run-started' | 'run-ended'>, change: number): void {
    const { functionOf, limitsOver = 'process' } = this.#checking.promises
    const { limit } = functionOf(functionName)
    if (limit === undefined) return
    const counts = this.#running.get(process) ?? new Map<string, number>()
    this.#running.set(process, counts)
    counts.set(limit.slots, (counts.get(limit.slots) ?? 0) + change)
    let runs = 0
    for (const [each, counted] of this.#running)
      if (limitsOver === 'all' || each === process) runs += counted.get(limit.slots) ?? 0
    if (change > 0 && runs > limit.maxRuns)
      this.#checking.violation(
        `${limit.slots} ran ${runs} times at once${limitsOver === 'all' ? '' : ` in ${process}`}`,
      )
  }
}
