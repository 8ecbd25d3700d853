/**
 * Adds and settles items on one database, on a recorded disk. The same recording has a line in `acks` per event of an
 * item: `A id` when it is accepted, `d id` before it is settled, `D id` when it is settled.
 */
import { openSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { systemClock } from '@async-invoke/engine'
import { openStore } from '../src/lib/open-sqlite-store.ts'
import { bodyOf } from './power-body.ts'

const [folder = '', synchronous = '', items = ''] = process.argv.slice(2)
const acks = openSync(join(folder, 'acks'), 'a')
const note = (line: string): void => void writeSync(acks, `${line}\n`)
const path = join(folder, 'queue.db')
const options = { path, clock: systemClock, synchronous: synchronous === 'normal' ? 'normal' : 'full' } as const
let store = await openStore(options, undefined, 100_000)
note('opened')

let added = 0
async function add(): Promise<void> {
  while (added < Number(items)) {
    const id = `r-${added++}`
    await store.enqueue([{ id, lane: `lane-${added % 3}`, delayMs: 0, state: new Uint8Array(40), body: bodyOf(id) }])
    note(`A ${id}`)
  }
}

/** Finishes two items of three; the third stays. */
async function settle(): Promise<void> {
  while (added < Number(items)) {
    const claims = (await store.claim({ max: 7, leaseMs: 3_600_000 })).claims
    const ending = claims.filter(({ id }) => Number(id.slice(2)) % 3 > 0)
    for (const { id } of ending) note(`d ${id}`)
    await store.settle(ending.map(({ token }) => ({ token, to: 'done' })))
    for (const { id } of ending) note(`D ${id}`)
    if (claims.length === 0) await new Promise((resolve) => setTimeout(resolve, 1))
  }
}

await Promise.all([add(), add(), add(), add(), settle()])
await store.close()
// Opens and closes once more, so that the power is cut at those moments too.
store = await openStore(options, undefined, 100_000)
await store.close()
