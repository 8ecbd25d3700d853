/** An item of a batch. */
export interface BatchItem {
  /** Only items of the same group share a batch. */
  readonly group: string
  /** Size in bytes. */
  readonly size: number
}

/**
 * Divides items into batches of one group each, in order, with at most `maxCount` items and `maxSize` bytes. An item
 * that exceeds `maxSize` gets its own batch.
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
