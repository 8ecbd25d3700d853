import { clearTimeout, setTimeout } from 'node:timers'

/** Time for which something that runtimes share waits for another one after the last has closed. */
const lingerMs = 2_000

/** Counts the users of something that all runtimes of this process share, and ends it some time after the last one. */
export class SharedUse {
  readonly #end: () => void
  #users = 0
  #timer: NodeJS.Timeout | undefined

  constructor(end: () => void) {
    this.#end = end
  }

  get isUsed(): boolean {
    return this.#users > 0
  }

  /** Adds a user. The function that it returns removes it, once. */
  keep(): () => void {
    clearTimeout(this.#timer)
    this.#users += 1
    let isKept = true
    return () => {
      if (!isKept) return
      isKept = false
      this.#users -= 1
      if (this.#users === 0) this.#timer = setTimeout(this.#end, lingerMs).unref()
    }
  }
}
