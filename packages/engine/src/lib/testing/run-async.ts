import { formatQualifiedFunctionArn } from '@async-invoke/schemas/function-reference'
import { defaultHome, readDeclaredFunctionSettings } from '@async-invoke/schemas/internal'
import { type InvocationRecord, parseInvocationRecord } from '@async-invoke/schemas/invocation-record'
import type { Timeline } from '@async-invoke/schemas/timeline'
import type { TerminalCondition } from '../decide/next-step.ts'
import { EngineError } from '../engine-error.ts'
import type { Handler } from '../functions/handler.ts'
import { createInProcessInvoker } from '../functions/in-process-invoker.ts'
import { toInvokedReference } from '../invoked-reference.ts'
import { createEngineLoop } from '../loop/engine-loop.ts'
import { formatRecord } from '../loop/outbox.ts'
import { createMemoryStore } from '../memory-store/memory-store.ts'
import type { TimelineEntry } from '../observe/timeline.ts'
import { collectTimelines } from '../observe/timeline-document.ts'
import { VirtualClock } from '../time/clock.ts'
import { macrotask } from '../time/macrotask.ts'
import { eventText } from './event-text.ts'
import type { RunAsyncConfig, RunAsyncOptions } from './run-async-options.ts'
import { handlerProblems, runAsyncProblems } from './run-async-problems.ts'

/** Result of {@link runAsync}. */
export interface RunAsyncResult {
  /** Everything that happened, as a timeline document. */
  readonly timeline: Timeline
  /** Everything that happened, payloads included. */
  readonly entries: readonly TimelineEntry[]
  /** The invocation record, even if the settings name no destination. */
  readonly record: InvocationRecord
  /** The invocation record as JSON, byte for byte as a destination receives it. */
  readonly recordText: string
  /** Why the event ended. */
  readonly condition: TerminalCondition
  /** Number of attempts, throttled ones included. */
  readonly attempts: number
  /** ARNs to which the record or the dead letter was delivered. */
  readonly deliveredTo: readonly string[]
  /** Virtual time from acceptance to the last entry of the timeline, in milliseconds. */
  readonly elapsedMs: number
}

/**
 * Runs one asynchronous invocation of a handler to its end, with every retry, wait and delivery, on a virtual clock: six
 * hours take a millisecond. For unit tests, in any test runner.
 *
 * Rejects with a fault of the engine's ports, if there was one. A `deliver` that rejects is a failed delivery, not a fault.
 *
 * @param event - The event for the handler; `undefined` becomes `{}`.
 * @param config - Settings of the function.
 * @throws {@link EngineError} with code `invalid-options` if the handler is no function, a setting or an option is unknown,
 * or Lambda would refuse it; with code `invalid-payload` if the event has no JSON; with code `event-lost` if the fault `lostEvent`
 * lost it
 *
 * @example
 * ```ts
 * const { record, attempts } = await runAsync(handler, { orderId: 'A-1002' }, { MaximumRetryAttempts: 1 })
 * // attempts: 2, record.requestContext.condition: 'RetriesExhausted'
 * ```
 */
export async function runAsync(
  handler: Handler,
  event: unknown,
  config: RunAsyncConfig = {},
  options: RunAsyncOptions = {},
): Promise<RunAsyncResult> {
  const problems = [...handlerProblems(handler), ...runAsyncProblems(config, options)]
  if (problems.length > 0) throw new EngineError('invalid-options', problems.join('; '))
  const { functionName = 'function', qualifier, requestId = '00000000-0000-4000-8000-000000000001' } = options
  const { startMs = Date.UTC(2026, 0, 1), clock = new VirtualClock(startMs), timeoutMs = 900_000 } = options
  const timelines = collectTimelines()
  const entries: TimelineEntry[] = []
  const faults: unknown[] = []
  const engine = createEngineLoop({
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
  const payload = new TextEncoder().encode(event === undefined ? '' : eventText('event', event))
  const { traceHeader } = options
  const reference = toInvokedReference({ functionName, qualifier })
  await engine.accept({ requestId, reference, payload, ...(traceHeader !== undefined && { traceHeader }) })
  const startedAtMs = clock.nowMs()
  for (;;) {
    await untilStill(options.clock !== undefined, () => engine.idle)
    const nextMs = clock.nextWakeAtMs()
    if (nextMs === undefined) break
    clock.advanceToMs(nextMs)
  }
  if (faults.length > 0) throw faults[0]
  const { functionArn } = resolutionOf(functionName, qualifier, config)
  return resultOf({ entries, timeline: timelines.get(requestId), requestId, payload, functionArn, startedAtMs })
}

/** Macrotasks that a handler with the clock may take before the clock advances during its run. */
const maxTurns = 1_000

/** Waits until the engine is idle; a handler that was given the clock may be waiting for it to advance. */
async function untilStill(clockGiven: boolean, idle: () => boolean): Promise<void> {
  for (let turn = 0; !clockGiven || turn < maxTurns; turn += 1) {
    await macrotask()
    if (idle()) return
  }
}

function resolutionOf(functionName: string, qualifier: string | undefined, config: RunAsyncConfig) {
  return {
    functionArn: formatQualifiedFunctionArn(defaultHome, functionName, qualifier),
    target: 'present' as const,
    ...readDeclaredFunctionSettings(config),
  }
}

interface FinishedRun {
  readonly entries: readonly TimelineEntry[]
  readonly timeline: Timeline | undefined
  readonly requestId: string
  readonly payload: Uint8Array
  readonly functionArn: string
  readonly startedAtMs: number
}

function resultOf({ entries, timeline, requestId, payload, functionArn, startedAtMs }: FinishedRun): RunAsyncResult {
  const end = entries.find((entry) => entry.type === 'decided' && entry.decision.kind === 'terminal')
  if (timeline === undefined || end?.type !== 'decided' || end.decision.kind !== 'terminal')
    throw new EngineError('event-lost', 'the event was lost by the fault lostEvent')
  const { decision, atMs } = end
  const attempts = entries.filter(({ type }) => type === 'attempt-ended')
  const last = attempts.at(-1)
  const recordText = formatRecord({
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
