/**
 * Operation codes of a program; the methods of {@link WriteProgram} show the numbers that follow each. `claim` and `lapse` are
 * those of {@link claimProgram}.
 */
export const operation = {
  add: 1,
  done: 2,
  again: 3,
  release: 4,
  dropClaim: 5,
  keepDamaged: 6,
  redrive: 7,
  pause: 8,
  claim: 9,
  lapse: 10,
} as const

/** A program as it is posted to the worker thread: numbers and bytes are transferred, not copied. */
export interface ProgramMessage {
  readonly numbers: Float64Array<ArrayBuffer>
  readonly strings: readonly string[]
  readonly bytes: Uint8Array<ArrayBuffer>
  /** End of each call in `numbers`, `strings` and `bytes`: three positions per call. */
  readonly ends: readonly number[]
}

/** Buffers of a program: transferred to the worker thread with it, and back with the reply for reuse. */
export interface ProgramBuffers {
  readonly numbers: ArrayBuffer
  readonly bytes: ArrayBuffer
}

/**
 * The writes of many callers as one flat list of numbers, strings and bytes, so that posting costs the same for one
 * caller as for hundreds. A call takes effect as a whole or not at all.
 */
export class WriteProgram {
  #numbers: Float64Array<ArrayBuffer>
  #numberCount = 0
  readonly #strings: string[] = []
  #bytes: Uint8Array<ArrayBuffer>
  #byteCount = 0
  readonly #ends: number[] = []

  constructor(
    { numbers, bytes }: ProgramBuffers = { numbers: new ArrayBuffer(4_096), bytes: new ArrayBuffer(65_536) },
  ) {
    this.#numbers = new Float64Array(numbers)
    this.#bytes = new Uint8Array(bytes)
  }

  get calls(): number {
    return this.#ends.length / 3
  }

  get byteCount(): number {
    return this.#byteCount
  }

  add(seq: number, id: string, lane: string, dueMs: number, state: Uint8Array, body: Uint8Array): void {
    this.#push(operation.add, seq, dueMs, state.length, body.length)
    this.#strings.push(id, lane)
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
    this.#strings.push(lane)
  }

  dropClaim(claim: number): void {
    this.#push(operation.dropClaim, claim)
  }

  /** Drops everything since the last call ended. */
  dropOpenCall(): void {
    const [numbers = 0, strings = 0, bytes = 0] = this.#ends.slice(-3)
    this.#numberCount = numbers
    this.#strings.length = strings
    this.#byteCount = bytes
  }

  endCall(): void {
    this.#ends.push(this.#numberCount, this.#strings.length, this.#byteCount)
  }

  message(): ProgramMessage {
    const [numbers, bytes] = [this.#numbers.subarray(0, this.#numberCount), this.#bytes.subarray(0, this.#byteCount)]
    return { numbers, strings: this.#strings, bytes, ends: this.#ends }
  }

  #push(...values: readonly number[]): void {
    if (this.#numberCount + values.length > this.#numbers.length) {
      const larger = new Float64Array(this.#numbers.length * 2)
      larger.set(this.#numbers)
      this.#numbers = larger
    }
    for (const value of values) this.#numbers[this.#numberCount++] = value
  }

  #append(bytes: Uint8Array): void {
    const end = this.#byteCount + bytes.length
    if (end > this.#bytes.length) {
      const larger = new Uint8Array(Math.max(this.#bytes.length * 2, end))
      larger.set(this.#bytes.subarray(0, this.#byteCount))
      this.#bytes = larger
    }
    this.#bytes.set(bytes, this.#byteCount)
    this.#byteCount = end
  }
}

/** Items to hand out with one claim. */
export interface ClaimNote {
  readonly claim: number
  readonly seqs: Float64Array
  /**
   * Items whose last lease expired without an outcome, three numbers each: seq, deliveries so far, claim of that lease.
   */
  readonly lapsed: Float64Array
}

/** The note of a claim, by which a crash counts as a delivery, as a program of one call. */
export function claimProgram({ claim, seqs, lapsed }: ClaimNote): ProgramMessage {
  const numbers = new Float64Array(3 + seqs.length + (lapsed.length / 3) * 4)
  numbers.set([operation.claim, claim, seqs.length])
  numbers.set(seqs, 3)
  for (let [from, to] = [0, 3 + seqs.length]; from < lapsed.length; from += 3, to += 4) {
    numbers[to] = operation.lapse
    numbers.set(lapsed.subarray(from, from + 3), to + 1)
  }
  return { numbers, strings: [], bytes: new Uint8Array(), ends: [numbers.length, 0, 0] }
}

/** How many numbers an operation has, its code included; a claim has one more for each item. */
const numbersOf: readonly number[] = Object.assign([], {
  [operation.add]: 5,
  [operation.done]: 3,
  [operation.again]: 6,
  [operation.release]: 3,
  [operation.dropClaim]: 2,
  [operation.keepDamaged]: 5,
  [operation.redrive]: 4,
  [operation.pause]: 2,
  [operation.claim]: 3,
  [operation.lapse]: 4,
})

/** Calls `visit` for each operation, with its key, where its numbers begin, and where its bytes do. */
export function visitOperations(
  { numbers }: ProgramMessage,
  visit: (code: number, key: number, at: number, byte: number) => void,
): void {
  let byte = 0
  for (let at = 0; at < numbers.length; ) {
    const code = numbers[at] as number
    visit(code, numbers[at + 1] as number, at, byte)
    if (code === operation.add) byte += (numbers[at + 3] as number) + (numbers[at + 4] as number)
    else if (code === operation.again) byte += numbers[at + 5] as number
    else if (code === operation.claim) at += numbers[at + 2] as number
    at += numbersOf[code] ?? Number.POSITIVE_INFINITY
  }
}
