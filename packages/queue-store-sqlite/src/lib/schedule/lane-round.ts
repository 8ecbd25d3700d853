/** Lanes that take turns: a ring of lane numbers, each in it once or not at all. */
export class LaneRound {
  #ring = new Int32Array(16)
  #first = 0
  #size = 0

  get size(): number {
    return this.#size
  }

  append(lane: number): void {
    this.#makeRoom()
    this.#ring[(this.#first + this.#size) & (this.#ring.length - 1)] = lane
    this.#size += 1
  }

  prepend(lane: number): void {
    this.#makeRoom()
    this.#first = (this.#first - 1) & (this.#ring.length - 1)
    this.#ring[this.#first] = lane
    this.#size += 1
  }

  /** Takes out the lane whose turn it is; -1 when there is none. */
  take(): number {
    if (this.#size === 0) return -1
    const lane = this.#ring[this.#first] as number
    this.#first = (this.#first + 1) & (this.#ring.length - 1)
    this.#size -= 1
    return lane
  }

  *[Symbol.iterator](): Generator<number> {
    for (let at = 0; at < this.#size; at += 1) yield this.#ring[(this.#first + at) & (this.#ring.length - 1)] as number
  }

  #makeRoom(): void {
    if (this.#size < this.#ring.length) return
    const larger = new Int32Array(this.#ring.length * 2)
    let at = 0
    for (const lane of this) larger[at++] = lane
    this.#ring = larger
    this.#first = 0
  }
}
