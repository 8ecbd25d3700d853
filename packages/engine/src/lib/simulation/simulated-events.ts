import type { SlotKind } from '../concurrency/concurrency-pool.ts'
import type { EventProgress } from '../decide/decide-next.ts'
import { grown } from '../queue/grown.ts'
import type { SimulatedOutcome } from './simulated-load.ts'

const waiting = 0
const holdsReserved = 1
const holdsPool = 2
/** Bits of a run that say which slot it holds; those above are its outcome. */
const slotBits = 2
const slotMask = 3
const outcomes: readonly SimulatedOutcome[] = ['success', 'functionError', 'systemError']
const maxRuns = 255

/** Progress of an event for {@link decideNext}, in one object that is reused for all events, since it is only read. */
interface Scratch extends EventProgress {
  acceptedAtMs: number
  failures: number
  backoff: number
}

/** Pending events as columns. A handle is reused once its event has ended. */
export class PendingEvents {
  readonly #maxPending: number
  readonly #scratch: Scratch = { acceptedAtMs: 0, failures: 0, backoff: 0 }
  #function = new Int32Array(64)
  #acceptedAtMs = new Float64Array(64)
  #failures = new Uint8Array(64)
  #backoff = new Uint8Array(64)
  /** Slot and outcome of the run in progress. */
  #run = new Uint8Array(64)
  #runs = new Uint8Array(64)
  #number = new Int32Array(64)
  #free = new Int32Array(64)
  #freeCount = 0
  /** Next unused handle; 0 is never one. */
  #used = 1
  #pending = 0
  peak = 0

  constructor(maxPending: number) {
    this.#maxPending = maxPending
  }

  /** @param event - its number among all events */
  add(event: number, functionIndex: number, acceptedAtMs: number): number {
    if (this.#pending >= this.#maxPending) throw new RangeError(`more than ${this.#maxPending} events are pending`)
    const handle = this.#freeCount > 0 ? (this.#free[--this.#freeCount] as number) : this.#used++
    if (handle >= this.#function.length) this.#reserve(handle)
    this.#function[handle] = functionIndex
    this.#acceptedAtMs[handle] = acceptedAtMs
    this.#failures[handle] = 0
    this.#backoff[handle] = 0
    this.#run[handle] = waiting
    this.#runs[handle] = 0
    this.#number[handle] = event
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
    return this.#function[handle] as number
  }

  acceptedAtMs(handle: number): number {
    return this.#acceptedAtMs[handle] as number
  }

  /** Number of the event among all events. */
  numberOf(handle: number): number {
    return this.#number[handle] as number
  }

  /** Number of runs, at most 255. */
  runsOf(handle: number): number {
    return this.#runs[handle] as number
  }

  isRunning(handle: number): boolean {
    return this.#run[handle] !== waiting
  }

  startRun(handle: number, slot: SlotKind, outcome: SimulatedOutcome): void {
    const held = slot === 'pool' ? holdsPool : holdsReserved
    this.#run[handle] = held | (outcomes.indexOf(outcome) << slotBits)
    if (this.runsOf(handle) < maxRuns) this.#runs[handle] = this.runsOf(handle) + 1
  }

  outcomeOf(handle: number): SimulatedOutcome {
    return outcomes[(this.#run[handle] as number) >> slotBits] as SimulatedOutcome
  }

  endRun(handle: number): SlotKind {
    const slot = ((this.#run[handle] as number) & slotMask) === holdsPool ? 'pool' : 'reserved'
    this.#run[handle] = waiting
    return slot
  }

  /** Returns the progress of an event; valid until the next call. */
  progressOf(handle: number): EventProgress {
    const scratch = this.#scratch
    scratch.acceptedAtMs = this.#acceptedAtMs[handle] as number
    scratch.failures = this.#failures[handle] as number
    scratch.backoff = this.#backoff[handle] as number
    return scratch
  }

  setProgress(handle: number, { failures, backoff }: EventProgress): void {
    this.#failures[handle] = failures
    this.#backoff[handle] = Math.min(255, backoff)
  }

  #reserve(handle: number): void {
    this.#function = grown(this.#function, handle)
    this.#acceptedAtMs = grown(this.#acceptedAtMs, handle)
    this.#failures = grown(this.#failures, handle)
    this.#backoff = grown(this.#backoff, handle)
    this.#run = grown(this.#run, handle)
    this.#runs = grown(this.#runs, handle)
    this.#number = grown(this.#number, handle)
  }
}
