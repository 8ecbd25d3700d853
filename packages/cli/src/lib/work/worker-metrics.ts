import type { Invoke, OnMetric, QueueStore } from '@async-invoke/engine'
import { functionLane, type Gauge, type Labels, MetricTotals, queueGauge } from '@async-invoke/engine/internal'
import { lately } from './lately.ts'

/** The numbers of a worker. */
export interface WorkerMetrics {
  readonly onMetric: OnMetric
  /** Counts the runs in flight. */
  count(invoke: Invoke): Invoke
  /** Number of runs in flight. */
  inFlight(): number
  /** The page for Prometheus: metrics under Lambda's names, and gauges of runs and of the queue. */
  page(): Promise<string>
}

/** Counting may visit every item of a queue. */
const countedEveryMs = 10_000
/** Half of what Prometheus waits for a page. */
const patienceMs = 5_000

/** @param own - labels of this worker */
export function createWorkerMetrics(store: QueueStore, own: Labels): WorkerMetrics {
  const totals = new MetricTotals()
  const inFlight = new Map<string, number>()
  const counted = lately(countedEveryMs, () => store.stats())
  return {
    onMetric: (metric) => totals.add(metric),
    count: (invoke) => async (attempt) => {
      const lane = functionLane(attempt.reference.functionName)
      inFlight.set(lane, (inFlight.get(lane) ?? 0) + 1)
      try {
        return await invoke(attempt)
      } finally {
        inFlight.set(lane, (inFlight.get(lane) ?? 0) - 1)
      }
    },
    inFlight: () => [...inFlight.values()].reduce((sum, runs) => sum + runs, 0),
    async page() {
      const runs: Gauge = {
        name: 'async_invoke_runs_in_flight',
        values: [...inFlight].map(([lane, value]) => ({ labels: { lane, ...own }, value })),
      }
      const labelsOf = ({ FunctionName }: { readonly FunctionName: string }): Labels => ({
        lane: functionLane(FunctionName),
        ...own,
      })
      return totals.format({ gauges: [runs, ...(await queueGauges())], labelsOf })
    },
  }

  async function queueGauges(): Promise<readonly Gauge[]> {
    const gauge = (name: string, value: number): Gauge => ({ name, values: [{ labels: own, value }] })
    const isReached = 'async_invoke_store_reachable'
    try {
      const silence = new Promise<undefined>((resolve) => setTimeout(resolve, patienceMs, undefined).unref())
      const stats = await Promise.race([counted(), silence])
      if (stats === undefined) return [gauge(isReached, 0)]
      const { ready, delayed, leased, oldestDueAgeMs } = stats
      return [
        gauge(isReached, 1),
        queueGauge({ ready, delayed, leased }, own),
        ...(oldestDueAgeMs === undefined ? [] : [gauge('async_invoke_oldest_due_age_ms', oldestDueAgeMs)]),
      ]
    } catch {
      // The fault is in the log; the numbers of the worker are worth printing without those of the queue.
      return [gauge(isReached, 0)]
    }
  }
}
