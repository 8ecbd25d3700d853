/** What the journal has of an item. */
export const recent = {
  /** Nothing: it is in the database, or ended. */
  none: 0,
  /** All of it. */
  added: 1,
  /** Its state; the body is in the database. */
  retried: 2,
  /** It was added and has ended: the database never needs it. */
  ended: 3,
} as const

/** Bytes of the journal by position, and their checksum. */
export interface RecentBytes {
  readonly at: number
  readonly length: number
  readonly sum: number
}

const initialSlots = 1_024
/** A ring that is larger is given back once it is empty. */
const slotsKept = 16_384

/** The items that are added in the journal, by their number: a ring of columns, since numbers follow each other. */
export class RecentItems {
  #kinds = new Uint8Array(initialSlots)
  #stateAt = new Float64Array(initialSlots)
  #bodyAt = new Float64Array(initialSlots)
  #stateBytes = new Uint32Array(initialSlots)
  #bodyBytes = new Uint32Array(initialSlots)
  #stateSums = new Uint32Array(initialSlots)
  #bodySums = new Uint32Array(initialSlots)
  /** Numbers from the first, including, to the last, excluding, have a slot. */
  #first = 0
  #end = 0

  kindOf(seq: number): number {
    return this.#has(seq) ? (this.#kinds[this.#slot(seq)] as number) : recent.none
  }

  stateOf(seq: number): RecentBytes {
    const slot = this.#slot(seq)
    return {
      at: this.#stateAt[slot] as number,
      length: this.#stateBytes[slot] as number,
      sum: this.#stateSums[slot] as number,
    }
  }

  bodyOf(seq: number): RecentBytes {
    const slot = this.#slot(seq)
    return {
      at: this.#bodyAt[slot] as number,
      length: this.#bodyBytes[slot] as number,
      sum: this.#bodySums[slot] as number,
    }
  }

  add(seq: number, state: RecentBytes, body: RecentBytes): void {
    const isEmpty = this.#first === this.#end
    const first = isEmpty ? seq : Math.min(seq, this.#first)
    const end = isEmpty ? seq + 1 : Math.max(seq + 1, this.#end)
    while (end - first > this.#kinds.length) this.#resize(this.#kinds.length * 2)
    this.#first = first
    this.#end = end
    const slot = this.#slot(seq)
    this.#kinds[slot] = recent.added
    this.#bodyAt[slot] = body.at
    this.#bodyBytes[slot] = body.length
    this.#bodySums[slot] = body.sum
    this.setState(seq, state)
  }

  setState(seq: number, { at, length, sum }: RecentBytes): void {
    const slot = this.#slot(seq)
    this.#stateAt[slot] = at
    this.#stateBytes[slot] = length
    this.#stateSums[slot] = sum
  }

  setKind(seq: number, kind: number): void {
    this.#kinds[this.#slot(seq)] = kind
    if (kind !== recent.none || seq !== this.#first) return
    while (this.#first < this.#end && this.#kinds[this.#slot(this.#first)] === recent.none) this.#first += 1
    if (this.#first === this.#end && this.#kinds.length > slotsKept) this.#resize(initialSlots)
  }

  #has(seq: number): boolean {
    return seq >= this.#first && seq < this.#end
  }

  /** Numbers may be larger than 32 bits. */
  #slot(seq: number): number {
    return seq % this.#kinds.length
  }

  #resize(slots: number): void {
    const [first, end] = [this.#first, this.#end]
    const moved = <Column extends Uint8Array | Uint32Array | Float64Array>(old: Column, column: Column): Column => {
      for (let seq = first; seq < end; seq += 1) column[seq % column.length] = old[seq % old.length] as number
      return column
    }
    this.#stateAt = moved(this.#stateAt, new Float64Array(slots))
    this.#bodyAt = moved(this.#bodyAt, new Float64Array(slots))
    this.#stateBytes = moved(this.#stateBytes, new Uint32Array(slots))
    this.#bodyBytes = moved(this.#bodyBytes, new Uint32Array(slots))
    this.#stateSums = moved(this.#stateSums, new Uint32Array(slots))
    this.#bodySums = moved(this.#bodySums, new Uint32Array(slots))
    this.#kinds = moved(this.#kinds, new Uint8Array(slots))
  }
}
