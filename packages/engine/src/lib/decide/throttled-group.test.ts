import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { seededRandom } from '../time/seeded-random.ts'
import { drawInGroup, freshThrottledGroup } from './throttled-group.ts'

describe('drawInGroup', () => {
  it('draws exactly if another event was throttled in the last five minutes, for any history (U-05b)', () => {
    const throttle = fc.record({
      id: fc.constantFrom('a', 'b', 'c'),
      afterMs: fc.constantFrom(0, 1, 1_000, 150_000, 300_000, 300_001),
    })
    fc.assert(
      fc.property(fc.array(throttle, { maxLength: 30 }), (history) => {
        const group = freshThrottledGroup<string>()
        const seen: { id: string; atMs: number }[] = []
        let nowMs = 0
        for (const { id, afterMs } of history) {
          nowMs += afterMs
          const together = seen.some((other) => other.id !== id && nowMs - other.atMs <= 300_000)
          expect(drawInGroup(group, id, nowMs, () => 0.5) !== undefined).toBe(together)
          seen.push({ id, atMs: nowMs })
        }
      }),
    )
  })

  it('spreads a group over the whole range, with no two draws close together (RTY-13)', () => {
    fc.assert(
      fc.property(fc.integer(), fc.integer({ min: 2, max: 200 }), (seed, size) => {
        const group = freshThrottledGroup<number>()
        const random = seededRandom(seed)
        const draws = Array.from({ length: size + 1 }, (_, id) => drawInGroup(group, id, 0, random)).slice(1)
        const sorted = draws.map(Number).sort((a, b) => a - b)
        expect(sorted.every((draw) => draw >= 0 && draw < 1)).toBe(true)
        const gaps = sorted.map((draw, at) => (sorted[at + 1] ?? 1 + Number(sorted[0])) - draw)
        expect(Math.min(...gaps)).toBeGreaterThan(0.35 / size)
        expect(Math.max(...gaps)).toBeLessThan(2.7 / size)
      }),
    )
  })
})
