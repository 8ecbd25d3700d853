import { grown } from './grown.ts'

const none = -1

/**
 * Ready items: one FIFO per lane, and a round in which lanes take turns. A lane with a million items delays another by one
 * turn at most.
 *
 * Items and lanes are small numbers that the caller owns; an item is in at most one lane, once. All operations take
 * constant time. An item costs 4 bytes, a lane 20.
 */
export class ReadyLanes {
  #size = 0
  #nextItem = new Int32Array(64)
  #head = new Int32Array(16)
  #tail = new Int32Array(16)
  /** The round: a linked list of the lanes with items, and the number of items in each. */
  #nextLane = new Int32Array(16)
  #previousLane = new Int32Array(16)
  #count = new Int32Array(16)
  #firstLane = none
  #lastLane = none

  get size(): number {
    return this.#size
  }

  /** Lane whose turn it is, or -1 if nothing is ready. */
  get turn(): number {
    return this.#firstLane
  }

  countOf(lane: number): number {
    return this.#count[lane] ?? 0
  }

  /** Oldest item of a lane, or -1. */
  oldestOf(lane: number): number {
    return this.countOf(lane) === 0 ? none : (this.#head[lane] as number)
  }

  append(item: number, lane: number): void {
    if (this.#enter(item, lane)) return
    this.#nextItem[item] = none
    this.#nextItem[this.#tail[lane] as number] = item
    this.#tail[lane] = item
  }

  /** Puts an item at the head of its lane, as if it had not been taken. */
  putBack(item: number, lane: number): void {
    if (this.#enter(item, lane)) return
    this.#nextItem[item] = this.#head[lane] as number
    this.#head[lane] = item
  }

  /** Takes the oldest item of a lane that has one. The lane moves to the end of the round, or leaves it if empty. */
  take(lane: number): number {
    const item = this.#head[lane] as number
    const left = (this.#count[lane] as number) - 1
    this.#count[lane] = left
    this.#size -= 1
    this.#head[lane] = this.#nextItem[item] as number
    if (left > 0 && this.#firstLane === this.#lastLane) return item
    this.leaveRound(lane)
    if (left > 0) this.#joinRound(lane)
    return item
  }

  /** Items of a lane, the oldest first. The caller may remove the one that it has got. */
  *items(lane: number): Generator<number> {
    for (let item = this.oldestOf(lane), left = this.countOf(lane); left > 0; left -= 1) {
      const next = this.#nextItem[item] as number
      yield item
      item = next
    }
  }

  /** Removes an item from its lane, in as many steps as items are before it. */
  remove(item: number, lane: number): void {
    if (this.oldestOf(lane) === item) {
      const left = (this.#count[lane] as number) - 1
      this.#head[lane] = this.#nextItem[item] as number
      this.#count[lane] = left
      this.#size -= 1
      if (left === 0) this.leaveRound(lane)
      return
    }
    for (const before of this.items(lane)) {
      if (this.#nextItem[before] !== item) continue
      this.#nextItem[before] = this.#nextItem[item] as number
      if (this.#tail[lane] === item) this.#tail[lane] = before
      this.#count[lane] = (this.#count[lane] as number) - 1
      this.#size -= 1
      return
    }
  }

  /** Takes a lane and its items out of the round; {@link rejoinFirst} brings them back. */
  leaveRound(lane: number): void {
    const previous = this.#previousLane[lane] as number
    const next = this.#nextLane[lane] as number
    if (previous === none) this.#firstLane = next
    else this.#nextLane[previous] = next
    if (next === none) this.#lastLane = previous
    else this.#previousLane[next] = previous
  }

  /** Gives the next turn to a lane that left the round. */
  rejoinFirst(lane: number): void {
    this.#previousLane[lane] = none
    this.#nextLane[lane] = this.#firstLane
    if (this.#firstLane === none) this.#lastLane = lane
    else this.#previousLane[this.#firstLane] = lane
    this.#firstLane = lane
  }

  /** Lanes of the round, beginning with the one whose turn it is. */
  *lanes(): Generator<number> {
    for (let lane = this.#firstLane; lane !== none; lane = this.#nextLane[lane] as number) yield lane
  }

  /** Counts an item. If its lane is empty, also puts it there and returns true. */
  #enter(item: number, lane: number): boolean {
    if (item >= this.#nextItem.length) this.#nextItem = grown(this.#nextItem, item)
    if (lane >= this.#head.length) this.#reserveLane(lane)
    this.#size += 1
    const before = this.#count[lane] as number
    this.#count[lane] = before + 1
    if (before > 0) return false
    this.#nextItem[item] = none
    this.#head[lane] = item
    this.#tail[lane] = item
    this.#joinRound(lane)
    return true
  }

  #joinRound(lane: number): void {
    this.#nextLane[lane] = none
    this.#previousLane[lane] = this.#lastLane
    if (this.#lastLane === none) this.#firstLane = lane
    else this.#nextLane[this.#lastLane] = lane
    this.#lastLane = lane
  }

  #reserveLane(lane: number): void {
    this.#head = grown(this.#head, lane)
    this.#tail = grown(this.#tail, lane)
    this.#nextLane = grown(this.#nextLane, lane)
    this.#previousLane = grown(this.#previousLane, lane)
    this.#count = grown(this.#count, lane)
  }
}
