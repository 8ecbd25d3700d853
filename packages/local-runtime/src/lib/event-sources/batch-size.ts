/** Maximum size in bytes of the event of one run, with room for what surrounds the records. */
export const maxBatchBytes = 6_291_556 - 64

/**
 * Splits the records of a batch where together they exceed what a run can receive (ESM-3). The order stays; a record that is
 * too large alone is a batch of its own.
 */
export function splitBySize<Item>(records: readonly Item[], maxBytes = maxBatchBytes): readonly (readonly Item[])[] {
  const batches: Item[][] = []
  let bytes = 0
  for (const record of records) {
    const size = Buffer.byteLength(JSON.stringify(record)) + 1
    const last = batches.at(-1)
    if (last === undefined || bytes + size > maxBytes) {
      batches.push([record])
      bytes = size
    } else {
      last.push(record)
      bytes += size
    }
  }
  return batches
}
