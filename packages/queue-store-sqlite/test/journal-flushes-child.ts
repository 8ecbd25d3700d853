/** Uses a store with a small journal on a recorded disk: adds, claims and ends of items, one call after the other. */
import { join } from 'node:path'
import { VirtualClock } from '@async-invoke/engine'
import { openStore } from '../src/lib/open-sqlite-store.ts'
import { item } from './items.ts'

const [folder = ''] = process.argv.slice(2)
const store = await openStore({ path: join(folder, 'queue.db'), clock: new VirtualClock(0) }, undefined, 3_000)
for (let n = 0; n < 40; n += 1) {
  await store.enqueue([item(`r-${n}`, { body: 'x'.repeat((n * 131) % 900) })])
  const { claims } = await store.claim({ max: 1 + (n % 2), leaseMs: 60_000 })
  const ending = claims.filter((_, index) => (n + index) % 3 > 0)
  if (ending.length > 0) await store.settle(ending.map(({ token }) => ({ token, to: 'done' })))
}
await store.close()
