import { heldBytes } from './held-bytes.ts'

/** Limits on what a {@link Newest} keeps. */
export interface NewestLimits {
  readonly items: number
  readonly bytes: number
}

/**
 * Keeps the newest items within two limits, and counts those that it dropped. It always keeps the newest item, however
 * large that is.
 *
 * @example
 * const lines = new Newest<string>({ items: 10_000, bytes: 33_554_432 })
 * lines.add('first')
 * lines.all() // ['first']
 */
export class Newest<Item> {
  readonly #limits: NewestLimits
  readonly #bytesOf: (item: Item) => number
  /** The items from `#first` on; those before it are `undefined`, and are removed together. */
  #items: (Item | undefined)[] = []
  #first = 0
  #bytes = 0
  #dropped = 0

  /** @param bytesOf - memory that an item holds, in bytes; the same whenever it is asked */
  constructor(limits: NewestLimits, bytesOf: (item: Item) => number = heldBytes) {
    this.#limits = limits
    this.#bytesOf = bytesOf
  }

  get length(): number {
    return this.#items.length - this.#first
  }

  /** Memory that the items hold, in bytes. */
  get bytes(): number {
    return this.#bytes
  }

  /** Items dropped since the start or the last {@link clear}. */
  get dropped(): number {
    return this.#dropped
  }

  add(item: Item): void {
    this.#items.push(item)
    this.#bytes += this.#bytesOf(item)
    while (this.length > 1 && (this.length > this.#limits.items || this.#bytes > this.#limits.bytes)) this.drop()
  }

  /** Drops the oldest item. */
  drop(): void {
    if (this.length === 0) return
    this.#bytes -= this.#bytesOf(this.#items[this.#first] as Item)
    this.#items[this.#first] = undefined
    this.#first += 1
    this.#dropped += 1
    // Not with every item: removing one moves all the others.
    if (this.#first * 2 <= this.#items.length) return
    this.#items = this.#items.slice(this.#first)
    this.#first = 0
  }

  /** Returns the items, oldest first. */
  all(): readonly Item[] {
    return this.#items.slice(this.#first) as Item[]
  }

  clear(): void {
    this.#items = []
    this.#first = 0
    this.#bytes = 0
    this.#dropped = 0
  }
}
