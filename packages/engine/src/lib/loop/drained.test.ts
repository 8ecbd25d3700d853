import fc from 'fast-check'
import { describe, expect, it, vi } from 'vitest'
import { driven, playedTo, settled, sleeping, turn, unwoken } from '../../../test/drive.ts'
import { bytes, error, functionArn, startMs, success, world } from '../../../test/engine-world.ts'
import { createMemoryStore } from '../memory-store/memory-store.ts'
import type { Attempt, AttemptResult } from '../ports.ts'
import type { QueueStore } from '../queue/queue-store.ts'
import { VirtualClock } from '../time/clock.ts'
import type { EngineControl } from './engine-options.ts'
import { encodeAccepted } from './item-state.ts'

/** Records how `drained()` settles. */
function watched(engine: EngineControl): { state: 'waiting' | 'drained' | string } {
  const seen = { state: 'waiting' }
  engine.drained().then(
    () => {
      seen.state = 'drained'
    },
    (rejection: { code?: string }) => {
      seen.state = rejection.code ?? String(rejection)
    },
  )
  return seen
}

/** A memory store that announces nothing. */
function withoutWakeUps(clock: VirtualClock): QueueStore {
  const store = createMemoryStore({ clock })
  vi.spyOn(store, 'onWake').mockReturnValue(() => {})
  return store
}

const waiting = { reference: { functionName: 'f' }, acceptedAtMs: startMs }
const throttle: AttemptResult = { outcome: 'throttle' }
const outcomes = { success, error, throttle }

describe('drained', () => {
  it('resolves when no event was accepted', async () => {
    const { engine } = world()
    await engine.drained()
    await engine.drained()
  })

  it('waits for retries and for the delivery at the end', async () => {
    const { engine, clock, accept, delivered } = world({
      resolution: { config: { OnFailure: 'arn:aws:sqs:us-east-1:123456789012:failures', MaximumRetryAttempts: 1 } },
      invoke: async () => error,
      deliver: async () => sleeping(clock, 5_000, undefined),
    })
    await accept()
    const drained = watched(engine)
    await playedTo(clock, startMs + 64_999)
    expect(drained.state).toBe('waiting')
    await playedTo(clock, startMs + 65_000)
    expect(drained.state).toBe('drained')
    expect(delivered).toEqual([])
  })

  it('waits for an event that is being accepted', async () => {
    const clock = new VirtualClock(startMs)
    const { engine, accept } = world({
      clock,
      resolve: () => sleeping(clock, 1_000, { functionArn, config: {}, target: 'present' as const }),
    })
    const accepted = accept()
    const drained = watched(engine)
    await playedTo(clock, startMs + 999)
    expect(drained.state).toBe('waiting')
    clock.advanceMs(1)
    expect(await accepted).toBe('accepted')
    await turn()
    expect(drained.state).toBe('waiting')
    clock.advanceMs(1_000)
    await settled(engine)
    expect(drained.state).toBe('drained')
  })

  it('resolves for every caller, and again after another event', async () => {
    const { engine, clock, accept, run } = world({ resolution: { config: {} }, invoke: async () => error })
    await accept('r-1')
    const early = [watched(engine), watched(engine)]
    await playedTo(clock, startMs + 60_000)
    early.push(watched(engine))
    await run()
    expect(early.map(({ state }) => state)).toEqual(['drained', 'drained', 'drained'])
    await accept('r-2')
    const late = watched(engine)
    await settled(engine)
    expect(late.state).toBe('waiting')
    await run()
    expect(late.state).toBe('drained')
  })

  it('waits for events that the store holds from an earlier process', async () => {
    const clock = new VirtualClock(startMs)
    const store = createMemoryStore({ clock })
    const before = world({ clock: unwoken(clock) as VirtualClock, store, invoke: async () => error })
    await before.accept()
    await before.engine.stop()
    const { engine, timeline } = world({ clock, store, resolution: { config: {} } })
    const drained = watched(engine)
    await driven(engine, clock)
    expect(drained.state).toBe('drained')
    expect(timeline.filter(({ type }) => type === 'decided')).toHaveLength(1)
  })

  it('waits for items that another engine on the same store holds', async () => {
    const clock = new VirtualClock(startMs)
    const store = withoutWakeUps(clock)
    await store.enqueue([{ id: 'r-1', lane: 'function:f', delayMs: 0, state: bytes('{}'), body: bytes('1') }])
    const {
      claims: [claim],
    } = await store.claim({ max: 1, leaseMs: 10_000 })
    const { engine } = world({ clock, store })
    const drained = watched(engine)
    await turn()
    expect(drained.state).toBe('waiting')
    await store.settle([{ token: claim?.token ?? '', to: 'done' }])
    await playedTo(clock, startMs + 9_999)
    expect(drained.state).toBe('waiting')
    await playedTo(clock, startMs + 10_000)
    await settled(engine)
    expect(drained.state).toBe('drained')
  })

  it.each([
    { name: 'settles within the lease', runMs: 1_000, drainedMs: 10_000 },
    { name: 'settles after it has extended the lease', runMs: 25_000, drainedMs: 35_000 },
  ])('notices an item accepted later that another engine on the same store $name', async ({ runMs, drainedMs }) => {
    const clock = new VirtualClock(startMs)
    const store = withoutWakeUps(clock)
    const leaseMs = 10_000
    const { engine } = world({ clock, store, leaseMs })
    await settled(engine)
    const other = world({
      clock,
      store,
      leaseMs,
      resolution: { config: {} },
      invoke: () => sleeping(clock, runMs, success),
    })
    await other.accept()
    await turn()
    const [drained, drainedOther] = [watched(engine), watched(other.engine)]
    await playedTo(clock, startMs + runMs)
    expect([drained.state, drainedOther.state]).toEqual(['waiting', 'drained'])
    await playedTo(clock, startMs + drainedMs)
    expect(drained.state).toBe('drained')
    await engine.stop()
    await other.engine.stop()
    expect(clock.nextWakeAtMs()).toBeUndefined()
  })

  it('runs an item accepted later that a crashed engine on the same store has left', async () => {
    const clock = new VirtualClock(startMs)
    const store = createMemoryStore({ clock })
    const { engine, timeline } = world({ clock, store, leaseMs: 10_000, resolution: { config: {} } })
    await settled(engine)
    await store.enqueue([
      { id: 'r-1', lane: 'function:f', delayMs: 0, state: encodeAccepted(waiting), body: bytes('1') },
    ])
    await store.claim({ max: 1, leaseMs: 10_000 })
    const drained = watched(engine)
    await playedTo(clock, startMs + 20_000)
    expect(drained.state).toBe('drained')
    expect(timeline.map(({ type }) => type)).toContain('decided')
  })

  it('resolves on every engine of a store, whichever of them runs the events', async () => {
    const event = fc.record({
      engine: fc.nat({ max: 2 }),
      waitMs: fc.constantFrom(0, 1, 900, 60_000),
      runMs: fc.constantFrom(0, 500, 12_000),
      fails: fc.boolean(),
    })
    await fc.assert(
      fc.asyncProperty(fc.array(event, { minLength: 1, maxLength: 6 }), async (events) => {
        const clock = new VirtualClock(startMs)
        const store = createMemoryStore({ clock })
        const options = {
          clock,
          store,
          leaseMs: 10_000,
          resolution: { config: {} },
          invoke: ({ requestId }: Attempt) => {
            const { runMs = 0, fails = false } = events[Number(requestId)] ?? {}
            return sleeping(clock, runMs, fails ? error : success)
          },
        }
        const worlds = [world(options), world(options), world(options)]
        const seen = []
        for (const [index, { engine, waitMs }] of events.entries()) {
          await worlds[engine]?.accept(String(index))
          seen.push(...worlds.map((each) => watched(each.engine)))
          await playedTo(clock, clock.nowMs() + waitMs)
        }
        await playedTo(clock, clock.nowMs() + 600_000)
        expect(new Set(seen.map(({ state }) => state))).toEqual(new Set(['drained']))
        expect(clock.nextWakeAtMs()).toBeUndefined()
      }),
      { seed: 20261128, numRuns: 40 },
    )
  })

  it('does not wait for a poison item in the queue, but for an event beside it', async () => {
    const clock = new VirtualClock(startMs)
    const store = createMemoryStore({ clock })
    await store.enqueue([{ id: 'poison', lane: 'function:f', delayMs: 0, state: bytes('?'), body: bytes('1') }])
    const { engine, accept, faults } = world({ clock, store, resolution: { config: {} }, invoke: async () => error })
    const first = watched(engine)
    await settled(engine)
    expect([first.state, faults.length]).toEqual(['drained', 1])
    await accept()
    const second = watched(engine)
    await settled(engine)
    expect(second.state).toBe('waiting')
    await playedTo(clock, startMs + 180_000)
    await settled(engine)
    expect(second.state).toBe('drained')
  })

  it('no longer counts a poison item once it is quarantined', async () => {
    const clock = new VirtualClock(startMs)
    const store = createMemoryStore({ clock })
    await store.enqueue([{ id: 'poison', lane: 'function:f', delayMs: 0, state: bytes('?'), body: bytes('1') }])
    const quarantine = vi.fn(async () => {}).mockRejectedValueOnce(new Error('no room'))
    const { engine, accept } = world({
      clock,
      store,
      quarantine,
      resolution: { config: {} },
      invoke: async () => error,
    })
    await playedTo(clock, startMs + 3_600_000)
    expect(quarantine).toHaveBeenCalledTimes(2)
    await accept()
    const drained = watched(engine)
    await settled(engine)
    expect(drained.state).toBe('waiting')
    await playedTo(clock, startMs + 3_780_000)
    expect(drained.state).toBe('drained')
  })

  it('waits for an event after other engines on the store have taken kept poison out of the queue', async () => {
    const poisons = fc.record({ items: fc.integer({ min: 1, max: 3 }), removed: fc.nat({ max: 3 }) })
    await fc.assert(
      fc.asyncProperty(poisons, fc.integer({ min: 1, max: 3 }), async ({ items, removed }, events) => {
        const clock = new VirtualClock(startMs)
        const store = createMemoryStore({ clock })
        const ids = [...Array(items).keys()].map((n) => `poison-${n}`)
        const item = { lane: 'function:f', delayMs: 0, state: bytes('?'), body: bytes('1') }
        await store.enqueue(ids.map((id) => ({ ...item, id })))
        const { engine, accept } = world({ clock, store, resolution: { config: {} }, invoke: async () => error })
        const first = watched(engine)
        await settled(engine)
        expect(first.state).toBe('drained')
        // When they are due, another program is faster and removes some of them.
        const claim = vi.spyOn(store, 'claim').mockResolvedValueOnce({ claims: [], nowMs: clock.nowMs() })
        clock.advanceToMs(startMs + 3_600_000)
        claim.mockRestore()
        const { claims } = await store.claim({ max: Math.min(items, removed), leaseMs: 1_000 })
        await store.settle(claims.map(({ token }) => ({ token, to: 'done' as const })))
        for (const index of Array(events).keys()) await accept(String(index))
        const drained = watched(engine)
        await playedTo(clock, startMs + 3_600_000 + 179_999)
        expect(drained.state).toBe('waiting')
        await playedTo(clock, startMs + 3_600_000 + 181_000)
        expect(drained.state).toBe('drained')
        await engine.stop()
      }),
      { seed: 20261128, numRuns: 30 },
    )
  })

  it('waits for events that wait for a slot', async () => {
    const clock = new VirtualClock(startMs)
    const { engine, accept } = world({
      clock,
      concurrency: 'wait',
      resolution: { config: {}, reservedConcurrency: 1 },
      invoke: () => sleeping(clock, 1_000, success),
    })
    await Promise.all(['r-1', 'r-2', 'r-3'].map((id) => accept(id)))
    const drained = watched(engine)
    await playedTo(clock, startMs + 2_999)
    expect(drained.state).toBe('waiting')
    await playedTo(clock, startMs + 3_000)
    expect(drained.state).toBe('drained')
  })

  it('counts again after the store failed, and reports the fault', async () => {
    const clock = new VirtualClock(startMs)
    const store = createMemoryStore({ clock })
    const stats = vi.spyOn(store, 'stats').mockRejectedValueOnce(new Error('disk is busy'))
    const { engine, faults } = world({ clock, store })
    const drained = watched(engine)
    await turn()
    expect([drained.state, faults]).toEqual(['waiting', [new Error('disk is busy')]])
    await playedTo(clock, startMs + 1_000)
    expect([drained.state, stats.mock.calls.length]).toEqual(['drained', 2])
  })

  it('does not count while no caller waits, and seldom while one does', async () => {
    const clock = new VirtualClock(startMs)
    const store = createMemoryStore({ clock })
    const stats = vi.spyOn(store, 'stats')
    const { engine, accept, run } = world({ clock, store, resolution: { config: {} }, invoke: async () => error })
    await accept('r-1')
    await run()
    expect(stats).not.toHaveBeenCalled()
    await accept('r-2')
    const drained = watched(engine)
    await playedTo(clock, startMs + 1_000_000)
    expect(drained.state).toBe('drained')
    // Once for each lease, and each time the engine became idle: at two waits and at the end.
    expect(stats.mock.calls.length).toBeLessThanOrEqual(4 + 180 / 30)
  })

  it.each([
    { name: 'waits for a retry', runMs: 0, endsMs: 180_000 },
    { name: 'is running', runMs: 20_000, endsMs: 240_000 },
  ])('does not resolve by a count that predates an event that $name', async ({ runMs, endsMs }) => {
    const clock = new VirtualClock(startMs)
    const store = createMemoryStore({ clock })
    const stats = store.stats.bind(store)
    vi.spyOn(store, 'stats').mockImplementation(async () => sleeping(clock, 5_000, await stats()))
    const invoke = async () => (runMs === 0 ? error : sleeping(clock, runMs, error))
    const { engine, accept } = world({ clock, store, resolution: { config: {} }, invoke })
    await turn()
    const drained = watched(engine)
    await turn()
    await accept()
    await playedTo(clock, startMs + endsMs - 1)
    expect(drained.state).toBe('waiting')
    await playedTo(clock, startMs + endsMs + 10_000)
    expect(drained.state).toBe('drained')
  })

  it('rejects with the code stopped when a stop leaves an event in the queue', async () => {
    const { engine, accept } = world({ invoke: async () => error })
    await accept()
    const drained = watched(engine)
    await settled(engine)
    await engine.stop()
    await turn()
    expect(drained.state).toBe('stopped')
  })

  it('ends no process with a rejection that no caller handles', async () => {
    const unhandled = vi.fn()
    process.on('unhandledRejection', unhandled)
    try {
      const { engine, accept } = world({ invoke: async () => error })
      await accept()
      void engine.drained()
      await settled(engine)
      await engine.stop()
      void engine.drained()
      await turn()
      await turn()
      expect(unhandled).not.toHaveBeenCalled()
    } finally {
      process.off('unhandledRejection', unhandled)
    }
  })

  it('resolves at a stop whose grace lets the last run finish', async () => {
    const clock = new VirtualClock(startMs)
    const { engine, accept } = world({
      clock,
      resolution: { config: {} },
      invoke: () => sleeping(clock, 1_000, success),
    })
    await accept()
    await turn()
    const drained = watched(engine)
    const stopping = engine.stop({ graceMs: 5_000 })
    await playedTo(clock, startMs + 5_000)
    await stopping
    await turn()
    expect(drained.state).toBe('drained')
  })

  it('rejects with the code stopped after a stop, and after an abort of the signal', async () => {
    const { engine } = world()
    await engine.stop()
    await expect(engine.drained()).rejects.toMatchObject({ name: 'EngineError', code: 'stopped' })
    const aborted = world({ signal: AbortSignal.abort() })
    await turn()
    await expect(aborted.engine.drained()).rejects.toMatchObject({ code: 'stopped' })
  })

  it('resolves only when every accepted event has ended, for any outcomes and options', async () => {
    const event = fc.record({
      attempts: fc.array(fc.constantFrom<keyof typeof outcomes>('success', 'error', 'throttle'), { maxLength: 5 }),
      functionName: fc.constantFrom('f', 'g'),
      waitMs: fc.constantFrom(0, 1, 1_000, 60_000, 3_600_000),
      watch: fc.boolean(),
    })
    const options = fc.record({
      concurrency: fc.constantFrom('as-lambda' as const, 'wait' as const),
      backpressure: fc.constantFrom('off' as const, 'adaptive' as const),
      failedDeliveries: fc.constantFrom('drop' as const, 'keep' as const),
      maxInFlight: fc.integer({ min: 1, max: 4 }),
      unreservedConcurrency: fc.integer({ min: 1, max: 2 }),
      duplicates: fc.boolean(),
      runMs: fc.constantFrom(0, 500),
    })
    await fc.assert(
      fc.asyncProperty(fc.array(event, { maxLength: 8 }), options, async (events, { duplicates, runMs, ...rest }) => {
        const clock = new VirtualClock(startMs)
        let deliveries = 0
        const { engine, store, timeline, accept } = world({
          ...rest,
          clock,
          faults: { duplicateDelivery: duplicates ? 0.5 : 0 },
          invoke: async ({ requestId, attempt }) => {
            const outcome = events[Number(requestId)]?.attempts[attempt - 1] ?? 'success'
            return runMs === 0 ? outcomes[outcome] : sleeping(clock, runMs, outcomes[outcome])
          },
          deliver: async () => {
            deliveries += 1
            if (deliveries % 3 === 0) throw new Error('the queue is gone')
          },
        })
        let [accepted, resolved, watching] = [0, 0, 0]
        const watch = (): void => {
          watching += 1
          void engine.drained().then(async () => {
            resolved += 1
            const ends = timeline.filter((entry) => entry.type === 'decided' && entry.decision.kind === 'terminal')
            const ended = new Set(ends.map(({ requestId }) => requestId))
            expect(ended.size).toBe(accepted)
            expect(await store.stats()).toMatchObject({ ready: 0, delayed: 0, leased: 0 })
          })
        }
        for (const [index, { functionName, waitMs, watch: watches }] of events.entries()) {
          await accept(String(index), '1', functionName)
          accepted += 1
          if (watches) watch()
          await playedTo(clock, clock.nowMs() + waitMs)
        }
        watch()
        await playedTo(clock, clock.nowMs() + 48 * 3_600_000)
        expect(resolved).toBe(watching)
      }),
      { seed: 20261128, numRuns: 60 },
    )
  })
})
