/** Size of the inputs that are kept for the report of a crash; the rest of a larger one is cut. */
const maxBytes = 1_048_576

/**
 * The input that a thread is trying, in memory that another thread can read: it is known even if the thread hangs or runs
 * out of memory.
 */
export class CurrentInput {
  readonly buffer: SharedArrayBuffer
  readonly #head: Int32Array
  readonly #bytes: Uint8Array

  constructor(buffer = new SharedArrayBuffer(8 + maxBytes)) {
    this.buffer = buffer
    this.#head = new Int32Array(buffer, 0, 2)
    this.#bytes = new Uint8Array(buffer, 8)
  }

  /** Number of inputs so far. */
  get count(): number {
    return Atomics.load(this.#head, 0)
  }

  note(input: Uint8Array): void {
    const cut = input.subarray(0, maxBytes)
    this.#bytes.set(cut)
    Atomics.store(this.#head, 1, cut.length)
    Atomics.add(this.#head, 0, 1)
  }

  read(): Uint8Array {
    return this.#bytes.slice(0, Atomics.load(this.#head, 1))
  }
}
