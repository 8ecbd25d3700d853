const branches = 4
const none = -1

/** Rows by time, and by order of arrival at the same time: a 4-ary heap on typed arrays, from which any row can be taken. */
export class RowHeap {
  #rows = new Int32Array(64)
  #size = 0
  #arrivals = 0
  /** Per row: time, order of arrival, place in the heap. */
  #atMs = new Float64Array(64)
  #order = new Float64Array(64)
  #place = new Int32Array(64).fill(none)

  get size(): number {
    return this.#size
  }

  push(row: number, atMs: number): void {
    this.#reserve(row)
    this.#atMs[row] = atMs
    this.#order[row] = this.#arrivals++
    this.#size += 1
    this.#rise(row, this.#size - 1)
  }

  /** The earliest row; -1 when there is none. */
  first(): number {
    return this.#size === 0 ? none : (this.#rows[0] as number)
  }

  atMs(row: number): number {
    return this.#atMs[row] as number
  }

  has(row: number): boolean {
    return row < this.#place.length && this.#place[row] !== none
  }

  /** Takes a row out that is in the heap. */
  remove(row: number): void {
    const place = this.#place[row] as number
    this.#place[row] = none
    this.#size -= 1
    const last = this.#rows[this.#size] as number
    if (last === row) return
    this.#sink(last, place)
    if (this.#rows[place] === last) this.#rise(last, place)
  }

  #rise(row: number, from: number): void {
    let place = from
    while (place > 0) {
      const parentPlace = Math.floor((place - 1) / branches)
      const parent = this.#rows[parentPlace] as number
      if (this.#isBefore(parent, row)) break
      this.#put(parent, place)
      place = parentPlace
    }
    this.#put(row, place)
  }

  #sink(row: number, from: number): void {
    let place = from
    for (;;) {
      const firstChild = place * branches + 1
      if (firstChild >= this.#size) break
      let childPlace = firstChild
      const end = Math.min(firstChild + branches, this.#size)
      for (let other = firstChild + 1; other < end; other += 1)
        if (this.#isBefore(this.#rows[other] as number, this.#rows[childPlace] as number)) childPlace = other
      const child = this.#rows[childPlace] as number
      if (this.#isBefore(row, child)) break
      this.#put(child, place)
      place = childPlace
    }
    this.#put(row, place)
  }

  #put(row: number, place: number): void {
    this.#rows[place] = row
    this.#place[row] = place
  }

  #isBefore(a: number, b: number): boolean {
    const [atA, atB] = [this.#atMs[a] as number, this.#atMs[b] as number]
    return atA < atB || (atA === atB && (this.#order[a] as number) < (this.#order[b] as number))
  }

  #reserve(row: number): void {
    if (this.#size + 1 > this.#rows.length) this.#rows = grown(this.#rows, this.#size)
    if (row < this.#place.length) return
    this.#atMs = grown(this.#atMs, row)
    this.#order = grown(this.#order, row)
    const filled = this.#place.length
    this.#place = grown(this.#place, row).fill(none, filled)
  }
}

/** The same column with room for `row`, at least twice as long where it had none. */
export function grown<Column extends Float64Array | Int32Array | Uint8Array>(column: Column, row: number): Column {
  if (row < column.length) return column
  const larger = new (column.constructor as new (length: number) => Column)(Math.max(column.length * 2, row + 1))
  larger.set(column)
  return larger
}
