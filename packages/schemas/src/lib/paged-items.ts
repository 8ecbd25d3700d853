/** A page of a list as a service answers it. */
export interface ListPage<Item> {
  /** Missing where the page has none. */
  readonly items: readonly Item[] | undefined
  /** The marker of the next page; missing on the last one. */
  readonly next: string | undefined
}

/**
 * The items of a list that a service answers in pages.
 *
 * @throws `Error` for a page without a list of objects, and for a marker that has come before: the list would never end
 */
export async function* pagedItems<Page, Item extends object>(
  pages: AsyncIterable<Page>,
  read: (page: Page) => ListPage<Item>,
): AsyncGenerator<Item> {
  const seen = new Set<string>()
  for await (const page of pages) {
    const { items = [], next } = read(page)
    if (!Array.isArray(items) || items.some((item) => typeof item !== 'object' || item === null))
      throw new Error('the answer is not that of the service: it has no list')
    yield* items
    if (next === undefined) continue
    if (seen.has(next)) throw new Error(`the answer is not that of the service: the list repeats its page ${next}`)
    seen.add(next)
  }
}
