import { mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { systemClock } from '@async-invoke/engine'
import { openSqliteStore, type SqliteStore } from '@async-invoke/queue-store-sqlite'
import type { Suite } from './suite.ts'

const encoder = new TextEncoder()
const state = encoder.encode(
  '{"kind":"event","reference":{"functionName":"orders"},"acceptedAtMs":1700000000000,"failures":0,"attempts":0}',
)
const body = encoder.encode(JSON.stringify({ text: 'x'.repeat(240) }))
const perCall = 2_000

async function fill(store: SqliteStore, from: number, to: number): Promise<void> {
  for (let n = from; n < to; n += perCall) {
    const length = Math.min(perCall, to - n)
    const items = Array.from({ length }, (_, index) => ({
      id: `00000000-0000-4000-8000-${String(n + index).padStart(12, '0')}`,
      lane: `function:f-${(n + index) % 50}`,
      delayMs: 0,
      state,
      body,
    }))
    await store.enqueue(items)
  }
}

/** Microseconds per item: claims of 100, settled by as many concurrent callers. */
async function claimAndSettle(store: SqliteStore, items: number): Promise<number> {
  const startMs = performance.now()
  for (let done = 0; done < items; ) {
    const claims = (await store.claim({ max: 100, leaseMs: 600_000 })).claims
    await Promise.all(claims.map(({ token }) => store.settle([{ token, to: 'done' }])))
    done += claims.length
  }
  return ((performance.now() - startMs) / items) * 1_000
}

const suite: Suite = {
  title: 'SQLite store: cost by backlog',
  note: 'Claim and settle of one item at each backlog, time until the store takes new items, and until it has read those it had and hands them out. Goal: the last row at most twice the first; millions opened in seconds.',
  async run({ short }) {
    const folder = mkdtempSync(join(tmpdir(), 'sqlite-backlog-'))
    const options = { path: join(folder, 'queue.db'), clock: systemClock }
    const [sample, backlogs] = short ? [500, [1_000, 20_000]] : [20_000, [1_000, 100_000, 1_000_000, 3_000_000]]
    const rows = []
    let store = await openSqliteStore(options)
    try {
      let added = 0
      let first = 0
      for (const backlog of backlogs) {
        await fill(store, added, added + backlog - (await store.stats()).ready)
        added += backlog
        await store.close()
        const startMs = performance.now()
        const secondsSince = (): string => ((performance.now() - startMs) / 1_000).toFixed(2)
        store = await openSqliteStore(options)
        const opened = secondsSince()
        await store.restored
        const restored = secondsSince()
        const times: number[] = []
        const taken = Math.min(sample, backlog / 2)
        // So many that no code is compiled in the middle one.
        for (let round = 0; round < Math.max(5, 10_000 / taken); round += 1) {
          times.push(await claimAndSettle(store, taken))
          await fill(store, added, added + taken)
          added += taken
        }
        times.sort((a, b) => a - b)
        const time = times[times.length >> 1] ?? Number.NaN
        first ||= time
        rows.push({
          name: `${backlog.toLocaleString('en')} waiting`,
          'claim + settle µs': time.toFixed(1),
          'vs. first': (time / first).toFixed(2),
          'open s': opened,
          'all read s': restored,
          'file MB': Math.round(statSync(options.path).size / 1_048_576).toString(),
        })
      }
      return rows
    } finally {
      await store.close()
      rmSync(folder, { recursive: true, force: true })
    }
  },
}

export default suite
