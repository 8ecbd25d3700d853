import type { ClaimContents, Content } from './read-contents.ts'

/** Splits the contents of a claim into those of its items; `sizes` has the bytes of each state and body. */
export function splitContents(contents: ClaimContents, sizes: Float64Array): readonly Content[] {
  if (!(contents instanceof Uint8Array)) return contents
  let end = 0
  const next = (length: number): Uint8Array => {
    end += length
    return contents.subarray(end - length, end)
  }
  const items: Content[] = []
  for (let at = 0; at < sizes.length; at += 2)
    items.push({ state: next(sizes[at] as number), body: next(sizes[at + 1] as number), damaged: false })
  return items
}
