import { setImmediate as turn } from 'node:timers/promises'
import { openPostgresStore } from '@async-invoke/queue-store-postgres'
import pg from 'pg'
import { callsAtOnce, type Event, type QueuePeer, takenAtOnce } from './queue-peer.ts'

const state = Buffer.from('{"kind":"event","reference":{"functionName":"orders"},"failures":0,"attempts":0}')

export async function open(address: string): Promise<QueuePeer> {
  const database = new pg.Pool({ connectionString: address, max: 20 })
  const store = await openPostgresStore({ database })
  await database.query('truncate async_invoke.item')
  const itemOf = (event: Event) => ({
    id: `00000000-0000-4000-8000-${String(event.n).padStart(12, '0')}`,
    lane: `function:f-${event.n % 20}`,
    delayMs: 0,
    state,
    body: Buffer.from(JSON.stringify(event)),
  })
  return {
    add: (event) => store.enqueue([itemOf(event)]),
    addAll: (events) => store.enqueue(events.map(itemOf)),
    async drain(count) {
      let taken = 0
      const take = async (): Promise<void> => {
        while (taken < count) {
          const { claims } = await store.claim({ max: takenAtOnce, leaseMs: 60_000 })
          taken += claims.length
          // Another call is handling the rest.
          if (claims.length === 0) await turn()
          for (const { body } of claims) JSON.parse(String(body))
          await store.settle(claims.map(({ token }) => ({ token, to: 'done' })))
        }
      }
      await Promise.all(Array.from({ length: callsAtOnce }, take))
    },
    async close() {
      await store.close()
      await database.end()
    },
  }
}
