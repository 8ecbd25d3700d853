/** Milliseconds without a request after which the thread is idle. */
const idleMs = 1_000

/** Does work while there are no requests, a part in each turn. */
export class WhenIdle {
  readonly #work: () => boolean
  #timer: NodeJS.Timeout | undefined
  #lastMs = 0

  /** @param work - does a part, and returns whether there is more */
  constructor(work: () => boolean) {
    this.#work = work
  }

  /** Waits anew: there was a request, and there is work. */
  arm(): void {
    this.#lastMs = performance.now()
    this.#timer ??= this.#wait(idleMs)
  }

  #onTime(): void {
    const leftMs = this.#lastMs + idleMs - performance.now()
    const more = leftMs > 0 || this.#work()
    this.#timer = more ? this.#wait(Math.max(0, leftMs)) : undefined
  }

  #wait(ms: number): NodeJS.Timeout {
    return setTimeout(() => this.#onTime(), ms).unref()
  }
}
