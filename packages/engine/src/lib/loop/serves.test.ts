import { describe, expect, it } from 'vitest'
import { driven, playedTo, settled, sleeping } from '../../../test/drive.ts'
import { functionArn, startMs, success, successes, world } from '../../../test/engine-world.ts'
import { unservedLanes } from '../concurrency/lanes.ts'
import { createMemoryStore } from '../memory-store/memory-store.ts'
import { VirtualClock } from '../time/clock.ts'

const config = { OnSuccess: successes }
const modes = (['as-lambda', 'wait'] as const).flatMap((concurrency) =>
  (['off', 'adaptive'] as const).map((backpressure) => ({ concurrency, backpressure })),
)

describe('an engine that serves some functions', () => {
  it.each(modes)('runs their events, and leaves the others ($concurrency, $backpressure)', async (mode) => {
    const clock = new VirtualClock(startMs)
    const store = createMemoryStore({ clock })
    const ran: string[] = []
    const engine = (serves: readonly string[]) =>
      world({
        clock,
        store,
        serves,
        ...mode,
        resolution: { functionArn, config },
        invoke: async ({ requestId }) => {
          ran.push(requestId)
          return success
        },
      })
    const accepting = engine([])
    for (const name of ['f', 'g', 'h']) await accepting.accept(name, '{}', name)
    await settled(accepting.engine)
    expect(ran).toEqual([])
    const first = engine(['f', 'g'])
    await driven(first.engine, clock)
    expect(ran.sort()).toEqual(['f', 'g'])
    const { lanes = [] } = (await store.admin?.lanes()) ?? {}
    const waiting = unservedLanes(lanes, ['f', 'g'])
    expect(waiting.map(({ lane, ready }) => [lane, ready])).toEqual([['function:h', 1]])
    const last = engine(['h'])
    await driven(last.engine, clock)
    expect(ran).toContain('h')
    expect([accepting, first, last].flatMap(({ delivered }) => delivered)).toHaveLength(3)
    for (const { engine } of [accepting, first, last]) await engine.stop()
  })

  it('delivers what others have decided, and serves all functions by default', async () => {
    const clock = new VirtualClock(startMs)
    const store = createMemoryStore({ clock })
    const failing = async () => {
      throw new Error('no sink here')
    }
    const running = world({
      clock,
      store,
      resolution: { functionArn, config },
      deliver: failing,
      failedDeliveries: 'keep',
    })
    await running.accept()
    await settled(running.engine)
    await running.engine.stop()
    const delivering = world({ clock, store, serves: [] })
    await playedTo(clock, startMs + 5_000)
    expect(delivering.delivered.map(({ requestId }) => requestId)).toEqual(['r-1'])
    await delivering.engine.stop()
  })

  it.each([
    { unreservedConcurrency: Number.POSITIVE_INFINITY, most: 20, serves: undefined },
    { unreservedConcurrency: 7, most: 7, serves: undefined },
    { unreservedConcurrency: 7, most: 7, serves: ['f', 'g', 'h'] },
  ])('uses all of $unreservedConcurrency shared slots at once if set to wait', async ({ most, ...options }) => {
    const clock = new VirtualClock(startMs)
    const runs = { now: 0, most: 0, ended: 0 }
    const invoke = async () => {
      runs.now += 1
      runs.most = Math.max(runs.most, runs.now)
      await sleeping(clock, 1_000, success)
      runs.now -= 1
      runs.ended += 1
      return success
    }
    const { serves, unreservedConcurrency } = options
    const { engine, accept, attemptsAt } = world({
      ...{ clock, concurrency: 'wait', resolution: { functionArn, config: {} }, invoke, unreservedConcurrency },
      ...(serves !== undefined && { serves }),
    })
    await Promise.all(Array.from({ length: 20 }, (_, n) => accept(`r-${n}`, '{}', n % 10 === 0 ? 'g' : 'f')))
    await playedTo(clock, startMs + 20_000)
    expect(runs).toEqual({ now: 0, most, ended: 20 })
    expect(attemptsAt().filter((atS) => atS >= Math.ceil(20 / most))).toEqual([])
    await engine.stop()
  })
})
