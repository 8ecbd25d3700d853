import { setImmediate as turn } from 'node:timers/promises'
import { type Claim, createEngine, type Engine, type NewItem, systemClock } from '@async-invoke/engine'
import { openPostgresStore } from '@async-invoke/queue-store-postgres'
import pg from 'pg'
import { callsAtOnce, type Event, type QueuePeer, takenAtOnce } from './queue-peer.ts'

const state = Buffer.from('{"kind":"event","reference":{"functionName":"orders"},"failures":0,"attempts":0}')
const idOf = ({ n }: Event): string => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`
const functionOf = ({ n }: Event): string => `f-${n % 20}`
const payloadOf = (event: Event): Buffer => Buffer.from(JSON.stringify(event))
const itemOf = (event: Event): NewItem => ({
  ...{ id: idOf(event), lane: `function:${functionOf(event)}`, delayMs: 0 },
  ...{ state, body: payloadOf(event) },
})
const deliveryOf = ({ id, body }: Claim): NewItem => ({
  ...{ id: `${id}/OnSuccess`, lane: 'destination:sink', delayMs: 0, state },
  body: Buffer.concat([Buffer.from('{"requestPayload":'), body, Buffer.from('}')]),
})

export async function open(address: string): Promise<QueuePeer> {
  const database = new pg.Pool({ connectionString: address, max: 20 })
  const store = await openPostgresStore({ database })
  await database.query('truncate async_invoke.item')
  // It accepts events, which are claimed below; deliveries it would claim itself.
  const createAccepting = (): Engine =>
    createEngine({
      ...{ store, clock: systemClock, serves: [] },
      resolve: ({ functionName }) => ({ functionArn: functionName, config: {}, target: 'present' }),
      invoke: async () => ({ outcome: 'success', executedVersion: '$LATEST' }),
      deliver: async () => {},
    })
  let engine: Engine | undefined
  const take = async (count: number, outboxOf: (claim: Claim) => readonly NewItem[]): Promise<void> => {
    let taken = 0
    const call = async (): Promise<void> => {
      while (taken < count) {
        const { claims } = await store.claim({ max: takenAtOnce, leaseMs: 60_000 })
        taken += claims.length
        // Another call is handling the rest.
        if (claims.length === 0) await turn()
        for (const { body } of claims) JSON.parse(String(body))
        await store.settle(claims.map((claim) => ({ token: claim.token, to: 'done', outbox: outboxOf(claim) })))
      }
    }
    await Promise.all(Array.from({ length: callsAtOnce }, call))
  }
  return {
    add(event) {
      engine ??= createAccepting()
      return engine.accept({
        ...{ requestId: idOf(event), reference: { functionName: functionOf(event) } },
        ...{ functionArn: functionOf(event), payload: payloadOf(event) },
      })
    },
    addAll: (events) => store.enqueue(events.map(itemOf)),
    drain: (count) => take(count, () => []),
    deliver: (count) => take(2 * count, (claim) => (claim.lane.startsWith('function:') ? [deliveryOf(claim)] : [])),
    async close() {
      await engine?.stop()
      await store.close()
      await database.end()
    },
  }
}
