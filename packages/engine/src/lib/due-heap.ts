interface Entry<Value> {
  readonly atMs: number
  readonly order: number
  readonly value: Value
}

/** Values by time, and by order of arrival at the same time: a binary heap. */
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
      const parentIndex = (index - 1) >> 1
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
      const left = 2 * index + 1
      if (left >= entries.length) break
      const right = left + 1
      const rightIsFirst =
        right < entries.length && before(entries[right] as Entry<Value>, entries[left] as Entry<Value>)
      const child = rightIsFirst ? right : left
      if (before(last, entries[child] as Entry<Value>)) break
      entries[index] = entries[child] as Entry<Value>
      index = child
    }
    entries[index] = last
    return first.value
  }
}

function before<Value>(a: Entry<Value>, b: Entry<Value>): boolean {
  return a.atMs < b.atMs || (a.atMs === b.atMs && a.order < b.order)
}
