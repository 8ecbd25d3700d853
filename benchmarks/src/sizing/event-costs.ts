import { openPostgresStore } from '@async-invoke/queue-store-postgres'
import pg from 'pg'
import { median } from '../rounds.ts'
import { serverCosts } from '../servers/server-costs.ts'

/** What one event of 1 KB costs, from its acceptance to the delivery of its record. */
export interface EventCosts {
  readonly serverVersion: string
  readonly serverUs: number
  readonly walBytes: number
  /** Processor time of the worker's store, without engine and handler, in microseconds. */
  readonly workerUs: number
  /** Events in each statement. */
  readonly batch: number
}

const encoder = new TextEncoder()
const state = encoder.encode('{"kind":"event","reference":{"functionName":"orders"},"failures":0,"attempts":0}')
const body = encoder.encode(JSON.stringify({ text: 'x'.repeat(1_000) }))
const batch = 50
const events = 5_000
const rounds = 5
const lanes = 20

/** Runs events through a store in batches: queued, claimed, settled with a delivery, which is claimed and settled. */
export async function eventCosts(pid: number, address: string): Promise<EventCosts> {
  const pool = new pg.Pool({ connectionString: address, max: 4 })
  const store = await openPostgresStore({ database: pool })
  const drain = async (): Promise<void> => {
    for (;;) {
      const { claims } = await store.claim({ max: batch, leaseMs: 60_000 })
      if (claims.length === 0) return
      await store.settle(
        claims.map(({ id, token, lane }) => ({
          ...{ token, to: 'done' as const },
          outbox: lane.startsWith('function:')
            ? [{ id: `${id}/OnSuccess`, lane: 'destination:sink', delayMs: 0, state, body }]
            : [],
        })),
      )
    }
  }
  const seen: { readonly serverUs: number; readonly walBytes: number; readonly workerUs: number }[] = []
  for (let round = 0; round <= rounds; round += 1) {
    const [before, own] = [await serverCosts(pid, address), process.cpuUsage()]
    for (let n = 0; n < events; n += batch)
      await store.enqueue(
        Array.from({ length: batch }, (_, index) => ({
          ...{ id: `${round}-${n + index}`, lane: `function:f-${index % lanes}`, delayMs: 0 },
          ...{ state, body },
        })),
      )
    await drain()
    const { user, system } = process.cpuUsage(own)
    const after = await serverCosts(pid, address)
    const per = (total: number): number => total / events
    // The first round warms up.
    if (round > 0)
      seen.push({
        serverUs: per(after.cpuUs - before.cpuUs),
        walBytes: per(after.walBytes - before.walBytes),
        workerUs: per(user + system),
      })
  }
  const { rows } = await pool.query('show server_version')
  await store.close()
  await pool.end()
  return {
    serverVersion: String(rows[0]?.server_version).split(' ')[0] ?? '',
    serverUs: Math.round(median(seen.map(({ serverUs }) => serverUs))),
    walBytes: Math.round(median(seen.map(({ walBytes }) => walBytes))),
    workerUs: Math.round(median(seen.map(({ workerUs }) => workerUs))),
    batch,
  }
}
