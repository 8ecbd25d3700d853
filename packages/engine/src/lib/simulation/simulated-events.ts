import { grown } from '../queue/grown.ts'
import type { EventCounts } from './event-counts.ts'

/**
 * The record of an event, four words: the lower 32 bits of the time of its acceptance; above its function, the 8 upper ones; its
 * number; its {@link EventCounts}. All in one line of the processor's cache, since the events of a storm are more than that holds,
 * and a step then waits once for memory.
 */
const recordWords = 4
const [functionAt, numberAt, countsAt] = [1, 2, 3]
const functionBits = 24
const functionMask = (1 << functionBits) - 1
const lowerRangeMs = 4_294_967_296
/** About 34 years. */
const maxAcceptedMs = 2 ** (32 + 8)

/** Pending events as records. A handle is reused once its event has ended. */
export class PendingEvents {
  readonly #maxPending: number
  #words = new Int32Array(recordWords * 64)
  #free = new Int32Array(64)
  #freeCount = 0
  /** Next unused handle; 0 is never one. */
  #used = 1
  #pending = 0
  /** Keeps what {@link touch} reads from being left out as unused. */
  #touched = 0
  peak = 0

  constructor(maxPending: number) {
    this.#maxPending = maxPending
  }

  /** @param event - its number among all events */
  add(event: number, functionIndex: number, acceptedAtMs: number): number {
    if (acceptedAtMs >= maxAcceptedMs) throw new RangeError(`event ${event} arrives more than 34 years after the start`)
    if (this.#pending >= this.#maxPending) throw new RangeError(`more than ${this.#maxPending} events are pending`)
    const handle = this.#freeCount > 0 ? (this.#free[--this.#freeCount] as number) : this.#used++
    const record = handle * recordWords
    if (record + countsAt >= this.#words.length) this.#words = grown(this.#words, record + countsAt)
    const words = this.#words
    words[record] = acceptedAtMs
    words[record + functionAt] = functionIndex | ((acceptedAtMs / lowerRangeMs) << functionBits)
    words[record + numberAt] = event
    words[record + countsAt] = 0
    this.#pending += 1
    if (this.#pending > this.peak) this.peak = this.#pending
    return handle
  }

  remove(handle: number): void {
    if (this.#freeCount === this.#free.length) this.#free = grown(this.#free, this.#freeCount)
    this.#free[this.#freeCount++] = handle
    this.#pending -= 1
  }

  functionOf(handle: number): number {
    return (this.#words[handle * recordWords + functionAt] as number) & functionMask
  }

  acceptedAtMs(handle: number): number {
    const upper = (this.#words[handle * recordWords + functionAt] as number) >>> functionBits
    return ((this.#words[handle * recordWords] as number) >>> 0) + upper * lowerRangeMs
  }

  /** Number of the event among all events. */
  numberOf(handle: number): number {
    return this.#words[handle * recordWords + numberAt] as number
  }

  countsOf(handle: number): EventCounts {
    return this.#words[handle * recordWords + countsAt] as number
  }

  setCounts(handle: number, counts: EventCounts): void {
    this.#words[handle * recordWords + countsAt] = counts
  }

  /**
   * Reads the records of events that are due soon, whose handles are at every second cell. Memory then fetches many of them side
   * by side, where each step would wait for its own.
   */
  touch(cells: Int32Array, from: number, to: number): void {
    const words = this.#words
    let touched = 0
    for (let at = from; at < to; at += 2) touched ^= words[(cells[at] as number) * recordWords] as number
    this.#touched ^= touched
  }
}
