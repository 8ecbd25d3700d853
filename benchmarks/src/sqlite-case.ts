/** One measurement in its own process, so that it can run on a slow disk. Prints its figures as JSON. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { monitorEventLoopDelay } from 'node:perf_hooks'
import { DatabaseSync } from 'node:sqlite'
import { type Claim, systemClock } from '@async-invoke/engine'
import { openSqliteStore } from '@async-invoke/queue-store-sqlite'
import { HandWritten } from './sqlite-hand-written.ts'

/** Items per second; the bare loop has no cycles. */
export interface CaseFigures {
  readonly adds: number
  readonly cycles?: number | undefined
  /** Processor time of all threads per item, in microseconds: independent of the disk and of other load. */
  readonly cpuMicros: number
  /** 99th percentile of the main thread's event loop delay, in milliseconds. */
  readonly loopDelayMs: number
}

const [name = '', itemsText = '', callersText = ''] = process.argv.slice(2)
const [items, callers] = [Number(itemsText), Number(callersText)]
const perSecond = (ms: number): number => (items / ms) * 1_000
const folder = mkdtempSync(join(tmpdir(), 'sqlite-bench-'))
const path = join(folder, 'queue.db')
const encoder = new TextEncoder()
const state = encoder.encode(
  '{"kind":"event","reference":{"functionName":"orders"},"acceptedAtMs":1700000000000,"failures":0,"attempts":0}',
)
/** Items that run before the measurement, so that no code is compiled during it. */
const warmUpItems = 10_000
const bodies = Array.from({ length: warmUpItems + items }, (_, n) =>
  encoder.encode(JSON.stringify({ n, text: 'x'.repeat(1_000) })),
)
const bodyOf = (n: number): Uint8Array => bodies[n] as Uint8Array
const idOf = (n: number): string => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`
const laneOf = (n: number): string => `function:f-${n % 50}`

interface Times {
  readonly addMs: number
  readonly removeMs?: number
}

/** Adds and removes the items from `first` up to, excluding, `end`. */
type Measure = (first: number, end: number) => Promise<Times>

/**
 * Runs `work` for each number from `first` up to, excluding, `end`, with `callers` concurrent calls; returns
 * milliseconds.
 */
async function timed(first: number, end: number, work: (n: number) => Promise<unknown>): Promise<number> {
  const startMs = performance.now()
  let next = first
  const call = async (): Promise<void> => {
    while (next < end) await work(next++)
  }
  await Promise.all(Array.from({ length: callers }, call))
  return performance.now() - startMs
}

/** Inserts the store's columns, one transaction per as many rows as there are callers. */
async function bareLoop(use: (measure: Measure) => Promise<void>): Promise<void> {
  const database = new DatabaseSync(path)
  database.exec(`PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;
    CREATE TABLE q(seq INTEGER PRIMARY KEY, id TEXT, lane TEXT, due INTEGER, state BLOB, body BLOB)`)
  const insert = database.prepare('INSERT INTO q VALUES(?, ?, ?, ?, ?, ?)')
  await use(async (first, end) => {
    const startMs = performance.now()
    for (let n = first; n < end; n += callers) {
      database.exec('BEGIN')
      for (let row = n; row < Math.min(end, n + callers); row += 1)
        insert.run(row, idOf(row), laneOf(row), 1_700_000_000_000 + row, state, bodyOf(row))
      database.exec('COMMIT')
    }
    return { addMs: performance.now() - startMs }
  })
  database.close()
}

async function handWritten(use: (measure: Measure) => Promise<void>): Promise<void> {
  const worker = new HandWritten(path)
  await use(async (first, end) => ({
    addMs: await timed(first, end, (n) => worker.run([n, n % 50, 1_700_000_000_000 + n, bodyOf(n)])),
    removeMs: await timed(first, end, (n) => worker.run([n])),
  }))
  await worker.close()
}

async function store(use: (measure: Measure) => Promise<void>): Promise<void> {
  const opened = await openSqliteStore({ path, clock: systemClock })
  const claim = (): Promise<readonly Claim[]> =>
    opened.claim({ max: 1_000, leaseMs: 60_000 }).then(({ claims }) => claims)
  await use(async (first, end) => {
    const addMs = await timed(first, end, (n) =>
      opened.enqueue([{ id: idOf(n), lane: laneOf(n), delayMs: 0, state, body: bodyOf(n) }]),
    )
    const startMs = performance.now()
    // Like the engine, requests the next claim while the last one is being processed.
    let next = claim()
    for (let claims = await next; claims.length > 0; claims = await next) {
      next = claim()
      await timed(0, claims.length, async (n) => opened.settle([{ token: claims[n]?.token ?? '', to: 'done' }]))
    }
    return { addMs, removeMs: performance.now() - startMs }
  })
  await opened.close()
}

const cases = { bare: bareLoop, 'hand-written': handWritten, store }

try {
  await cases[name as keyof typeof cases](async (measure) => {
    await measure(0, warmUpItems)
    const delay = monitorEventLoopDelay({ resolution: 1 })
    delay.enable()
    const before = process.cpuUsage()
    const { addMs, removeMs } = await measure(warmUpItems, warmUpItems + items)
    const { user, system } = process.cpuUsage(before)
    delay.disable()
    const figures: CaseFigures = {
      adds: perSecond(addMs),
      cycles: removeMs === undefined ? undefined : perSecond(addMs + removeMs),
      cpuMicros: (user + system) / items,
      loopDelayMs: delay.percentile(99) / 1e6,
    }
    console.log(JSON.stringify(figures))
  })
} finally {
  rmSync(folder, { recursive: true, force: true })
}
