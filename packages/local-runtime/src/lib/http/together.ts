/**
 * Defers work until the promises that settle at the moment have been followed to their ends, and does all of it at once. A
 * turn of the event loop is not waited for: it would cost each batch of the queue one more.
 */
export class Together {
  #work: (() => void)[] = []

  add(work: () => void): void {
    this.#work.push(work)
    if (this.#work.length > 1) return
    process.nextTick(() => {
      const work = this.#work
      this.#work = []
      for (const each of work) each()
    })
  }
}
