/** Uses a store on a disk that fails and recovers. Runs under the shim, and prints its results as JSON. */
import { rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { VirtualClock } from '@async-invoke/engine'
import { inspectSqliteStore, openSqliteStore, type SqliteStore } from '../src/index.ts'
import { crashImage, item, tokenOf } from './items.ts'

const [folder = '', fault = ''] = process.argv.slice(2)
const path = join(folder, 'queue.db')
const clock = new VirtualClock(0)
const mark = join(folder, fault)
const outcome = async (work: Promise<unknown>): Promise<unknown> => {
  try {
    return await work
  } catch (error) {
    const { code, message } = error as { code?: string; message: string }
    return { code, message }
  }
}

async function faultsWhileOpen(store: SqliteStore): Promise<object> {
  const [claim] = (await store.claim({ max: 1, leaseMs: 60_000 })).claims
  writeFileSync(mark, '')
  const refused = await outcome(store.enqueue([item('refused')]))
  // The writes of a copy fail on the other disks.
  const afterCrash = fault === '.fail-sync' ? inspectSqliteStore(crashImage(path)).items : undefined
  const unsettled = await outcome(store.settle([{ token: tokenOf(claim), to: 'done', outbox: [item('outbox')] }]))
  const during = await store.stats()
  rmSync(mark)
  const accepted = await outcome(store.enqueue([item('refused')]))
  const settled = await outcome(store.settle([{ token: tokenOf(claim), to: 'done', outbox: [item('outbox')] }]))
  return { refused, afterCrash, unsettled, during, accepted, settled }
}

/** Fills the disk, and then ends items. */
async function fullWhileOpen(store: SqliteStore): Promise<object> {
  writeFileSync(mark, '')
  const add = (id: string) => outcome(store.enqueue([item(id, { body: 'x'.repeat(2_000) })]))
  let filled = 0
  let refused = await add('full-0')
  for (; Array.isArray(refused); refused = await add(`full-${filled}`)) filled += 1
  const { claims } = await store.claim({ max: filled, leaseMs: 60_000 })
  const settled = await outcome(store.settle(claims.map(({ token }) => ({ token, to: 'done' }))))
  rmSync(mark)
  const accepted = await add('after')
  return { filled, refused, settled, accepted }
}

const whileOpen: Readonly<Record<string, (store: SqliteStore) => Promise<object>>> = {
  '.read-only': async () => ({}),
  '.denied': async () => ({}),
  '.little-space': fullWhileOpen,
}
let store = await openSqliteStore({ path, clock })
await store.enqueue([item('kept-1'), item('kept-2')])
const seen = await (whileOpen[fault] ?? faultsWhileOpen)(store)
await store.close()

writeFileSync(mark, '')
const reopened = await outcome(openSqliteStore({ path, clock }).then((opened) => opened.close()))
const inspected = await outcome(Promise.resolve().then(() => inspectSqliteStore(path).items))
rmSync(mark)

store = await openSqliteStore({ path, clock, integrityCheck: 'always' })
const ids = (await store.claim({ max: 100, leaseMs: 1 })).claims.map(({ id }) => id)
await store.close()
console.log(JSON.stringify({ ...seen, reopened, inspected, ids }))
