/**
 * Adds and settles items on one database, on a disk that is recorded. Each acknowledgement is a line in `acks` in the same
 * recording: `A id` it is accepted, `d id` it is about to be settled, `D id` it is settled.
 */
import { openSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { systemClock } from '@async-invoke/engine'
import { openSqliteStore } from '../src/index.ts'
import { bodyOf } from './power-body.ts'

const [folder = '', synchronous = '', items = ''] = process.argv.slice(2)
const acks = openSync(join(folder, 'acks'), 'a')
const note = (line: string): void => void writeSync(acks, `${line}\n`)
const path = join(folder, 'queue.db')
const options = { path, clock: systemClock, synchronous: synchronous === 'normal' ? 'normal' : 'full' } as const
let store = await openSqliteStore(options)
note('opened')

let added = 0
async function add(): Promise<void> {
  while (added < Number(items)) {
    const id = `r-${added++}`
    await store.enqueue([{ id, lane: `lane-${added % 3}`, delayMs: 0, state: new Uint8Array(40), body: bodyOf(id) }])
    note(`A ${id}`)
  }
}

/** Two of three are finished, the third stays. */
async function settle(): Promise<void> {
  while (added < Number(items)) {
    const claims = await store.claim({ max: 7, leaseMs: 3_600_000 })
    const ending = claims.filter(({ id }) => Number(id.slice(2)) % 3 > 0)
    for (const { id } of ending) note(`d ${id}`)
    await store.settle(ending.map(({ token }) => ({ token, to: 'done' })))
    for (const { id } of ending) note(`D ${id}`)
    if (claims.length === 0) await new Promise((resolve) => setTimeout(resolve, 1))
  }
}

await Promise.all([add(), add(), add(), add(), settle()])
await store.close()
// Opened once more, so that opening and closing are among the moments at which the power goes.
store = await openSqliteStore(options)
await store.close()
