/** How many functions are read or written at a time, unless an option says otherwise. */
const oneAtATime = 1

/**
 * Runs `work` for each item, up to `concurrency` at a time, and returns the results in the order of the items. After an
 * error, or once the signal aborts, nothing more starts; what has started is finished.
 *
 * @returns a result for each item that was started
 * @throws `RangeError` if `concurrency` is no whole number from 1; otherwise the first error of `work`
 */
export async function runConcurrently<Item, Result>(
  items: readonly Item[],
  { concurrency = oneAtATime, signal }: { readonly concurrency?: number; readonly signal?: AbortSignal },
  work: (item: Item) => Promise<Result>,
): Promise<readonly Result[]> {
  if (!Number.isInteger(concurrency) || concurrency < 1)
    throw new RangeError(`concurrency is no whole number from 1: ${concurrency}`)
  const results: Result[] = []
  const errors: unknown[] = []
  let next = 0
  const run = async (): Promise<void> => {
    while (next < items.length && errors.length === 0 && signal?.aborted !== true) {
      const at = next
      next += 1
      try {
        // The item is there: `at` is below the length.
        results[at] = await work(items[at] as Item)
      } catch (error) {
        errors.push(error)
      }
    }
  }
  await Promise.all(Array.from({ length: Math.min(concurrency, items.length) }, run))
  if (errors.length > 0) throw errors[0]
  return results
}
