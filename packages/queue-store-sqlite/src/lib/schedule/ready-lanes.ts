import { LaneRound } from './lane-round.ts'
import { grown } from './row-heap.ts'

const none = -1

/** Ready rows: per lane a list, oldest first, and a round in which lanes take turns. */
export class ReadyLanes {
  readonly #numberOf = new Map<string, number>()
  readonly #names: string[] = []
  readonly #freeNumbers: number[] = []
  /** Per lane: items of it anywhere in the store, first and last ready row. */
  #items = new Int32Array(16)
  #head = new Int32Array(16)
  #tail = new Int32Array(16)
  /** Per row: the one behind it in its lane. */
  #next = new Int32Array(64)
  readonly #round = new LaneRound()

  /** Number of the lane, which has one item more from now on. */
  join(name: string): number {
    let lane = this.#numberOf.get(name)
    if (lane === undefined) {
      lane = this.#freeNumbers.pop() ?? this.#names.length
      this.#numberOf.set(name, lane)
      this.#names[lane] = name
      this.#items = grown(this.#items, lane)
      this.#head = grown(this.#head, lane)
      this.#tail = grown(this.#tail, lane)
      this.#items[lane] = 0
      this.#head[lane] = none
    }
    this.#items[lane] = (this.#items[lane] as number) + 1
    return lane
  }

  /** One item of the lane is gone; with its last one the lane is. */
  leave(lane: number): void {
    const items = (this.#items[lane] as number) - 1
    this.#items[lane] = items
    if (items > 0) return
    this.#numberOf.delete(this.nameOf(lane))
    this.#freeNumbers.push(lane)
  }

  nameOf(lane: number): string {
    return this.#names[lane] as string
  }

  append(row: number, lane: number): void {
    this.#next = grown(this.#next, row)
    this.#next[row] = none
    if (this.#head[lane] === none) {
      this.#head[lane] = row
      this.#round.append(lane)
    } else this.#next[this.#tail[lane] as number] = row
    this.#tail[lane] = row
  }

  /** The row is the next to come out of its lane. */
  prepend(row: number, lane: number): void {
    if (this.#head[lane] === none) {
      this.append(row, lane)
      return
    }
    this.#next[row] = this.#head[lane] as number
    this.#head[lane] = row
  }

  /** Takes out one row of each lane in turn, while `wants` says so for the next; `budget` is asked once for each lane. */
  take(
    budget: ((lane: string) => number) | undefined,
    wants: (row: number) => boolean,
    onTaken: (row: number) => void,
  ): void {
    const left = new Map<number, number>()
    const spent: number[] = []
    for (let lane = this.#round.take(); lane !== none; lane = this.#round.take()) {
      const mayGive = left.get(lane) ?? budget?.(this.nameOf(lane)) ?? Number.POSITIVE_INFINITY
      const row = this.#head[lane] as number
      if (mayGive <= 0) spent.push(lane)
      else if (wants(row)) {
        left.set(lane, mayGive - 1)
        this.#head[lane] = this.#next[row] as number
        if (this.#head[lane] !== none) this.#round.append(lane)
        onTaken(row)
      } else {
        this.#round.prepend(lane)
        break
      }
    }
    // A lane that could give nothing keeps its turn.
    for (const lane of spent.reverse()) this.#round.prepend(lane)
  }

  /** The first ready row of each lane, in the order of their turns. */
  *firsts(): Generator<readonly [lane: string, row: number]> {
    for (const lane of this.#round) yield [this.nameOf(lane), this.#head[lane] as number]
  }
}
