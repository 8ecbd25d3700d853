import { setImmediate } from 'node:timers'

/**
 * Collects work, and does all of it at once, in the order in which it came.
 *
 * @example
 * const together = new Together(setImmediate)
 * together.add(() => console.log('at the end of this turn of the event loop'))
 */
export class Together {
  readonly #defer: (doAll: () => void) => void
  readonly #most: number
  #work: (() => void)[] = []
  #isDeferred = false

  /**
   * @param defer - called with the first work of a batch, and decides when the batch ends
   * @param most - number of works with which a batch ends as soon as the turn of the event loop does
   */
  constructor(defer: (doAll: () => void) => void, most = Number.POSITIVE_INFINITY) {
    this.#defer = defer
    this.#most = most
  }

  /** Adds work, which must not throw. */
  add(work: () => void): void {
    this.#work.push(work)
    if (this.#work.length === this.#most) setImmediate(() => this.doAll())
    if (this.#isDeferred) return
    this.#isDeferred = true
    this.#defer(() => {
      this.#isDeferred = false
      this.doAll()
    })
  }

  /** Does now what has been added. */
  doAll(): void {
    const work = this.#work
    this.#work = []
    for (const each of work) each()
  }
}
