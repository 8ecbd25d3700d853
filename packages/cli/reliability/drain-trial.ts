import { setTimeout } from 'node:timers/promises'
import { eventItem, type QueueStore } from '@async-invoke/engine'
import { openStore } from '../src/lib/stores/open-store.ts'
import { readStoreAddress } from '../src/lib/stores/store-address.ts'
import { startEndpoint } from './endpoint.ts'
import { startWorker } from './worker-process.ts'

/** Figures of a drain. */
export interface DrainReport {
  readonly events: number
  /** Events whose runs did not end within the drain. */
  readonly held: number
  readonly exitCode: number | null
  /** Time from the signal to the end of the process. */
  readonly tookMs: number
  /** Items in the queue after it: those that can be claimed at once, and those that others have to wait for. */
  readonly ready: number
  readonly leased: number
  /** After a second worker has run what was left. */
  readonly lost: number
  readonly runTwice: number
}

export interface DrainTrial {
  /** Address of a store without items. */
  readonly store: string
  readonly events: number
  readonly held: number
  readonly drainSeconds: number
}

/**
 * Stops a worker with all events in flight. Most end within the drain; the held ones do not, go back, and are run by a second
 * worker.
 */
export async function drainTrial({ store, events, held, drainSeconds }: DrainTrial): Promise<DrainReport> {
  const use = async <Result>(act: (store: QueueStore) => Promise<Result>): Promise<Result> => {
    const opened = await openStore(readStoreAddress(store, 'trial'), { user: 'trial' })
    return act(opened.store).finally(() => opened.close())
  }
  const ids = Array.from({ length: events }, (_, index) => `event-${index}`)
  await use((queue) =>
    queue.enqueue(ids.map((requestId) => eventItem({ requestId, reference: { functionName: 'orders' } }, Date.now()))),
  )
  const heldIds = new Set(ids.slice(0, held))
  const endpoint = await startEndpoint()
  const limits = ['--concurrency', String(events), '--drain', String(drainSeconds)]
  const args = ['--store', store, '--invoke', endpoint.url, '--functions', 'orders', ...limits]
  try {
    const first = await startWorker(args)
    while (endpoint.inFlight() < events) await setTimeout(20)
    const stopped = first.stop()
    await setTimeout((drainSeconds * 1_000) / 4)
    endpoint.answer((requestId) => !heldIds.has(requestId))
    const { code: exitCode, tookMs } = await stopped
    const { ready, leased } = await use((queue) => queue.stats())
    endpoint.answer(() => true)
    const second = await startWorker(args)
    while (endpoint.completed.size < events) await setTimeout(20)
    await second.stop()
    const left = await use((queue) => queue.stats())
    const runs = [...endpoint.completed.values()]
    return {
      ...{ events, held, exitCode, tookMs: Math.round(tookMs), ready, leased },
      lost: events - endpoint.completed.size + left.ready + left.delayed + left.leased,
      runTwice: runs.filter((count) => count > 1).length,
    }
  } finally {
    endpoint.close()
  }
}
