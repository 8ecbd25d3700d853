import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Claim, VirtualClock } from '@async-invoke/engine'
import type { SqliteStore } from '../src/index.ts'
import { openStore } from '../src/lib/open-sqlite-store.ts'
import type { Files } from './media-fault.ts'

/** The files of a store at one moment, and what is in it. */
export interface Image {
  readonly name: string
  readonly files: Files
  /** Ids of all items. */
  readonly ids: readonly string[]
  readonly nowMs: number
  /** True if lane, state and body are those that were stored. */
  isAsStored(claim: Claim): boolean
}

const nowMs = 1_700_000_000_000
const suffixes = ['', '-wal', '-lock', '-commits', '-journal-1', '-journal-2']
const encoder = new TextEncoder()

interface Stored {
  readonly lane: string
  readonly state: string
  readonly body: Uint8Array
}

/** Makes a store in each of these states: closed, and killed with much and with little in its write-ahead log. */
export async function images(folder: string, random: () => number): Promise<readonly Image[]> {
  const made: Image[] = []
  const large = 128 * 1_048_576
  for (const [name, reopens, journalBytes] of [
    ['closed', 0, large],
    ['killed', 0, large],
    ['killed after a checkpoint', 1, large],
    ['killed with a part of the journal applied', 0, 60_000],
  ] as const) {
    const path = join(folder, name)
    const stored = new Map<string, Stored>()
    const clock = new VirtualClock(nowMs)
    let store = await openStore({ path, clock }, undefined, journalBytes)
    await fill(store, stored, 150, random)
    if (reopens > 0) {
      await store.close()
      store = await openStore({ path, clock }, undefined, journalBytes)
      await fill(store, stored, 30, random)
    }
    if (name === 'closed') await store.close()
    const files = new Map<string, Buffer>()
    for (const suffix of suffixes)
      if (existsSync(path + suffix)) files.set(`queue.db${suffix}`, readFileSync(path + suffix))
    if (name !== 'closed') await store.close()
    made.push({ name, files, ids: [...stored.keys()], nowMs, isAsStored: (claim) => isAsStored(claim, stored) })
  }
  return made
}

/** Adds items of all sizes; retries some and finishes some, so that every kind of page and row is there. */
async function fill(store: SqliteStore, stored: Map<string, Stored>, items: number, random: () => number) {
  const below = (end: number): number => Math.floor(random() * end)
  const round = stored.size
  for (let n = 0; n < items; n += 1) {
    const id = `r-${round}-${n}`
    const item = {
      lane: `lane-${n % 5}`,
      state: `state ${n}`,
      body: new Uint8Array(random() < 0.3 ? below(20_000) : below(1_500)),
    }
    for (let at = 0; at < item.body.length; at += 1) item.body[at] = below(256)
    stored.set(id, item)
    await store.enqueue([{ id, delayMs: n % 3 === 0 ? 3_600_000 : 0, ...item, state: encoder.encode(item.state) }])
  }
  const { claims } = await store.claim({ max: items, leaseMs: 60_000 })
  for (const [index, { id, token }] of claims.entries()) {
    const before = stored.get(id)
    if (before === undefined || index % 3 === 2) continue
    if (index % 3 === 0) {
      await store.settle([{ token, to: 'done' }])
      stored.delete(id)
    } else {
      const state = `retried ${id}`
      await store.settle([{ token, to: 'again', delayMs: 60_000, state: encoder.encode(state) }])
      stored.set(id, { ...before, state })
    }
  }
}

function isAsStored({ id, lane, state, body }: Claim, stored: ReadonlyMap<string, Stored>): boolean {
  const item = stored.get(id)
  return (
    item !== undefined &&
    item.lane === lane &&
    item.state === Buffer.from(state).toString() &&
    Buffer.compare(item.body, body) === 0
  )
}
