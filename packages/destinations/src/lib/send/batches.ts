/** An item to put into a batch. */
export interface BatchItem {
  /** Only items of the same group share a batch. */
  readonly group: string
  /** Bytes that it counts. */
  readonly size: number
}

/**
 * Puts items into batches, in their order within each group: at most `maximumCount` in one, and together at most
 * `maximumSize` bytes. An item that is larger alone has a batch of its own.
 */
export function batchesOf<Item extends BatchItem>(
  items: readonly Item[],
  { maximumCount, maximumSize }: { readonly maximumCount: number; readonly maximumSize: number },
): readonly (readonly Item[])[] {
  const batches: Item[][] = []
  const open = new Map<string, { readonly batch: Item[]; size: number }>()
  for (const item of items) {
    const current = open.get(item.group)
    if (current !== undefined && current.batch.length < maximumCount && current.size + item.size <= maximumSize) {
      current.batch.push(item)
      current.size += item.size
    } else {
      const batch = [item]
      batches.push(batch)
      open.set(item.group, { batch, size: item.size })
    }
  }
  return batches
}
