import pg from 'pg'
import { type Db, PgBoss } from 'pg-boss'
import { callsAtOnce, type Event, type QueuePeer, takenAtOnce } from './queue-peer.ts'

export async function open(address: string): Promise<QueuePeer> {
  const boss = new PgBoss({ connectionString: address, max: 20, supervise: false, schedule: false })
  await boss.start()
  const pool = new pg.Pool({ connectionString: address, max: callsAtOnce })
  const queue = `events-${process.pid}`
  const deliveries = `deliveries-${process.pid}`
  for (const name of [queue, deliveries]) await boss.createQueue(name, { partition: true })
  const atOnce = async (take: () => Promise<void>): Promise<void> => {
    await Promise.all(Array.from({ length: callsAtOnce }, take))
  }
  // Deleting is less work for it than keeping them as completed.
  const takeFrom = async (name: string): Promise<number> => {
    const ids = (await boss.fetch(name, { batchSize: takenAtOnce })).map(({ id }) => id)
    if (ids.length > 0) await boss.deleteJob(name, ids)
    return ids.length
  }
  const deliverSome = async (): Promise<void> => {
    const jobs = await boss.fetch<Event>(queue, { batchSize: takenAtOnce })
    if (jobs.length === 0) return
    const ids = jobs.map(({ id }) => id)
    const client = await pool.connect()
    const db: Db = { executeSql: (text, values) => client.query(text, values) }
    await client.query('begin')
    await boss.deleteJob(queue, ids, { db })
    await boss.insert(
      deliveries,
      jobs.map(({ data }) => ({ data: { requestPayload: data } })),
      { db },
    )
    await client.query('commit')
    client.release()
  }
  return {
    add: (event) => boss.send(queue, event),
    addAll: (events) =>
      boss.insert(
        queue,
        events.map((data) => ({ data })),
      ),
    async drain(count) {
      let taken = 0
      await atOnce(async () => {
        while (taken < count) {
          const some = await takeFrom(queue)
          taken += some
        }
      })
    },
    async deliver(count) {
      let taken = 0
      await atOnce(async () => {
        while (taken < count) {
          await deliverSome()
          const some = await takeFrom(deliveries)
          taken += some
        }
      })
    },
    async close() {
      for (const name of [queue, deliveries]) await boss.deleteQueue(name)
      await boss.stop({ graceful: false })
      await pool.end()
    },
  }
}
