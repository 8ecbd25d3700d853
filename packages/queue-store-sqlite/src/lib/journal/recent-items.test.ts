import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type RecentBytes, RecentItems, recent } from './recent-items.ts'

const bytes = fc.record({ at: fc.maxSafeNat(), length: fc.nat(2 ** 32 - 1), sum: fc.nat(2 ** 32 - 1) })
const kind = fc.constantFrom(recent.none, recent.added, recent.retried, recent.ended)

describe('the items of the journal', () => {
  it('are what a plain table has, in whichever order they come and go, and however far apart they are', () => {
    const step = fc.oneof(
      {
        weight: 3,
        arbitrary: fc.record({ type: fc.constant('add' as const), n: fc.nat(3_000), state: bytes, body: bytes }),
      },
      { weight: 1, arbitrary: fc.record({ type: fc.constant('state' as const), n: fc.nat(), state: bytes }) },
      { weight: 2, arbitrary: fc.record({ type: fc.constant('kind' as const), n: fc.nat(), kind }) },
    )
    fc.assert(
      fc.property(fc.nat(2 ** 40), fc.array(step, { maxLength: 60 }), (first, steps) => {
        const items = new RecentItems()
        const expected = new Map<number, { kind: number; state: RecentBytes; body: RecentBytes }>()
        for (const each of steps) {
          const known = [...expected.keys()]
          const seq = each.type === 'add' ? first + each.n : known[each.n % Math.max(1, known.length)]
          const item = seq === undefined ? undefined : expected.get(seq)
          if (each.type === 'add' && seq !== undefined) {
            const { state, body } = each
            items.add(seq, state, body)
            expected.set(seq, { kind: recent.added, state, body })
          } else if (seq === undefined || item === undefined) continue
          else if (each.type === 'state') {
            items.setState(seq, each.state)
            item.state = each.state
          } else if (each.type === 'kind') {
            items.setKind(seq, each.kind)
            item.kind = each.kind
            if (each.kind === recent.none) expected.delete(seq)
          }
          for (const [known, { kind, state, body }] of expected)
            expect([items.kindOf(known), items.stateOf(known), items.bodyOf(known)]).toEqual([kind, state, body])
          for (const other of [first - 1, first + 1_500, first + 3_001, (seq ?? 0) + 1])
            if (!expected.has(other)) expect(items.kindOf(other)).toBe(recent.none)
        }
      }),
    )
  })

  it('are kept in the order of their numbers by the thousand, and none is left once all have gone', () => {
    const items = new RecentItems()
    const part = (seq: number): RecentBytes => ({ at: seq * 10, length: seq, sum: seq * 3 })
    for (let round = 0; round < 2; round += 1) {
      const first = round * 100_000
      for (let seq = first; seq < first + 40_000; seq += 1) items.add(seq, part(seq), part(seq + 1))
      for (let seq = first; seq < first + 40_000; seq += 1) {
        if (seq % 97 === 0) expect([items.stateOf(seq), items.bodyOf(seq)]).toEqual([part(seq), part(seq + 1)])
        items.setKind(seq, recent.none)
      }
      expect([items.kindOf(first), items.kindOf(first + 39_999)]).toEqual([recent.none, recent.none])
    }
  })
})
