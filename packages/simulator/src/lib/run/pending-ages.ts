const ended = -1

/** When each pending event was accepted, by its number, and which is the oldest. */
export class PendingAges {
  #times = new Float64Array(1_024)
  /** Number of the event in the first place. */
  #base = 0
  #oldest = 0
  #next = 0
  /** True if the event that was removed last was the oldest. */
  wasOldest = false

  /** Adds the event with the next number. */
  add(acceptedAtMs: number): void {
    const place = this.#next - this.#base
    if (place >= this.#times.length) this.#makeRoom()
    this.#times[this.#next - this.#base] = acceptedAtMs
    this.#next += 1
  }

  /** Removes an event, and returns when it was accepted. */
  remove(event: number): number {
    const times = this.#times
    let place = event - this.#base
    const acceptedAtMs = times[place] as number
    times[place] = ended
    this.wasOldest = event === this.#oldest
    if (this.wasOldest) {
      const end = this.#next - this.#base
      do place += 1
      while (place < end && times[place] === ended)
      this.#oldest = this.#base + place
    }
    return acceptedAtMs
  }

  /** When the oldest pending event was accepted; NaN if there is none. */
  oldestMs(): number {
    return this.#oldest < this.#next ? (this.#times[this.#oldest - this.#base] as number) : Number.NaN
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
