import type { SlotKind } from '../concurrency/concurrency-pool.ts'
import type { EventProgress } from '../decide/next-step.ts'
import { grown } from '../queue/grown.ts'
import type { SimulatedOutcome } from './simulated-load.ts'

const waiting = 0
const holdsReserved = 1
const holdsPool = 2
/** Bits of a run that say which slot it holds; those above are its outcome. */
const slotBits = 2
const slotMask = 3
const outcomes: readonly SimulatedOutcome[] = ['success', 'functionError', 'systemError']
const maxCount = 255

/**
 * The record of an event, 24 bytes: the time of its acceptance (8), its function (4), its number (4), and a byte each for
 * failures, back-off, the slot and outcome of the run in progress, and runs. In one place, since the events of a storm are more
 * than the processor's cache holds, and a step then waits once for memory, not for each member.
 */
const recordBytes = 24
const [functionAt, numberAt, countsAt] = [2, 3, 4]
const [failuresAt, backoffAt, runAt, runsAt] = [16, 17, 18, 19]

/** Progress of an event for {@link decideNext}, in one object that is reused for all events, since it is only read. */
interface Scratch extends EventProgress {
  acceptedAtMs: number
  failures: number
  backoff: number
}

/** Pending events as records. A handle is reused once its event has ended. */
export class PendingEvents {
  readonly #maxPending: number
  readonly #scratch: Scratch = { acceptedAtMs: 0, failures: 0, backoff: 0 }
  #acceptedAtMs = new Float64Array(3 * 64)
  #words = new Int32Array(this.#acceptedAtMs.buffer)
  #bytes = new Uint8Array(this.#acceptedAtMs.buffer)
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
    if (this.#pending >= this.#maxPending) throw new RangeError(`more than ${this.#maxPending} events are pending`)
    const handle = this.#freeCount > 0 ? (this.#free[--this.#freeCount] as number) : this.#used++
    if ((handle + 1) * recordBytes > this.#bytes.length) this.#reserve(handle)
    this.#acceptedAtMs[handle * 3] = acceptedAtMs
    this.#words[handle * 6 + functionAt] = functionIndex
    this.#words[handle * 6 + numberAt] = event
    this.#words[handle * 6 + countsAt] = 0
    this.#pending += 1
    if (this.#pending > this.peak) this.peak = this.#pending
    return handle
  }

  remove(handle: number): void {
    this.#free = grown(this.#free, this.#freeCount)
    this.#free[this.#freeCount++] = handle
    this.#pending -= 1
  }

  functionOf(handle: number): number {
    return this.#words[handle * 6 + functionAt] as number
  }

  acceptedAtMs(handle: number): number {
    return this.#acceptedAtMs[handle * 3] as number
  }

  /** Number of the event among all events. */
  numberOf(handle: number): number {
    return this.#words[handle * 6 + numberAt] as number
  }

  /** Number of runs, at most 255. */
  runsOf(handle: number): number {
    return this.#bytes[handle * recordBytes + runsAt] as number
  }

  /**
   * Reads both ends of the records of events that are due soon, whose handles are at every second cell. Memory then fetches many
   * of them side by side, where each step would wait for its own.
   */
  touch(cells: Int32Array, from: number, to: number): void {
    const words = this.#words
    let touched = 0
    for (let at = from; at < to; at += 2) {
      const record = (cells[at] as number) * 6
      touched ^= (words[record] as number) ^ (words[record + 4] as number)
    }
    this.#touched ^= touched
  }

  isRunning(handle: number): boolean {
    return this.#runOf(handle) !== waiting
  }

  startRun(handle: number, slot: SlotKind, outcome: SimulatedOutcome): void {
    const held = slot === 'pool' ? holdsPool : holdsReserved
    this.#bytes[handle * recordBytes + runAt] = held | (codeOf(outcome) << slotBits)
    this.#bytes[handle * recordBytes + runsAt] = Math.min(maxCount, this.runsOf(handle) + 1)
  }

  outcomeOf(handle: number): SimulatedOutcome {
    return outcomes[this.#runOf(handle) >> slotBits] as SimulatedOutcome
  }

  endRun(handle: number): SlotKind {
    const slot = (this.#runOf(handle) & slotMask) === holdsPool ? 'pool' : 'reserved'
    this.#bytes[handle * recordBytes + runAt] = waiting
    return slot
  }

  /** Returns the progress of an event; valid until the next call. */
  progressOf(handle: number): EventProgress {
    const scratch = this.#scratch
    scratch.acceptedAtMs = this.acceptedAtMs(handle)
    scratch.failures = this.#bytes[handle * recordBytes + failuresAt] as number
    scratch.backoff = this.#bytes[handle * recordBytes + backoffAt] as number
    return scratch
  }

  setProgress(handle: number, failures: number, backoff: number): void {
    this.#bytes[handle * recordBytes + failuresAt] = failures
    this.#bytes[handle * recordBytes + backoffAt] = Math.min(maxCount, backoff)
  }

  #runOf(handle: number): number {
    return this.#bytes[handle * recordBytes + runAt] as number
  }

  #reserve(handle: number): void {
    this.#acceptedAtMs = grown(this.#acceptedAtMs, handle * 3 + 2)
    this.#words = new Int32Array(this.#acceptedAtMs.buffer)
    this.#bytes = new Uint8Array(this.#acceptedAtMs.buffer)
  }
}

/** Position in {@link outcomes}; a search through them would take a tenth of a step. */
function codeOf(outcome: SimulatedOutcome): number {
  if (outcome === 'success') return 0
  return outcome === 'functionError' ? 1 : 2
}
