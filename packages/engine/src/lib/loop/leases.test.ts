import { describe, expect, it, vi } from 'vitest'
import { playedTo, settled, sleeping } from '../../../test/drive.ts'
import { functionArn, startMs, success, world } from '../../../test/engine-world.ts'
import { createMemoryStore } from '../memory-store/memory-store.ts'
import type { Attempt } from '../ports.ts'
import type { QueueStore } from '../queue/queue-store.ts'
import { VirtualClock } from '../time/clock.ts'

const resolution = { functionArn, config: {} }

/** An engine whose runs of 100 s ignore their signals, and what happened to each. */
function longRuns(prepare: (store: QueueStore) => void = () => {}, runMs = 100_000) {
  const clock = new VirtualClock(startMs)
  const store = createMemoryStore({ clock })
  prepare(store)
  const attempts: { requestId: string; startedAt: number; abortedAt?: number }[] = []
  const secondsNow = () => (clock.nowMs() - startMs) / 1_000
  const invoke = ({ requestId, signal }: Attempt) => {
    const attempt: (typeof attempts)[number] = { requestId, startedAt: secondsNow() }
    attempts.push(attempt)
    signal.addEventListener('abort', () => {
      attempt.abortedAt = secondsNow()
    })
    return sleeping(clock, runMs, success)
  }
  const made = world({ clock, store, resolution, invoke })
  const lostAt = () =>
    made.timeline.flatMap(({ type, requestId, atMs }) =>
      type === 'lease-lost' ? [{ requestId, at: (atMs - startMs) / 1_000 }] : [],
    )
  return { ...made, clock, store, attempts, lostAt }
}

describe('leases', () => {
  it('show an attempt that looks at its signal late that it was aborted, and why', async () => {
    const clock = new VirtualClock(startMs)
    const seen: Pick<AbortSignal, 'aborted' | 'reason'>[] = []
    const invoke = async (attempt: Attempt) => {
      await sleeping(clock, 1_000, undefined)
      const { signal } = attempt
      seen.push({ aborted: signal.aborted, reason: signal.reason })
      expect(attempt.signal).toBe(signal)
      return success
    }
    const { accept, engine } = world({ clock, store: createMemoryStore({ clock }), resolution, invoke })
    await accept('early')
    await playedTo(clock, startMs + 1_500)
    await accept('late')
    await playedTo(clock, startMs + 1_900)
    const stopped = engine.stop()
    clock.advanceMs(1_000)
    await stopped
    expect(seen).toEqual([
      { aborted: false, reason: undefined },
      { aborted: true, reason: new Error('the engine is stopping') },
    ])
  })

  it('last 30 s and are renewed every 10 s where they can be extended, and 930 s elsewhere', async () => {
    const { store, clock, accept } = longRuns()
    const [claim, extend] = [vi.spyOn(store, 'claim'), vi.spyOn(store, 'extend')]
    await accept()
    await playedTo(clock, startMs + 59_999)
    expect(claim.mock.lastCall?.[0].leaseMs).toBe(30_000)
    expect(extend).toHaveBeenCalledTimes(5)
    const fixed = createMemoryStore({ clock })
    const query = vi.spyOn(fixed, 'claim')
    world({ clock, store: Object.assign(fixed, { extend: undefined }), resolution })
    expect(query.mock.lastCall?.[0].leaseMs).toBe(930_000)
  })

  it('that the store has ended abort their own attempt at once, and tell so', async () => {
    const { store, clock, accept, attempts, lostAt, timeline } = longRuns((store) => {
      const extend = store.extend?.bind(store)
      vi.spyOn(store, 'extend').mockImplementation(async (tokens, leaseMs) => {
        const results = (await extend?.(tokens, leaseMs)) ?? []
        return clock.nowMs() > startMs + 15_000 ? results.map((_, index) => (index === 0 ? 'stale' : 'ok')) : results
      })
    })
    await accept('lost')
    await accept('kept')
    await playedTo(clock, startMs + 25_000)
    expect(lostAt()).toEqual([{ requestId: 'lost', at: 20 }])
    expect(attempts).toEqual([
      { requestId: 'lost', startedAt: 0, abortedAt: 20 },
      { requestId: 'kept', startedAt: 0 },
    ])
    vi.mocked(store.extend)?.mockRestore()
    await playedTo(clock, startMs + 101_000)
    expect(timeline.filter(({ type }) => type === 'decided').map(({ requestId }) => requestId)).toEqual(['kept'])
  })

  it('that cannot be renewed are lost before another engine can claim the item', async () => {
    const { clock, accept, attempts, lostAt } = longRuns((store) => {
      vi.spyOn(store, 'extend').mockRejectedValue(new Error('no route'))
    })
    await accept()
    await playedTo(clock, startMs + 29_999)
    const [{ abortedAt = Number.POSITIVE_INFINITY } = {}] = attempts
    expect(abortedAt).toBeLessThan(30)
    expect(lostAt()).toEqual([{ requestId: 'r-1', at: abortedAt }])
  })

  it('that a store may not have extended are lost in time, beside others that it has', async () => {
    const { clock, accept, attempts } = longRuns((store) => {
      const extend = store.extend?.bind(store)
      vi.spyOn(store, 'extend').mockImplementation(async (tokens, leaseMs) => {
        const [, ...others] = (await extend?.(tokens, leaseMs)) ?? []
        return ['unknown', ...others]
      })
    })
    await accept('doubtful')
    await accept('kept')
    await playedTo(clock, startMs + 29_999)
    expect(attempts.map(({ requestId, abortedAt = Number.POSITIVE_INFINITY }) => [requestId, abortedAt < 30])).toEqual([
      ['doubtful', true],
      ['kept', false],
    ])
  })

  it('of one part of a store are renewed while another part does not answer', async () => {
    const { clock, accept, attempts } = longRuns((store) => {
      const extend = store.extend?.bind(store)
      let silent: string | undefined
      store.partOf = (of) => {
        if (!('token' in of)) return 'answers'
        silent ??= of.token
        return of.token === silent ? 'silent' : 'answers'
      }
      vi.spyOn(store, 'extend').mockImplementation(async (tokens, leaseMs) => {
        if (silent !== undefined && tokens.includes(silent)) await new Promise(() => {})
        return (await extend?.(tokens, leaseMs)) ?? []
      })
    })
    await accept('silent')
    await accept('kept')
    await playedTo(clock, startMs + 59_999)
    expect(attempts.map(({ requestId, abortedAt }) => [requestId, abortedAt !== undefined])).toEqual([
      ['silent', true],
      ['kept', false],
    ])
  })

  it('that were lost do not let the engine run its own item again before the first run has ended', async () => {
    const { clock, store, accept, attempts, engine, timeline } = longRuns((store) => {
      vi.spyOn(store, 'extend').mockRejectedValue(new Error('no route'))
    }, 50_000)
    await accept()
    await playedTo(clock, startMs + 31_000)
    vi.mocked(store.extend)?.mockRestore()
    await playedTo(clock, startMs + 120_000)
    expect(attempts.map(({ startedAt }) => startedAt)).toEqual([0, 50])
    expect(timeline.filter(({ type }) => type === 'decided')).toHaveLength(1)
    await settled(engine)
  })

  it('are kept over a jump of a held clock that spans many renewals', async () => {
    const { clock, accept, attempts, lostAt } = longRuns(undefined, 3_600_000)
    await accept()
    await playedTo(clock, startMs)
    const wakeAt = vi.spyOn(clock, 'wakeAt')
    clock.advanceMs(1_800_000)
    // One wake-up for each third of a lease, and not one for each millisecond after its end.
    expect(wakeAt.mock.calls.length).toBeLessThan(200)
    await playedTo(clock, startMs + 3_600_000)
    expect([lostAt(), attempts.length]).toEqual([[], 1])
  })
})
