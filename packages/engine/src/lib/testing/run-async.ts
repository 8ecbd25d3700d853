import { type EventInvokeConfigRequest, putEventInvokeConfig } from '@async-invoke/schemas/event-invoke-config'
import { formatQualifiedFunctionArn } from '@async-invoke/schemas/function-reference'
import { type InvocationRecord, parseInvocationRecord } from '@async-invoke/schemas/invocation-record'
import type { Timeline } from '@async-invoke/schemas/timeline'
import type { TerminalCondition } from '../decide/decide-next.ts'
import type { UnsettledChoices } from '../decide/unsettled-choices.ts'
import { EngineError } from '../engine-error.ts'
import { createEngine } from '../functions/create-engine.ts'
import { defaultHome } from '../functions/default-home.ts'
import { createInProcessInvoker, type Handler } from '../functions/in-process-invoker.ts'
import { toInvokedReference } from '../invoked-reference.ts'
import type { Faults } from '../loop/faults.ts'
import { recordTextOf } from '../loop/outbox.ts'
import type { OnMetric } from '../observe/metrics.ts'
import type { TimelineEntry } from '../observe/timeline.ts'
import { collectTimelines } from '../observe/timeline-document.ts'
import type { Deliver, DeliverDeadLetter } from '../ports.ts'
import { createMemoryStore } from '../queue/memory-store.ts'
import { VirtualClock } from '../time/clock.ts'
import { drained } from '../time/macrotask.ts'

/** The settings of the function, under the names of Lambda's API; what is missing is Lambda's default. */
export interface RunAsyncConfig extends EventInvokeConfigRequest {
  readonly DeadLetterConfig?: { readonly TargetArn?: string }
  /** Reserved concurrency; 0 discards the event (section 5). */
  readonly ReservedConcurrentExecutions?: number
}

export interface RunAsyncOptions {
  /** Faults to inject. */
  readonly faults?: Faults
  /**
   * Seed of what is drawn at random: weighted aliases, jitter, faults.
   *
   * @defaultValue `1`
   */
  readonly seed?: number
  /** Answers to questions about Lambda that no recording settles. */
  readonly unsettled?: UnsettledChoices
  /** Takes the record, where the settings name a destination; unless given, each is taken to be delivered. */
  readonly deliver?: Deliver
  /** Takes the dead letter, likewise. */
  readonly deliverDeadLetter?: DeliverDeadLetter
  /** Called with each metric sample that Lambda would publish. */
  readonly onMetric?: OnMetric
  readonly functionName?: string
  readonly qualifier?: string
  readonly requestId?: string
  readonly traceHeader?: string
  /** Timeout of the function on the virtual clock, which only moves during a run when {@link clock} is given; default 900,000. */
  readonly timeoutMs?: number
  /** Where the virtual clock starts; default 2026-01-01. */
  readonly startMs?: number
  /**
   * The clock itself, for a handler that waits on it: it then moves on during a run that has nothing else to do. Without it
   * a run may take as long as it likes, and takes no virtual time.
   */
  readonly clock?: VirtualClock
  readonly signal?: AbortSignal
}

export interface RunAsyncResult {
  /** Everything that happened, as the timeline document. */
  readonly timeline: Timeline
  /** The same with all payloads. */
  readonly entries: readonly TimelineEntry[]
  /** The invocation record, whether a destination was there to get it or not. */
  readonly record: InvocationRecord
  readonly recordText: string
  readonly condition: TerminalCondition
  /** Attempts made, throttled ones included. */
  readonly attempts: number
  /** ARNs that the record or the dead-letter message was delivered to. */
  readonly deliveredTo: readonly string[]
  /** Virtual time from acceptance to the last thing that happened. */
  readonly elapsedMs: number
}

/**
 * Runs one asynchronous invocation of a handler to its end, retries, waits and deliveries included, on a virtual clock:
 * six hours take a millisecond. For unit tests, in any test runner.
 *
 * Rejects with whatever broke a part of the engine; a `deliver` that rejects is a failed delivery and not that.
 *
 * @throws {@link EngineError} with code `event-lost` when the event was lost, as `faults.lostEvent` demands
 *
 * @example
 * const { record, attempts } = await runAsync(handler, { orderId: 'A-1002' }, { MaximumRetryAttempts: 1 })
 * // attempts: 2, record.requestContext.condition: 'RetriesExhausted'
 */
export async function runAsync(
  handler: Handler,
  event: unknown,
  config: RunAsyncConfig = {},
  options: RunAsyncOptions = {},
): Promise<RunAsyncResult> {
  const { functionName = 'function', qualifier, requestId = '00000000-0000-4000-8000-000000000001' } = options
  const { startMs = Date.UTC(2026, 0, 1), clock = new VirtualClock(startMs), timeoutMs = 900_000 } = options
  const timelines = collectTimelines()
  const entries: TimelineEntry[] = []
  const faults: unknown[] = []
  const engine = createEngine({
    clock,
    store: createMemoryStore({ clock }),
    seed: 1,
    deliver: async () => {},
    deliverDeadLetter: async () => {},
    ...options,
    resolve: () => resolutionOf(functionName, qualifier, config),
    invoke: createInProcessInvoker({ [functionName]: handler }, { clock, timeoutMs }),
    onTimeline(entry) {
      entries.push(entry)
      timelines.onTimeline(entry)
    },
    onFault: (fault) => faults.push(fault),
  })
  const payload = new TextEncoder().encode(event === undefined ? '' : JSON.stringify(event))
  const { traceHeader } = options
  const reference = toInvokedReference({ functionName, qualifier })
  await engine.accept({ requestId, reference, payload, ...(traceHeader !== undefined && { traceHeader }) })
  const startedAtMs = clock.nowMs()
  for (;;) {
    await waitUntilStill(options.clock !== undefined, () => engine.idle)
    const nextMs = clock.nextWakeAtMs()
    if (nextMs === undefined) break
    clock.advanceToMs(nextMs)
  }
  if (faults.length > 0) throw faults[0]
  const { functionArn } = resolutionOf(functionName, qualifier, config)
  return resultOf({ entries, timeline: timelines.get(requestId), requestId, payload, functionArn, startedAtMs })
}

/** Macrotasks for which a handler that was given the clock may work before the clock moves on under it. */
const patience = 1_000

/** Waits for a handler that does real work as long as it takes; one that was given the clock may wait on that. */
async function waitUntilStill(clockGiven: boolean, idle: () => boolean): Promise<void> {
  for (let turn = 0; !clockGiven || turn < patience; turn += 1) {
    await drained()
    if (idle()) return
  }
}

function resolutionOf(functionName: string, qualifier: string | undefined, config: RunAsyncConfig) {
  const { DeadLetterConfig, ReservedConcurrentExecutions } = config
  return {
    functionArn: formatQualifiedFunctionArn(defaultHome, functionName, qualifier),
    config: putEventInvokeConfig(config),
    target: 'present' as const,
    ...(DeadLetterConfig?.TargetArn && { deadLetterTargetArn: DeadLetterConfig.TargetArn }),
    ...(ReservedConcurrentExecutions !== undefined && { reservedConcurrency: ReservedConcurrentExecutions }),
  }
}

interface Ran {
  readonly entries: readonly TimelineEntry[]
  readonly timeline: Timeline | undefined
  readonly requestId: string
  readonly payload: Uint8Array
  readonly functionArn: string
  readonly startedAtMs: number
}

function resultOf({ entries, timeline, requestId, payload, functionArn, startedAtMs }: Ran): RunAsyncResult {
  const end = entries.find((entry) => entry.type === 'decided' && entry.decision.kind === 'terminal')
  if (timeline === undefined || end?.type !== 'decided' || end.decision.kind !== 'terminal')
    throw new EngineError('event-lost', 'the event was lost, as faults.lostEvent demands')
  const { decision, atMs } = end
  const attempts = entries.filter(({ type }) => type === 'attempt-ended')
  const last = attempts.at(-1)
  const recordText = recordTextOf({
    requestId,
    requestPayload: payload.length === 0 ? new TextEncoder().encode('{}') : payload,
    decision,
    responsePayload: last?.type === 'attempt-ended' ? last.payload : undefined,
    resolution: { functionArn },
    nowMs: atMs,
  })
  return {
    timeline,
    entries,
    recordText,
    record: parseInvocationRecord(recordText),
    condition: decision.condition,
    attempts: attempts.length,
    deliveredTo: entries.flatMap((entry) =>
      entry.type === 'delivered' || entry.type === 'dead-letter-delivered' ? [entry.destinationArn] : [],
    ),
    elapsedMs: (entries.at(-1)?.atMs ?? startedAtMs) - startedAtMs,
  }
}
