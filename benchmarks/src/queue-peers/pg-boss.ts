import { PgBoss } from 'pg-boss'
import { callsAtOnce, type QueuePeer, takenAtOnce } from './queue-peer.ts'

export async function open(address: string): Promise<QueuePeer> {
  const boss = new PgBoss({ connectionString: address, max: 20, supervise: false, schedule: false })
  await boss.start()
  const queue = `events-${process.pid}`
  await boss.createQueue(queue, { partition: true })
  return {
    add: (event) => boss.send(queue, event),
    addAll: (events) =>
      boss.insert(
        queue,
        events.map((data) => ({ data })),
      ),
    async drain(count) {
      let taken = 0
      const take = async (): Promise<void> => {
        while (taken < count) {
          const ids = (await boss.fetch(queue, { batchSize: takenAtOnce })).map(({ id }) => id)
          taken += ids.length
          // Deleting is less work for it than keeping them as completed.
          if (ids.length > 0) await boss.deleteJob(queue, ids)
        }
      }
      await Promise.all(Array.from({ length: callsAtOnce }, take))
    },
    async close() {
      await boss.deleteQueue(queue)
      await boss.stop({ graceful: false })
    },
  }
}
