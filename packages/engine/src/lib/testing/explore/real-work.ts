/** Wall time for real work of a run between two steps, in milliseconds, and for as long as no run has exceeded it. */
const mostMs = 5_000
/** The same for runs after one that exceeded it: most likely, they stand still as it did. */
const leastMs = 500

/** How long runs of one exploration may do real work between two steps. */
export class RealWork {
  readonly #mostMs: number
  #limitMs: number
  #longestMs = 0

  constructor(limitMs = mostMs) {
    this.#mostMs = limitMs
    this.#limitMs = limitMs
  }

  get limitMs(): number {
    return this.#limitMs
  }

  /** Notes that a run went on after some real work. */
  wentOn(afterMs: number): void {
    this.#longestMs = Math.max(this.#longestMs, afterMs)
  }

  /** Notes that a run did not go on. Later ones get four times what any has needed. */
  stoodStill(): void {
    this.#limitMs = Math.min(this.#mostMs, Math.max(leastMs, 4 * this.#longestMs))
  }
}
