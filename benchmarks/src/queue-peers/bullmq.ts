import { Queue, Worker } from 'bullmq'
import type { QueuePeer } from './queue-peer.ts'

const task = 'event'

export async function open(address: string): Promise<QueuePeer> {
  const connection = { url: address }
  const name = `events-${process.pid}`
  const queue = new Queue(name, { connection, defaultJobOptions: { removeOnComplete: true } })
  await queue.waitUntilReady()
  return {
    add: (event) => queue.add(task, event),
    addAll: (events) => queue.addBulk(events.map((data) => ({ name: task, data }))),
    async drain(count) {
      const worker = new Worker(name, async () => {}, {
        connection: { ...connection, maxRetriesPerRequest: null },
        concurrency: 64,
      })
      let left = count
      await new Promise<void>((resolve) => {
        worker.on('completed', () => {
          left -= 1
          if (left === 0) resolve()
        })
      })
      await worker.close()
    },
    async close() {
      await queue.obliterate({ force: true })
      await queue.close()
    },
  }
}
