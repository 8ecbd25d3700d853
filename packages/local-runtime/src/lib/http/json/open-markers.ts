export type MarkerKind = 'Array' | 'Object'

const [object, entered] = [1, 2]

/** The arrays and objects that are open, innermost last. Five bytes each: a body may hold six million. */
export class OpenMarkers {
  #ends = new Uint32Array(64)
  #flags = new Uint8Array(64)
  #depth = 0

  /** Of the innermost; `undefined` at the root. */
  get kind(): MarkerKind | undefined {
    if (this.#depth === 0) return undefined
    return ((this.#flags[this.#depth - 1] ?? 0) & object) === 0 ? 'Array' : 'Object'
  }

  /** Behind the innermost's marker; 0 at the root. */
  get end(): number {
    return this.#depth === 0 ? 0 : (this.#ends[this.#depth - 1] ?? 0)
  }

  push(kind: MarkerKind, end: number): void {
    if (this.#depth === this.#ends.length) this.#grow()
    this.#ends[this.#depth] = end
    this.#flags[this.#depth] = kind === 'Object' ? object : 0
    this.#depth += 1
  }

  pop(): void {
    this.#depth -= 1
  }

  /** Whether the innermost had an entry before; from now on it has. */
  enter(): boolean {
    const flags = this.#flags[this.#depth - 1] ?? 0
    this.#flags[this.#depth - 1] = flags | entered
    return (flags & entered) !== 0
  }

  #grow(): void {
    const [ends, flags] = [new Uint32Array(this.#depth * 2), new Uint8Array(this.#depth * 2)]
    ends.set(this.#ends)
    flags.set(this.#flags)
    this.#ends = ends
    this.#flags = flags
  }
}
