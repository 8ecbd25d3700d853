/** Defers work to the end of the current turn of the event loop and runs all of it at once. */
export class EndOfTurnQueue {
  #work: (() => void)[] = []

  add(work: () => void): void {
    this.#work.push(work)
    if (this.#work.length > 1) return
    setImmediate(() => {
      const work = this.#work
      this.#work = []
      for (const each of work) each()
    })
  }
}
