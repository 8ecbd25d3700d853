/**
 * Maps items with an asynchronous function, at most `maxConcurrency` at a time. Results are in the order of the items.
 */
export async function mapWithConcurrency<Item, Result>(
  items: readonly Item[],
  maxConcurrency: number,
  map: (item: Item) => Promise<Result>,
): Promise<readonly Result[]> {
  const results: Result[] = []
  const pending = items.entries()
  const worker = async (): Promise<void> => {
    for (const [index, item] of pending) results[index] = await map(item)
  }
  await Promise.all(Array.from({ length: Math.min(maxConcurrency, items.length) }, worker))
  return results
}
