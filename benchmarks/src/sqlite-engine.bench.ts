import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createEngine, createMemoryStore, type QueueStore, systemClock } from '@async-invoke/engine'
import { openSqliteStore } from '@async-invoke/queue-store-sqlite'
import type { Suite } from './suite.ts'

const callers = 64
const payload = new TextEncoder().encode(JSON.stringify({ text: 'x'.repeat(1_000) }))

/** Measures events from accept to delivery, each run by a no-op handler and delivered to memory. */
async function endToEnd(store: QueueStore, events: number): Promise<{ perSecond: number; p99Ms: number }> {
  const acceptedAtMs = new Map<string, number>()
  const tookMs: number[] = []
  let finish = (): void => {}
  const finished = new Promise<void>((resolve) => {
    finish = resolve
  })
  const engine = createEngine({
    store,
    clock: systemClock,
    resolve: ({ functionName }) => ({
      functionArn: `arn:${functionName}`,
      config: { OnSuccess: 'sink' },
      target: 'present',
    }),
    invoke: async () => ({ outcome: 'success', executedVersion: '$LATEST' }),
    deliver: async ({ requestId }) => {
      tookMs.push(performance.now() - (acceptedAtMs.get(requestId) ?? Number.NaN))
      if (tookMs.length === events) finish()
    },
  })
  const startMs = performance.now()
  let next = 0
  const call = async (): Promise<void> => {
    while (next < events) {
      const requestId = `event-${next++}`
      acceptedAtMs.set(requestId, performance.now())
      await engine.accept({ requestId, reference: { functionName: `f-${next % 50}` }, payload })
    }
  }
  await Promise.all(Array.from({ length: callers }, call))
  await finished
  const ms = performance.now() - startMs
  await engine.stop()
  await store.close()
  tookMs.sort((a, b) => a - b)
  return { perSecond: (events / ms) * 1_000, p99Ms: tookMs[Math.floor(tookMs.length * 0.99)] ?? Number.NaN }
}

const suite: Suite = {
  title: 'The engine end to end on the SQLite store',
  note: `Accept (${callers} callers, 1 KB), run, deliver to memory, settle; time from accept to delivery. Medians of interleaved rounds.`,
  async run({ short }) {
    const folder = mkdtempSync(join(tmpdir(), 'sqlite-engine-'))
    try {
      const [events, rounds] = short ? [1_000, 1] : [20_000, 3]
      const opens: readonly [name: string, open: (round: number) => QueueStore | Promise<QueueStore>][] = [
        ['memory store', () => createMemoryStore({ clock: systemClock })],
        ['SQLite, FULL', (n) => openSqliteStore({ path: join(folder, `full-${n}.db`), clock: systemClock })],
        [
          'SQLite, NORMAL',
          (n) => openSqliteStore({ path: join(folder, `normal-${n}.db`), clock: systemClock, synchronous: 'normal' }),
        ],
      ]
      const seen = opens.map(() => [] as { perSecond: number; p99Ms: number }[])
      for (let round = 0; round < rounds; round += 1)
        for (const [index, [, open]] of opens.entries()) seen[index]?.push(await endToEnd(await open(round), events))
      const middle = (values: readonly number[]): number =>
        [...values].sort((a, b) => a - b)[values.length >> 1] ?? Number.NaN
      const perSecond = seen.map((figures) => middle(figures.map((each) => each.perSecond)))
      return opens.map(([name], index) => ({
        name,
        'events/s': Math.round(perSecond[index] ?? Number.NaN).toLocaleString('en'),
        'vs. memory': ((perSecond[index] ?? Number.NaN) / (perSecond[0] ?? Number.NaN)).toFixed(2),
        'p99 ms': middle((seen[index] ?? []).map(({ p99Ms }) => p99Ms)).toFixed(1),
      }))
    } finally {
      rmSync(folder, { recursive: true, force: true })
    }
  },
}

export default suite
