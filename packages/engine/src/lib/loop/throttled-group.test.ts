import { describe, expect, it } from 'vitest'
import { playedTo, sleeping } from '../../../test/drive.ts'
import { functionArn, startMs, success, world } from '../../../test/engine-world.ts'
import type { UnsettledChoices } from '../decide/unsettled-choices.ts'

const oneSlot = { functionArn, config: {}, reservedConcurrency: 1 }

/** One slot, a run of 22 s and, two seconds later, fourteen events of 50 ms. Returns when the last event ended, in seconds. */
async function drainedAfterSeconds(seed: number, unsettled: UnsettledChoices): Promise<number> {
  const { clock, accept, engine, timeline } = world({
    ...{ seed, unsettled, resolution: oneSlot },
    invoke: async ({ requestId }) => sleeping(clock, requestId === 'slow' ? 22_000 : 50, success),
  })
  await accept('slow')
  await playedTo(clock, startMs + 2_000)
  await Promise.all(Array.from({ length: 14 }, (_, n) => accept(`quick-${n}`)))
  await playedTo(clock, startMs + 240_000)
  const ends = timeline.filter((entry) => entry.type === 'decided' && entry.decision.kind === 'terminal')
  await engine.stop()
  return ends.length < 15 ? Number.POSITIVE_INFINITY : Math.max(...ends.map(({ atMs }) => atMs - startMs)) / 1_000
}

describe('events that were throttled together', () => {
  it('all end within 105 s behind a run of 22 s on one slot, as recorded (RTY-13, U-05b)', async () => {
    for (let seed = 1; seed <= 100; seed += 1) {
      const seconds = await drainedAfterSeconds(seed, {})
      expect(seconds, `seed ${seed}`).toBeGreaterThan(22)
      expect(seconds, `seed ${seed}`).toBeLessThan(105)
    }
  })

  it('do not drain within four minutes if every wait is exact (U-05b)', async () => {
    expect(await drainedAfterSeconds(1, { backoffJitter: 'none' })).toBe(Number.POSITIVE_INFINITY)
  })

  it('keep to one schedule within a group, while an event of another function keeps to the exact one (RTY-2)', async () => {
    const { clock, accept, engine, timeline } = world({ invoke: async () => ({ outcome: 'throttle' }) })
    for (const id of ['a', 'b', 'c']) await accept(id, '{}', 'crowded')
    await accept('alone', '{}', 'quiet')
    await playedTo(clock, startMs + 40_000)
    const startsOf = (id: string) =>
      timeline.flatMap(({ type, requestId, atMs }) =>
        type === 'attempt-started' && requestId === id ? [(atMs - startMs) / 1_000] : [],
      )
    expect(startsOf('alone')).toEqual([0, 1, 3, 7, 15, 31])
    for (const id of ['a', 'b', 'c'])
      startsOf(id).forEach((atSeconds, attempt) => {
        const exact = 2 ** attempt - 1
        expect(atSeconds).toBeLessThanOrEqual(exact)
        expect(atSeconds).toBeGreaterThanOrEqual(exact / 2)
      })
    expect(new Set(['a', 'b', 'c'].map((id) => startsOf(id)[4])).size).toBe(3)
    await engine.stop()
  })
})
