/** Gives every lane that has items a small number, and takes it back when the last of them is gone. */
export class LaneNumbers {
  readonly #numbers = new Map<string, number>()
  readonly #names: string[] = []
  readonly #items: number[] = []
  readonly #free: number[] = []

  /** The number of the lane, which has one item more now. */
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

  /** The lane has one item less. */
  leave(lane: number): void {
    const left = (this.#items[lane] as number) - 1
    this.#items[lane] = left
    if (left > 0) return
    this.#numbers.delete(this.nameOf(lane))
    this.#free.push(lane)
  }

  nameOf(lane: number): string {
    return this.#names[lane] as string
  }
}
