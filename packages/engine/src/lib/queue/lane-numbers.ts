/** Numbers the lanes that have items. A number is reused once its lane is empty. */
export class LaneNumbers {
  readonly #numbers = new Map<string, number>()
  readonly #names: string[] = []
  readonly #items: number[] = []
  readonly #free: number[] = []

  /** Counts an item of the lane and returns the lane's number. */
  join(name: string): number {
    let lane = this.#numbers.get(name)
    if (lane === undefined) {
      lane = this.#free.pop() ?? this.#names.length
      this.#numbers.set(name, lane)
      this.#names[lane] = name
      this.#items[lane] = 0
    }
    this.#items[lane] = (this.#items[lane] as number) + 1
    return lane
  }

  /** Removes an item from the count of its lane. */
  leave(lane: number): void {
    const left = (this.#items[lane] as number) - 1
    this.#items[lane] = left
    if (left > 0) return
    this.#numbers.delete(this.nameOf(lane))
    this.#free.push(lane)
  }

  /** Number of a lane that has items, or -1. */
  find(name: string): number {
    return this.#numbers.get(name) ?? -1
  }

  nameOf(lane: number): string {
    return this.#names[lane] as string
  }
}
