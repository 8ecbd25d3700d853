import { createEngineLoop } from '../src/lib/loop/engine-loop.ts'
import type { EngineOptions } from '../src/lib/loop/engine-options.ts'
import { createMemoryStore } from '../src/lib/memory-store/memory-store.ts'
import type { Metric } from '../src/lib/observe/metrics.ts'
import type { TimelineEntry } from '../src/lib/observe/timeline.ts'
import type { AttemptResult, DeadLetterDelivery, Delivery, Resolution } from '../src/lib/ports.ts'
import { VirtualClock } from '../src/lib/time/clock.ts'
import { driven } from './drive.ts'

export const startMs = Date.UTC(2026, 1, 10, 9, 15)
export const functionArn = 'arn:aws:lambda:us-east-1:123456789012:function:f:$LATEST'
export const failures = 'arn:aws:sqs:us-east-1:123456789012:failures'
export const successes = 'arn:aws:sqs:us-east-1:123456789012:successes'
export const deadLetters = 'arn:aws:sqs:us-east-1:123456789012:dead-letters'
export const bytes = (text: string): Uint8Array => new TextEncoder().encode(text)
export const error: AttemptResult = {
  outcome: 'functionError',
  executedVersion: '$LATEST',
  payload: bytes('{"errorType":"Error","errorMessage":"no"}'),
}
export const success: AttemptResult = { outcome: 'success', executedVersion: '$LATEST', payload: bytes('"ok"') }

/** An engine on a held clock that records everything it does. */
export function world(options: Partial<EngineOptions> & { resolution?: Partial<Resolution> } = {}) {
  const clock = options.clock instanceof VirtualClock ? options.clock : new VirtualClock(startMs)
  const timeline: TimelineEntry[] = []
  const metrics: Metric[] = []
  const delivered: Delivery[] = []
  const deadLettered: DeadLetterDelivery[] = []
  const faults: unknown[] = []
  const { resolution, ...engineOptions } = options
  const config = { OnFailure: failures, OnSuccess: successes }
  const store = options.store ?? createMemoryStore({ clock })
  const engine = createEngineLoop({
    clock,
    resolve: () => ({ functionArn, config, target: 'present', ...resolution }),
    invoke: async () => success,
    deliver: async (delivery) => {
      delivered.push(delivery)
    },
    deliverDeadLetter: async (delivery) => {
      deadLettered.push(delivery)
    },
    onTimeline: (entry) => timeline.push(entry),
    onMetric: (metric) => metrics.push(metric),
    onFault: (fault) => faults.push(fault),
    seed: 1,
    ...engineOptions,
    store,
  })
  const accept = (requestId = 'r-1', payload = '{"orderId": "A-1002"}\n', functionName = 'f', traceHeader?: string) =>
    engine.accept({
      requestId,
      reference: { functionName },
      payload: bytes(payload),
      ...(traceHeader !== undefined && { traceHeader }),
    })
  /** Start times of the attempts, in seconds after the start. */
  const attemptsAt = (): number[] =>
    timeline.filter(({ type }) => type === 'attempt-started').map(({ atMs }) => (atMs - startMs) / 1_000)
  const run = () => driven(engine, clock)
  return { clock, store, engine, timeline, metrics, delivered, deadLettered, faults, accept, run, attemptsAt }
}
