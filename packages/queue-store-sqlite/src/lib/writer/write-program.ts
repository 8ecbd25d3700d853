/** Operation codes of a program; the methods of {@link WriteProgram} show the numbers that follow each. */
export const operation = {
  add: 1,
  done: 2,
  again: 3,
  release: 4,
  dropClaim: 5,
  keepDamaged: 6,
  redrive: 7,
  pause: 8,
} as const

import type { WrittenItems } from '../schedule/kept-contents.ts'

/**
 * A program as it is posted to the worker thread. Both threads see its numbers and bytes: to transfer buffers there and back costs more
 * than all else that a message takes.
 */
export interface ProgramMessage {
  readonly numbers: Float64Array<SharedArrayBuffer>
  /** All ids and lanes, one behind the other: one string is posted in a tenth of the time of a hundred. */
  readonly names: string
  readonly bytes: Uint8Array<SharedArrayBuffer>
  /** End of each call in `numbers`, `names` and `bytes`: three positions per call. */
  readonly ends: readonly number[]
}

/** Buffers of a program, which the next one can use once the worker thread has replied. */
export interface ProgramBuffers {
  readonly numbers: Float64Array<SharedArrayBuffer>
  readonly bytes: Uint8Array<SharedArrayBuffer>
}

const newBuffers = (): ProgramBuffers => ({
  numbers: new Float64Array(new SharedArrayBuffer(8_192)),
  bytes: new Uint8Array(new SharedArrayBuffer(65_536)),
})

/**
 * The writes of many callers as one flat list of numbers, one of bytes and one string, so that posting costs the same for one
 * caller as for hundreds. A call takes effect as a whole or not at all.
 */
export class WriteProgram {
  #numbers: Float64Array<SharedArrayBuffer>
  #numberCount = 0
  #names = ''
  #bytes: Uint8Array<SharedArrayBuffer>
  #byteCount = 0
  readonly #ends: number[] = []
  #firstSeq = 0
  /** By number of the new item, from the first one on: where its state begins, or -1. */
  readonly #starts: number[] = []
  #startsOfCalls = 0

  constructor({ numbers, bytes } = newBuffers()) {
    this.#numbers = numbers
    this.#bytes = bytes
  }

  get calls(): number {
    return this.#ends.length / 3
  }

  /** True if it has new items. */
  get hasAdded(): boolean {
    return this.#starts.length > 0
  }

  get byteCount(): number {
    return this.#byteCount
  }

  add(seq: number, id: string, lane: string, dueMs: number, state: Uint8Array, body: Uint8Array): void {
    this.#push(operation.add, seq, dueMs, state.length, body.length)
    this.#name(id)
    this.#name(lane)
    if (this.#starts.length === 0) this.#firstSeq = seq
    while (this.#starts.length < seq - this.#firstSeq) this.#starts.push(-1)
    this.#starts.push(this.#byteCount)
    this.#append(state)
    this.#append(body)
  }

  done(seq: number, bodyBytes: number): void {
    this.#push(operation.done, seq, bodyBytes)
  }

  again(seq: number, dueMs: number, deliveries: number, claim: number, state: Uint8Array): void {
    this.#push(operation.again, seq, dueMs, deliveries, claim, state.length)
    this.#append(state)
  }

  /** Puts a damaged item back as it is, so that it stays damaged. */
  keepDamaged(seq: number, dueMs: number, deliveries: number, claim: number): void {
    this.#push(operation.keepDamaged, seq, dueMs, deliveries, claim)
  }

  /** Marks the claim as accounted for: a crash after this does not count a delivery for it. */
  release(seq: number, claim: number): void {
    this.#push(operation.release, seq, claim)
  }

  /** Makes an item due, with deliveries counted from 0. `claim` is its last one without an outcome, or 0. */
  redrive(seq: number, dueMs: number, claim: number): void {
    this.#push(operation.redrive, seq, dueMs, claim)
  }

  pause(lane: string, isPaused: boolean): void {
    this.#push(operation.pause, Number(isPaused))
    this.#name(lane)
  }

  dropClaim(claim: number): void {
    this.#push(operation.dropClaim, claim)
  }

  /** Drops everything since the last call ended. */
  dropOpenCall(): void {
    const [numbers = 0, names = 0, bytes = 0] = this.#ends.slice(-3)
    this.#numberCount = numbers
    this.#names = this.#names.slice(0, names)
    this.#byteCount = bytes
    this.#starts.length = this.#startsOfCalls
  }

  endCall(): void {
    this.#ends.push(this.#numberCount, this.#names.length, this.#byteCount)
    this.#startsOfCalls = this.#starts.length
  }

  get buffers(): ProgramBuffers {
    return { numbers: this.#numbers, bytes: this.#bytes }
  }

  /** The new items. */
  written(): WrittenItems {
    return { firstSeq: this.#firstSeq, starts: this.#starts, bytes: this.#bytes.subarray(0, this.#byteCount) }
  }

  message(): ProgramMessage {
    const [numbers, bytes] = [this.#numbers.subarray(0, this.#numberCount), this.#bytes.subarray(0, this.#byteCount)]
    return { numbers, names: this.#names, bytes, ends: this.#ends }
  }

  #push(...values: readonly number[]): void {
    if (this.#numberCount + values.length > this.#numbers.length) {
      const larger = new Float64Array(new SharedArrayBuffer(this.#numbers.byteLength * 2))
      larger.set(this.#numbers)
      this.#numbers = larger
    }
    for (const value of values) this.#numbers[this.#numberCount++] = value
  }

  /** @throws TypeError for anything but a string: its length would misplace the names of other calls. */
  #name(text: string): void {
    if (typeof text !== 'string') throw new TypeError('ids and lanes are strings')
    this.#push(text.length)
    this.#names += text
  }

  #append(bytes: Uint8Array): void {
    const end = this.#byteCount + bytes.length
    if (end > this.#bytes.length) {
      const larger = new Uint8Array(new SharedArrayBuffer(Math.max(this.#bytes.length * 2, end)))
      larger.set(this.#bytes.subarray(0, this.#byteCount))
      this.#bytes = larger
    }
    this.#bytes.set(bytes, this.#byteCount)
    this.#byteCount = end
  }
}
