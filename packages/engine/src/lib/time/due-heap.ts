interface Entry<Value> {
  readonly atMs: number
  readonly order: number
  readonly value: Value
}

const branches = 4

/**
 * Values ordered by time, and by arrival at the same time: a 4-ary heap. Slower than the timing wheel and obviously
 * correct, so that it serves as the model in the wheel's tests.
 */
export class DueHeap<Value> {
  readonly #entries: Entry<Value>[] = []
  #arrivals = 0

  get size(): number {
    return this.#entries.length
  }

  push(atMs: number, value: Value): void {
    const entries = this.#entries
    const entry = { atMs, order: this.#arrivals++, value }
    let index = entries.push(entry) - 1
    while (index > 0) {
      const parentIndex = Math.floor((index - 1) / branches)
      const parent = entries[parentIndex] as Entry<Value>
      if (before(parent, entry)) break
      entries[index] = parent
      index = parentIndex
    }
    entries[index] = entry
  }

  peek(): { readonly atMs: number; readonly value: Value } | undefined {
    return this.#entries[0]
  }

  pop(): Value | undefined {
    const entries = this.#entries
    const first = entries[0]
    const last = entries.pop()
    if (first === undefined || last === undefined || first === last) return first?.value
    let index = 0
    for (;;) {
      const child = this.#firstChild(index)
      if (child === undefined || before(last, entries[child] as Entry<Value>)) break
      entries[index] = entries[child] as Entry<Value>
      index = child
    }
    entries[index] = last
    return first.value
  }

  #firstChild(index: number): number | undefined {
    const start = branches * index + 1
    let first: number | undefined
    for (let child = start; child < Math.min(start + branches, this.#entries.length); child += 1) {
      const entry = this.#entries[child] as Entry<Value>
      if (first === undefined || before(entry, this.#entries[first] as Entry<Value>)) first = child
    }
    return first
  }
}

function before<Value>(a: Entry<Value>, b: Entry<Value>): boolean {
  return a.atMs < b.atMs || (a.atMs === b.atMs && a.order < b.order)
}
