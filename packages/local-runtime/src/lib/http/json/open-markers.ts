export type MarkerKind = 'Array' | 'Object'

/** Stack of open arrays and objects. */
export class OpenMarkers {
  readonly #kinds: MarkerKind[] = []
  readonly #ends: number[] = []
  readonly #entered: boolean[] = []

  get depth(): number {
    return this.#kinds.length
  }

  /** Kind of the innermost; `undefined` at the root. */
  get kind(): MarkerKind | undefined {
    return this.#kinds.at(-1)
  }

  /** Offset after the opening marker of the innermost; 0 at the root. */
  get end(): number {
    return this.#ends.at(-1) ?? 0
  }

  push(kind: MarkerKind, end: number): void {
    this.#kinds.push(kind)
    this.#ends.push(end)
    this.#entered.push(false)
  }

  pop(): void {
    this.#kinds.pop()
    this.#ends.pop()
    this.#entered.pop()
  }

  /** Records an entry of the innermost. Returns true if it already had one. */
  enter(): boolean {
    const entered = this.#entered.at(-1) === true
    this.#entered[this.depth - 1] = true
    return entered
  }
}
