/** One measurement in a process of its own, so that a slow disk can be put under it: prints its figures as JSON. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { monitorEventLoopDelay } from 'node:perf_hooks'
import { DatabaseSync } from 'node:sqlite'
import { systemClock } from '@async-invoke/engine'
import { openSqliteStore } from '@async-invoke/queue-store-sqlite'
import { HandWritten, handWrittenInsert, handWrittenSchema } from './sqlite-hand-written.ts'

/** Per second; a case leaves out what it does not do. */
export interface CaseFigures {
  readonly adds: number
  readonly cycles?: number
  /** Processor time of all threads for one item, in microseconds: what is left of a figure when the disk and other work are taken away. */
  readonly cpuMicros: number
  /** 99th percentile of the main thread's event loop delay. */
  readonly loopDelayMs?: number
}

const [name = '', itemsText = '', callersText = ''] = process.argv.slice(2)
const [items, callers] = [Number(itemsText), Number(callersText)]
const folder = mkdtempSync(join(tmpdir(), 'sqlite-bench-'))
const path = join(folder, 'queue.db')
const encoder = new TextEncoder()
const state = encoder.encode(
  '{"kind":"event","reference":{"functionName":"orders"},"acceptedAtMs":1700000000000,"failures":0,"attempts":0}',
)
const bodies = Array.from({ length: items }, (_, n) => encoder.encode(JSON.stringify({ n, text: 'x'.repeat(1_000) })))
const bodyOf = (n: number): Uint8Array => bodies[n] as Uint8Array

/** Runs `work` for each number below `count`, as many at a time as there are callers; gives the milliseconds it took. */
async function timed(count: number, work: (n: number) => Promise<unknown>): Promise<number> {
  const startMs = performance.now()
  let next = 0
  const call = async (): Promise<void> => {
    while (next < count) await work(next++)
  }
  await Promise.all(Array.from({ length: callers }, call))
  return performance.now() - startMs
}

const perSecond = (ms: number): number => (items / ms) * 1_000

type Measured = Omit<CaseFigures, 'cpuMicros'>

function bareLoop(): Measured {
  const database = new DatabaseSync(path)
  database.exec(handWrittenSchema)
  const insert = database.prepare(handWrittenInsert)
  const startMs = performance.now()
  for (let n = 0; n < items; n += callers) {
    database.exec('BEGIN')
    for (let row = n; row < Math.min(items, n + callers); row += 1)
      insert.run(row, row % 50, 1_700_000_000_000 + row, bodyOf(row))
    database.exec('COMMIT')
  }
  const ms = performance.now() - startMs
  database.close()
  return { adds: perSecond(ms) }
}

async function handWritten(): Promise<Measured> {
  const worker = new HandWritten(path)
  await worker.run([-1, 0, 0, state])
  const addMs = await timed(items, (n) => worker.run([n, n % 50, 1_700_000_000_000 + n, bodyOf(n)]))
  const removeMs = await timed(items, (n) => worker.run([n]))
  await worker.close()
  return { adds: perSecond(addMs), cycles: perSecond(addMs + removeMs) }
}

async function store(): Promise<Measured> {
  const opened = await openSqliteStore({ path, clock: systemClock })
  const delay = monitorEventLoopDelay({ resolution: 1 })
  delay.enable()
  const id = (n: number): string => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`
  const addMs = await timed(items, (n) =>
    opened.enqueue([{ id: id(n), lane: `function:f-${n % 50}`, delayMs: 0, state, body: bodyOf(n) }]),
  )
  const startMs = performance.now()
  // As a driver does, the next claim is asked for while the last one is worked on.
  let next = opened.claim({ max: 1_000, leaseMs: 60_000 })
  for (let claims = await next; claims.length > 0; claims = await next) {
    next = opened.claim({ max: 1_000, leaseMs: 60_000 })
    await timed(claims.length, async (n) => opened.settle([{ token: claims[n]?.token ?? '', to: 'done' }]))
  }
  const restMs = performance.now() - startMs
  delay.disable()
  await opened.close()
  return { adds: perSecond(addMs), cycles: perSecond(addMs + restMs), loopDelayMs: delay.percentile(99) / 1e6 }
}

try {
  const before = process.cpuUsage()
  const measured = name === 'bare' ? bareLoop() : name === 'hand-written' ? await handWritten() : await store()
  const { user, system } = process.cpuUsage(before)
  const figures: CaseFigures = { ...measured, cpuMicros: (user + system) / items }
  console.log(JSON.stringify(figures))
} finally {
  rmSync(folder, { recursive: true, force: true })
}
