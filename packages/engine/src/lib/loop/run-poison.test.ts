import { describe, expect, it, vi } from 'vitest'
import { settled, turn, unwoken } from '../../../test/drive.ts'
import { bytes, failures, startMs, success, world } from '../../../test/engine-world.ts'
import { createMemoryStore } from '../memory-store/memory-store.ts'
import type { PoisonItem } from '../ports.ts'
import { VirtualClock } from '../time/clock.ts'
import { PoisonItemError } from './run-poison.ts'

describe('a poison item', () => {
  const state = new Uint8Array([0xff, 1])
  const enqueuePoison = async (options: Parameters<typeof world>[0]) => {
    const made = world(options)
    await made.store.enqueue([{ id: 'p-1', lane: 'function:f', delayMs: 0, state, body: bytes('body') }])
    await made.accept('r-1')
    await settled(made.engine)
    return made
  }

  it('goes to the quarantine with all its bytes when its state is undecodable', async () => {
    const items: PoisonItem[] = []
    const { store, timeline } = await enqueuePoison({
      resolution: { config: {} },
      quarantine: async (item) => {
        items.push(item)
      },
    })
    expect(items).toMatchObject([
      { id: 'p-1', lane: 'function:f', reason: 'undecodable-state', state, body: bytes('body') },
    ])
    expect(timeline).toContainEqual(expect.objectContaining({ type: 'quarantined', requestId: 'p-1', kept: false }))
    expect(await store.stats()).toMatchObject({ ready: 0, delayed: 0, leased: 0 })
  })

  it('stays in the queue and is reported once an hour without a quarantine', async () => {
    const { store, faults, clock, engine } = await enqueuePoison({ resolution: { config: {} } })
    expect(await store.stats()).toMatchObject({ delayed: 1 })
    clock.advanceMs(3_600_000)
    await settled(engine)
    expect(faults).toEqual([expect.any(PoisonItemError), expect.any(PoisonItemError)])
    expect(faults[0]).toMatchObject({ code: 'poison-item', itemId: 'p-1', reason: 'undecodable-state' })
    await engine.stop()
    clock.advanceMs(3_600_000)
    const {
      claims: [claim],
    } = await store.claim({ max: 1, leaseMs: 1_000 })
    expect([claim?.state, claim?.body]).toEqual([state, bytes('body')])
  })

  it.each([{ kept: false }, { kept: true }])(
    'is an item that its store calls damaged, whatever its state says; beside it, others run (kept: $kept)',
    async ({ kept }) => {
      const clock = new VirtualClock(startMs)
      const store = createMemoryStore({ clock })
      const claim = store.claim.bind(store)
      store.claim = async (query) => {
        const answer = await claim(query)
        return {
          ...answer,
          claims: answer.claims.map((item) => (item.id === 'r-1' ? { ...item, damaged: true } : item)),
        }
      }
      const items: PoisonItem[] = []
      const quarantine = async (item: PoisonItem): Promise<void> => void items.push(item)
      const ran: string[] = []
      const invoke = async ({ requestId }: { requestId: string }) => {
        ran.push(requestId)
        return success
      }
      const made = world({ clock, store, invoke, resolution: { config: {} }, ...(!kept && { quarantine }) })
      await made.accept('r-1')
      await made.accept('r-2')
      await settled(made.engine)
      expect(ran).toEqual(['r-2'])
      const reason = 'damaged'
      expect(made.timeline).toContainEqual(
        expect.objectContaining({ type: 'quarantined', requestId: 'r-1', reason, kept }),
      )
      if (kept) expect(made.faults).toMatchObject([{ code: 'poison-item', itemId: 'r-1', reason }])
      else expect(items).toMatchObject([{ id: 'r-1', reason, body: expect.any(Uint8Array) }])
      expect(await store.stats()).toMatchObject({ ready: 0, delayed: kept ? 1 : 0, leased: 0 })
    },
  )

  it('is an event that was handed out too often without an outcome', async () => {
    const clock = new VirtualClock(startMs)
    const store = createMemoryStore({ clock })
    // Engines that crash while they hold the event.
    const dying = world({ clock: unwoken(clock), store, invoke: () => new Promise(() => {}), leaseMs: 1_000 })
    await dying.accept()
    await turn()
    for (let crash = 1; crash < 4; crash += 1) {
      clock.advanceMs(1_000)
      await store.claim({ max: 1, leaseMs: 1_000 })
    }
    clock.advanceMs(1_000)
    const quarantined: string[] = []
    const invoke = vi.fn(async () => success)
    const survivor = world({
      clock,
      store,
      invoke,
      maxDeliveriesWithoutOutcome: 4,
      quarantine: async ({ id, reason }) => {
        quarantined.push(`${id} ${reason}`)
      },
    })
    await settled(survivor.engine)
    expect(quarantined).toEqual(['r-1 no-outcome'])
    expect(invoke).not.toHaveBeenCalled()
  })

  it('is not an event that was throttled or retried', async () => {
    const { delivered, accept, run, faults } = world({
      maxDeliveriesWithoutOutcome: 1,
      resolution: { config: { OnFailure: failures } },
      invoke: async () => ({ outcome: 'throttle' }),
    })
    await accept()
    await run()
    expect(faults).toEqual([])
    expect(delivered).toHaveLength(1)
  })
})
