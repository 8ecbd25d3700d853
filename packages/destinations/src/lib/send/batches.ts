/** An item to put into a batch. */
export interface BatchItem {
  /** Only items of the same group share a batch. */
  readonly group: string
  /** Bytes that it counts. */
  readonly size: number
}

/**
 * Puts items into batches, in their order within each group: at most `maxCount` in one, and together at most
 * `maxSize` bytes. An item that is larger alone has a batch of its own.
 */
export function batchesOf<Item extends BatchItem>(
  items: readonly Item[],
  { maxCount, maxSize }: { readonly maxCount: number; readonly maxSize: number },
): readonly (readonly Item[])[] {
  const batches: Item[][] = []
  const open = new Map<string, { readonly batch: Item[]; size: number }>()
  for (const item of items) {
    const current = open.get(item.group)
    if (current !== undefined && current.batch.length < maxCount && current.size + item.size <= maxSize) {
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
