/** How many values a document may have with its aliases expanded, and how deep they may nest. */
const maxValues = 1_000_000
export const maxDepth = 200

interface Size {
  readonly values: number
  readonly depth: number
}

const scalar: Size = { values: 1, depth: 1 }

/** Measures values as they are built, with their aliases expanded: aliases of aliases multiply. */
export class Sizes {
  readonly #sizes = new WeakMap<object, Size>()

  /**
   * Adds a list or a map, and returns it.
   *
   * @throws {@link TypeError} if it holds too many values, or nests too deeply.
   */
  add<T extends object>(collection: T): T {
    const below = Object.values(collection).map((each) => this.#of(each))
    const values = below.reduce((sum, size) => sum + size.values, 1)
    const depth = below.reduce((deepest, size) => Math.max(deepest, size.depth), 0) + 1
    if (values > maxValues) throw new TypeError(`the template expands its aliases to more than ${maxValues} values`)
    if (depth > maxDepth) throw new TypeError(`the template is nested more than ${maxDepth} levels deep`)
    this.#sizes.set(collection, { values, depth })
    return collection
  }

  #of(value: unknown): Size {
    return (typeof value === 'object' && value !== null ? this.#sizes.get(value) : undefined) ?? scalar
  }
}
