import { Logger, makeWorkerUtils, run } from 'graphile-worker'
import type { QueuePeer } from './queue-peer.ts'

const task = 'event'

export async function open(address: string): Promise<QueuePeer> {
  const connection = { connectionString: address, logger: new Logger(() => () => {}) }
  const utils = await makeWorkerUtils({ ...connection, maxPoolSize: 20 })
  await utils.migrate()
  // The settings that its documentation recommends for many short jobs.
  const batching = { localQueue: { size: 500 }, completeJobBatchDelay: 0, failJobBatchDelay: 0 }
  const worker = { ...batching, concurrentJobs: 24, maxPoolSize: 26 }
  return {
    add: (event) => utils.addJob(task, event),
    addAll: (events) => utils.addJobs(events.map((payload) => ({ identifier: task, payload }))),
    async drain(count) {
      let left = count
      let drained = (): void => {}
      const empty = new Promise<void>((resolve) => (drained = resolve))
      const handler = async (): Promise<void> => {
        left -= 1
        if (left === 0) drained()
      }
      const runner = await run({
        ...connection,
        noHandleSignals: true,
        preset: { worker },
        taskList: { [task]: handler },
      })
      await empty
      // The last completions are written while it stops.
      await runner.stop()
    },
    close: async () => utils.release(),
  }
}
