import { availableParallelism } from 'node:os'
import { clearTimeout, setTimeout } from 'node:timers'

/** Time for which a process counts as starting: one that waits, for a server or a file, leaves its turn to others. */
const maxTurnMs = 100

/**
 * Lets as many processes start at once as the machine has processors, in the order in which they were asked for. Those that share
 * a processor would all take as long as the last of them.
 */
export class StartQueue {
  readonly #most: number
  readonly #waiting: (() => void)[] = []
  #starting = 0

  constructor(most = availableParallelism()) {
    this.#most = most
  }

  /** Resolves when a process may start, with what ends its turn; that is to be called once it has initialized or exited. */
  async turn(): Promise<() => void> {
    if (this.#starting >= this.#most) await new Promise<void>((resolve) => this.#waiting.push(resolve))
    else this.#starting += 1
    let isOver = false
    const end = (): void => {
      if (isOver) return
      isOver = true
      clearTimeout(timer)
      const next = this.#waiting.shift()
      if (next === undefined) this.#starting -= 1
      else next()
    }
    const timer = setTimeout(end, maxTurnMs).unref()
    return end
  }
}

/** Shared by the runtimes of this process, as the processors are. */
export const starts = new StartQueue()
