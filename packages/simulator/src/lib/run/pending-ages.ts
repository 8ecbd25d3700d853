const ended = -1

/** When each pending event was accepted, by its number, and which is the oldest. */
export class PendingAges {
  #times = new Float64Array(1_024)
  /** Number of the event in the first place. */
  #base = 0
  #oldest = 0
  #next = 0

  /** Adds the event with the next number. */
  add(acceptedAtMs: number): void {
    const place = this.#next - this.#base
    if (place >= this.#times.length) this.#makeRoom()
    this.#times[this.#next - this.#base] = acceptedAtMs
    this.#next += 1
  }

  acceptedAtMs(event: number): number {
    return this.#times[event - this.#base] as number
  }

  remove(event: number): void {
    const times = this.#times
    times[event - this.#base] = ended
    if (event !== this.#oldest) return
    let place = event - this.#base + 1
    const end = this.#next - this.#base
    while (place < end && times[place] === ended) place += 1
    this.#oldest = this.#base + place
  }

  isOldest(event: number): boolean {
    return event === this.#oldest
  }

  /** When the oldest pending event was accepted; NaN if there is none. */
  oldestMs(): number {
    return this.#oldest < this.#next ? this.acceptedAtMs(this.#oldest) : Number.NaN
  }

  /** Forgets the events before the oldest, or doubles the room. */
  #makeRoom(): void {
    const gone = this.#oldest - this.#base
    if (gone > this.#times.length / 2) this.#times.copyWithin(0, gone)
    else {
      const larger = new Float64Array(this.#times.length * 2)
      larger.set(this.#times.subarray(gone))
      this.#times = larger
    }
    this.#base = this.#oldest
  }
}
