/** Does `act` with every item, at most `maxAtOnce` at a time; results in the order of the items. */
export async function inTurns<Item, Result>(
  items: readonly Item[],
  maxAtOnce: number,
  act: (item: Item) => Promise<Result>,
): Promise<readonly Result[]> {
  const results: Result[] = []
  const waiting = items.entries()
  const worker = async (): Promise<void> => {
    for (const [index, item] of waiting) results[index] = await act(item)
  }
  await Promise.all(Array.from({ length: Math.min(maxAtOnce, items.length) }, worker))
  return results
}
