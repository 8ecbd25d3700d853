/**
 * Collects work, and does all of it at once, in the order in which it came.
 *
 * @example
 * const together = new Together(setImmediate)
 * together.add(() => console.log('at the end of this turn of the event loop'))
 */
export class Together {
  readonly #defer: (doAll: () => void) => void
  #work: (() => void)[] = []

  /** @param defer - called with the first work of each batch, and decides when the batch ends */
  constructor(defer: (doAll: () => void) => void) {
    this.#defer = defer
  }

  /** Adds work, which must not throw. */
  add(work: () => void): void {
    this.#work.push(work)
    if (this.#work.length > 1) return
    this.#defer(() => this.doAll())
  }

  /** Does now what has been added. */
  doAll(): void {
    const work = this.#work
    this.#work = []
    for (const each of work) each()
  }
}
