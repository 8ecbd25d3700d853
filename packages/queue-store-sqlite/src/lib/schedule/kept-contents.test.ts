import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { KeptContents, type WrittenItems } from './kept-contents.ts'

/** One commit of items of three bytes each, which all have the item's number; none for a number that is not present. */
function commit(firstSeq: number, present: readonly boolean[]): WrittenItems {
  const starts: number[] = []
  const content: number[] = []
  for (const [index, isPresent] of present.entries()) {
    starts.push(isPresent ? content.length : -1)
    if (isPresent) content.push(...Array(3).fill(firstSeq + index))
  }
  return { firstSeq, starts, bytes: Uint8Array.from(content) }
}

/** A copy: the view lasts until the next commit only. */
const taken = (kept: KeptContents, seq: number): readonly number[] | undefined => {
  const content = kept.take(seq, 3)
  return content === undefined ? undefined : [...content]
}

describe('KeptContents', () => {
  it('gives each item its own bytes, once or never', () => {
    const action = fc.oneof(
      fc.record({ gap: fc.nat(3), present: fc.array(fc.boolean(), { minLength: 1, maxLength: 5 }) }),
      fc.record({ take: fc.nat(60) }),
      fc.record({ drop: fc.nat(60) }),
    )
    fc.assert(
      fc.property(fc.array(action, { maxLength: 60 }), (actions) => {
        const kept = new KeptContents({ count: 3, bytes: 13 })
        const left = new Set<number>()
        let next = 1
        for (const each of actions) {
          if ('present' in each) {
            next += each.gap
            kept.keep(commit(next, each.present))
            for (const [index, isPresent] of each.present.entries()) if (isPresent) left.add(next + index)
            next += each.present.length
          } else if ('drop' in each) {
            kept.drop(each.drop)
            left.delete(each.drop)
          } else {
            const content = taken(kept, each.take)
            if (!left.delete(each.take)) expect(content).toBeUndefined()
            else if (content !== undefined) expect(content).toEqual(Array(3).fill(each.take))
          }
        }
      }),
      { seed: 20261129, numRuns: 500 },
    )
  })

  it('keeps what was written last, in at most as many pages as it may have', () => {
    const kept = new KeptContents({ count: 2, bytes: 6 })
    for (const seq of [1, 2, 3, 4, 5]) kept.keep(commit(seq, [true]))
    expect([1, 2, 3, 4, 5].map((seq) => taken(kept, seq)?.[0])).toEqual([undefined, undefined, 3, 4, 5])
    expect(kept.size).toBe(12)
  })

  it('fills the first page again once nothing is kept', () => {
    const kept = new KeptContents({ count: 2, bytes: 6 })
    for (const seq of [1, 2, 3, 4, 5]) {
      kept.keep(commit(seq, [true]))
      expect(taken(kept, seq)).toEqual([seq, seq, seq])
    }
    expect(kept.size).toBe(6)
  })

  it('keeps nothing of a commit that is larger than a page', () => {
    const kept = new KeptContents({ count: 2, bytes: 3 })
    kept.keep(commit(1, [true]))
    kept.keep(commit(2, [true, true]))
    expect([1, 2, 3].map((seq) => taken(kept, seq)?.[0])).toEqual([1, undefined, undefined])
  })
})
