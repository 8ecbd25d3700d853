import { type Claim, type NewItem, type Settlement, VirtualClock } from '@async-invoke/engine'
import { seededRandom } from '@async-invoke/engine/internal'
import { describe, expect, it } from 'vitest'
import { inspectSqliteStore } from '../src/index.ts'
import { openStores } from './open-stores.ts'

const stores = openStores()

/**
 * Makes random concurrent calls on a database that is sometimes full, and closed and reopened in between. In the end,
 * exactly what was acknowledged must be on disk and claimable. The model is a set of ids.
 */
async function run(seed: number): Promise<{ readonly rejected: number }> {
  const random = seededRandom(seed)
  const below = (end: number): number => Math.floor(random() * end)
  const clock = new VirtualClock(0)
  const options = { path: stores.newPath(), clock, maxFileBytes: 400_000 }
  let store = await stores.open(options)
  const acknowledgedIds = new Set<string>()
  let leases: Claim[] = []
  let rejected = 0
  let outboxes = 0

  const newItem = (id: string): NewItem => ({
    id,
    lane: `lane-${below(4)}`,
    delayMs: random() < 0.2 ? below(5_000) : 0,
    state: new Uint8Array(below(50)),
    body: new Uint8Array(random() < 0.05 ? 300_000 : below(4_000)),
  })

  async function enqueue(): Promise<void> {
    const items = Array.from({ length: 1 + below(3) }, () => newItem(`item-${below(60)}`))
    const results = await store.enqueue(items)
    for (const [index, { id }] of items.entries()) if (results[index] === 'accepted') acknowledgedIds.add(id)
  }

  async function claim(): Promise<void> {
    const claims = (await store.claim({ max: 1 + below(10), leaseMs: 1_000 + below(5_000) })).claims
    for (const { id } of claims) expect(acknowledgedIds, `seed ${seed}: claimed, never acknowledged`).toContain(id)
    leases.push(...claims)
  }

  async function settle(): Promise<void> {
    const [lease] = leases.splice(below(leases.length), 1)
    if (lease === undefined) return
    const { id, token } = lease
    outboxes += 1
    const outbox = random() < 0.4 ? [newItem(`outbox-${outboxes}`)] : []
    const choices: readonly Settlement[] = [
      { token, to: 'done', outbox },
      { token, to: 'again', delayMs: below(3_000), state: new Uint8Array(below(200)) },
      { token, to: 'release' },
    ]
    const settlement = choices[below(5)] ?? { token, to: 'done', outbox }
    const [result] = await store.settle([settlement])
    if (result !== 'ok' || settlement.to !== 'done') return
    acknowledgedIds.delete(id)
    for (const next of outbox) acknowledgedIds.add(next.id)
  }

  const calls = [enqueue, enqueue, claim, settle]
  for (let round = 0; round < 25; round += 1) {
    const pending = Array.from({ length: 1 + below(30) }, () => (calls[below(calls.length)] ?? enqueue)())
    for (const call of await Promise.allSettled(pending)) {
      if (call.status === 'fulfilled') continue
      expect(call.reason).toMatchObject({ code: 'disk-full' })
      rejected += 1
    }
    clock.advanceMs(below(2_000))
    if (random() < 0.9) continue
    store = await stores.reopen(store, options)
    leases = []
  }

  const acknowledged = [...acknowledgedIds].sort()
  const { listed } = inspectSqliteStore(options.path, { limit: 10_000 })
  expect(listed.map(({ id }) => id).sort(), `seed ${seed}: on disk`).toEqual(acknowledged)
  clock.advanceMs(100_000)
  const claims = (await store.claim({ max: 10_000, leaseMs: 1_000 })).claims
  expect(claims.map(({ id }) => id).sort(), `seed ${seed}: to be claimed`).toEqual(acknowledged)
  return { rejected }
}

describe('concurrent calls', () => {
  let rejected = 0

  it.each(Array.from({ length: 25 }, (_, index) => index + 1))(
    'keep exactly what was acknowledged, whatever was rejected (seed %i)',
    async (seed) => {
      rejected += (await run(seed)).rejected
    },
  )

  it('are rejected often enough to test that', () => {
    expect(rejected).toBeGreaterThan(100)
  })
})
