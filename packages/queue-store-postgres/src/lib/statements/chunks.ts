import type { NewItem, Settlement } from '@async-invoke/engine'

/** Upper bound of the bytes in one statement; a single larger part makes a statement of its own. */
const maxBytes = 64 * 1_048_576

/** Splits a list into parts of bounded size, in its order. */
export function* chunksOf<Part>(parts: readonly Part[], bytesOf: (part: Part) => number): Generator<readonly Part[]> {
  let chunk: Part[] = []
  let bytes = 0
  for (const part of parts) {
    const more = bytesOf(part)
    if (chunk.length > 0 && bytes + more > maxBytes) {
      yield chunk
      chunk = []
      bytes = 0
    }
    chunk.push(part)
    bytes += more
  }
  if (chunk.length > 0) yield chunk
}

export function itemBytes({ state, body }: NewItem): number {
  return state.length + body.length
}

export function settlementBytes(settlement: Settlement): number {
  if (settlement.to === 'again') return settlement.state.length
  if (settlement.to === 'release') return 0
  return (settlement.outbox ?? []).reduce((sum, item) => sum + itemBytes(item), 0)
}
