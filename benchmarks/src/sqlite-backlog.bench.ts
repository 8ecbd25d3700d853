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
  note: 'Claim and settle of one item at each backlog, and time and memory to open the database. Goal: the last row at most twice the first; millions opened in seconds.',
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
        const [before, startMs] = [process.memoryUsage().rss, performance.now()]
        store = await openSqliteStore(options)
        const openSeconds = (performance.now() - startMs) / 1_000
        const { rss } = process.memoryUsage()
        const times: number[] = []
        for (let round = 0; round < 5; round += 1) {
          const taken = Math.min(sample, backlog / 2)
          times.push(await claimAndSettle(store, taken))
          await fill(store, added, added + taken)
          added += taken
        }
        times.sort((a, b) => a - b)
        const time = times[2] ?? Number.NaN
        first ||= time
        rows.push({
          name: `${backlog.toLocaleString('en')} waiting`,
          'claim + settle µs': time.toFixed(1),
          'vs. first': (time / first).toFixed(2),
          'open s': openSeconds.toFixed(2),
          'added memory MB': Math.round((rss - before) / 1_048_576).toString(),
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
