import { setTimeout } from 'node:timers/promises'
import { eventItem } from '@async-invoke/engine'
import { openStore } from '../src/lib/stores/open-store.ts'
import { readStoreAddress } from '../src/lib/stores/store-address.ts'
import { startEndpoint } from './endpoint.ts'
import { startWorker, type WorkerProcess } from './worker-process.ts'

/** Figures of a rolling restart. */
export interface RollingReport {
  readonly events: number
  readonly restarts: number
  readonly lost: number
  readonly runTwice: number
  /** Faults, lost leases and the like that workers have logged, by type. */
  readonly logged: Readonly<Record<string, number>>
  /** Longest time without an outcome, from the first event to the last, in milliseconds. */
  readonly longestPauseMs: number
}

export interface RollingTrial {
  /** Address of a store without items. */
  readonly store: string
  readonly workers: number
  /** How often each worker is replaced. */
  readonly rounds: number
  readonly eventsPerSecond: number
  readonly runMs: number
  readonly random: () => number
}

/** Replaces workers one after the other, at moments by chance, under a steady load: the new one starts before another ends. */
export async function rollingTrial(trial: RollingTrial): Promise<RollingReport> {
  const { store: address, workers, rounds, eventsPerSecond, runMs, random } = trial
  const { store, close } = await openStore(readStoreAddress(address, 'trial'), { user: 'trial' })
  const endpoint = await startEndpoint(runMs)
  const args = ['--store', address, '--invoke', endpoint.url, '--functions', 'orders', '--log-level', 'info']
  const logged: Record<string, number> = {}
  const start = (): Promise<WorkerProcess> =>
    startWorker(args, (line) => {
      const { level, type } = JSON.parse(line)
      if (level !== 'info') logged[type] = (logged[type] ?? 0) + 1
    })
  const running: WorkerProcess[] = []
  let [events, restarts] = [0, 0]
  const load = new AbortController()
  try {
    while (running.length < workers) running.push(await start())
    const loading = enqueueSteadily()
    for (let restart = 0; restart < rounds * workers; restart += 1) {
      running.push(await start())
      await setTimeout(random() * 1_000)
      const [replaced] = running.splice(Math.floor(random() * workers), 1)
      await replaced?.stop()
      restarts += 1
    }
    load.abort()
    await loading
    for (let left = 1; left > 0; await setTimeout(50)) {
      const { ready, delayed, leased } = await store.stats()
      left = ready + delayed + leased
    }
    const gaps = endpoint.completedAtMs.map((atMs, index, all) => atMs - (all[index - 1] ?? atMs))
    return {
      ...{ events, restarts, lost: events - endpoint.completed.size },
      runTwice: [...endpoint.completed.values()].filter((count) => count > 1).length,
      logged,
      longestPauseMs: Math.round(gaps.reduce((longest, gap) => Math.max(longest, gap), 0)),
    }
  } finally {
    load.abort()
    await Promise.all(running.map((worker) => worker.stop()))
    endpoint.close()
    await close()
  }

  async function enqueueSteadily(): Promise<void> {
    const startMs = performance.now()
    while (!load.signal.aborted) {
      const due = Math.floor(((performance.now() - startMs) / 1_000) * eventsPerSecond) - events
      const items = Array.from({ length: due }, (_, index) =>
        eventItem({ requestId: `event-${events + index}`, reference: { functionName: 'orders' } }, Date.now()),
      )
      if (items.length > 0) await store.enqueue(items)
      events += items.length
      await setTimeout(20)
    }
  }
}
