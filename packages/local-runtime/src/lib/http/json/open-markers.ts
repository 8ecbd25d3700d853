export type MarkerKind = 'Array' | 'Object'

const [objectFlag, enteredFlag] = [1, 2]

/** Stack of open arrays and objects, five bytes each: a body can open six million. */
export class OpenMarkers {
  #ends = new Uint32Array(64)
  #flags = new Uint8Array(64)
  #depth = 0

  /** Kind of the innermost; `undefined` at the root. */
  get kind(): MarkerKind | undefined {
    if (this.#depth === 0) return undefined
    return ((this.#flags[this.#depth - 1] ?? 0) & objectFlag) === 0 ? 'Array' : 'Object'
  }

  /** Offset after the opening marker of the innermost; 0 at the root. */
  get end(): number {
    return this.#depth === 0 ? 0 : (this.#ends[this.#depth - 1] ?? 0)
  }

  push(kind: MarkerKind, end: number): void {
    if (this.#depth === this.#ends.length) this.#grow()
    this.#ends[this.#depth] = end
    this.#flags[this.#depth] = kind === 'Object' ? objectFlag : 0
    this.#depth += 1
  }

  pop(): void {
    this.#depth -= 1
  }

  /** Records an entry of the innermost. Returns true if it already had one. */
  enter(): boolean {
    const flags = this.#flags[this.#depth - 1] ?? 0
    this.#flags[this.#depth - 1] = flags | enteredFlag
    return (flags & enteredFlag) !== 0
  }

  #grow(): void {
    const [ends, flags] = [new Uint32Array(this.#depth * 2), new Uint8Array(this.#depth * 2)]
    ends.set(this.#ends)
    flags.set(this.#flags)
    this.#ends = ends
    this.#flags = flags
  }
}
