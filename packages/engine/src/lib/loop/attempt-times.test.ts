import { expect, it } from 'vitest'
import { playedTo, sleeping } from '../../../test/drive.ts'
import { error, startMs, success, world } from '../../../test/engine-world.ts'
import { createEngine } from '../functions/create-engine.ts'
import { createMemoryStore } from '../memory-store/memory-store.ts'
import type { Attempt } from '../ports.ts'
import type { ClaimQuery } from '../queue/queue-store.ts'
import { VirtualClock } from '../time/clock.ts'

it('gives each attempt a deadline: its start plus the timeout of the version that it draws (DSP-5)', async () => {
  const seen: unknown[] = []
  const { accept, run } = world({
    resolution: {
      config: {},
      timeoutMs: 1_000,
      weightedVersions: [
        { version: '7', weight: 1, timeoutMs: 7_000 },
        { version: '8', weight: 1 },
      ],
    },
    invoke: async ({ version, deadlineMs, attempt }: Attempt) => {
      seen.push([version, attempt, deadlineMs])
      return error
    },
  })
  await Promise.all(Array.from({ length: 8 }, (_, index) => accept(`r-${index}`)))
  await run()
  const startOf = [startMs, startMs + 60_000, startMs + 180_000]
  for (const each of seen) {
    const [version, attempt, deadlineMs] = each as [string, number, number | undefined]
    expect(deadlineMs).toBe(version === '8' ? undefined : (startOf[attempt - 1] ?? 0) + 7_000)
  }
  expect(new Set(seen.map((each) => (each as string[])[0]))).toEqual(new Set(['7', '8']))
})

it('gives each attempt the time at which its event was accepted', async () => {
  const seen: unknown[] = []
  const { accept, run } = world({
    invoke: async ({ attempt, acceptedAtMs }: Attempt) => {
      seen.push([attempt, acceptedAtMs])
      return error
    },
  })
  await accept()
  await run()
  expect(seen).toEqual([1, 2, 3].map((attempt) => [attempt, startMs]))
})

it('takes the timeout of a function by name beside an invoke', async () => {
  const clock = new VirtualClock(startMs)
  const deadlines: unknown[] = []
  const engine = createEngine({
    clock,
    functions: { timed: { timeoutMs: 3_000 }, untimed: {} },
    invoke: async ({ deadlineMs }) => {
      deadlines.push(deadlineMs)
      return success
    },
  })
  await engine.accept('timed')
  await engine.accept('untimed')
  await engine.drained()
  await engine.stop()
  expect(deadlines).toEqual([startMs + 3_000, undefined])
})

it('tells an attempt the end of its lease, renewals included, as its store confirmed it', async () => {
  const clock = new VirtualClock(startMs)
  let ends: (() => number) | undefined
  const { accept, engine } = world({
    clock,
    invoke: ({ leaseEndsAtMs }: Attempt) => {
      ends = leaseEndsAtMs
      return sleeping(clock, 45_000, success)
    },
  })
  await accept()
  await playedTo(clock, startMs)
  expect(ends?.()).toBe(startMs + 30_000)
  await playedTo(clock, startMs + 25_000)
  expect(ends?.()).toBe(startMs + 50_000)
  await playedTo(clock, startMs + 45_000)
  await engine.stop()
})

it('counts deadlines by the clock of its process, where the store has a clock of its own', async () => {
  const clock = new VirtualClock(startMs)
  const serverClock = new VirtualClock(startMs + 61_000)
  const store = createMemoryStore({ clock: serverClock })
  const claim = store.claim.bind(store)
  const remote = Object.assign(store, {
    capabilities: { ...store.capabilities, clock: 'server' as const },
    claim: async (query: ClaimQuery) => ({ ...(await claim(query)), nowMs: serverClock.nowMs() }),
  })
  const deadlines: unknown[] = []
  const { accept, engine } = world({
    clock,
    store: remote,
    resolution: { config: {}, timeoutMs: 3_000 },
    invoke: async ({ deadlineMs }: Attempt) => {
      deadlines.push(deadlineMs)
      return success
    },
  })
  await accept()
  await engine.drained()
  await engine.stop()
  expect(deadlines).toEqual([startMs + 3_000])
})
