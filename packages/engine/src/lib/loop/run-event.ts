import type { FunctionLoad } from '../concurrency/function-load.ts'
import type { Leave } from '../concurrency/slots.ts'
import type { AttemptOutcome } from '../decide/attempt-outcome.ts'
import { decideMissingAlias } from '../decide/decide-missing-alias.ts'
import { type Decision, decideExpiry, decideLoopStop, decideNext } from '../decide/decide-next.ts'
import { type Chain, followChain } from '../decide/lineage.ts'
import { drawInGroup } from '../decide/throttled-group.ts'
import { attemptMetrics, createMetric, dimensionsOf, type Metric } from '../observe/metrics.ts'
import type { TimelineEvent } from '../observe/timeline.ts'
import type { AttemptResult, ConcurrencyLimit, Resolution } from '../ports.ts'
import type { Claim } from '../queue/queue-store.ts'
import type { LaneLimits } from '../store-calls/lane-limits.ts'
import type { Held } from '../store-calls/lease-keeper.ts'
import { type DrawnVersion, drawVersion } from './draw-version.ts'
import { type ClaimOutcome, type EngineDependencies, faultDelayMs } from './engine-dependencies.ts'
import { type EventState, encodeState } from './item-state.ts'
import { outboxOf } from './outbox.ts'

/** A claimed event and what its reference resolves to. */
interface Resolved {
  readonly claim: Claim
  readonly event: EventState
  readonly requestId: string
  readonly resolution: Resolution
  readonly load: FunctionLoad
  readonly drawn: DrawnVersion
  readonly chain: Chain
  readonly held: Hold
}

type Hold = Pick<Held, 'signal' | 'untilMs'>

/** Clocks and rounding may differ by this much; an event that comes back earlier has met its store's maximum delay. */
const earlyToleranceMs = 1_000

/** Puts an event back for the rest of its wait. */
function early({ token, deliveries }: Claim, event: EventState, delayMs: number): ClaimOutcome {
  const state = encodeState({ ...event, settledDeliveries: deliveries })
  return { settlement: { token, to: 'again', delayMs, state } }
}

/** Resolves a claimed event, attempts it unless it has ended, and decides what happens next. */
export async function runEvent(
  engine: EngineDependencies,
  claim: Claim,
  event: EventState,
  held: Hold,
): Promise<ClaimOutcome> {
  const earlyMs = (event.dueAtMs ?? 0) - engine.clock.nowMs()
  if (earlyMs > earlyToleranceMs) return early(claim, event, earlyMs)
  let resolution: Resolution
  try {
    resolution = await engine.resolve(event.reference, { acceptedAtMs: event.acceptedAtMs })
  } catch (fault) {
    engine.fault(fault)
    return unresolved(engine, claim, event)
  }
  const load = engine.loads.of(claim.lane)
  const reserved = resolution.reservedConcurrency ?? null
  if (reserved !== load.reserved) {
    load.reserved = reserved
    engine.limitChanged()
  }
  try {
    if (engine.laneLimits !== undefined && !(await isLimited(engine.laneLimits, engine, claim.lane, load)))
      return { settlement: { token: claim.token, to: 'release' } }
  } catch (fault) {
    engine.fault(fault)
    return unresolved(engine, claim, event)
  }
  const chain = followChain(event.traceHeader, resolution.functionArn, resolution.recursiveLoop ?? 'Off')
  const requestId = event.requestId ?? claim.id
  const drawn = versionOf(engine, event, resolution)
  const resolved = { claim, event, requestId, resolution, load, drawn, chain, held }
  const nowMs = engine.clock.nowMs()
  const ended = decideBeforeAttempt(engine, resolved, nowMs)
  if (ended !== undefined) return outcomeOf(engine, resolved, ended, nowMs)

  // A missing target needs no slot.
  const entered = isMissing(resolution) ? undefined : engine.loads.enter(event.reference.functionName, load)
  if (typeof entered === 'string' && engine.loads.waits) return { settlement: { token: claim.token, to: 'release' } }
  engine.loads.started(load, nowMs - (event.dueAtMs ?? event.acceptedAtMs), nowMs)
  // Followed here: a promise that an async function returns is followed more slowly.
  return await attempted(engine, resolved, entered)
}

async function attempted(
  engine: EngineDependencies,
  resolved: Resolved,
  entered: Leave | ConcurrencyLimit | undefined,
): Promise<ClaimOutcome> {
  const { claim, event, resolution, load, drawn } = resolved
  const slot = typeof entered === 'function' ? entered : undefined
  const about = timelineEventOf(resolved)
  const attempt = event.attempts + 1
  const startedAtMs = engine.clock.nowMs()
  const started = { type: 'attempt-started' as const, ...about, attempt, atMs: startedAtMs }
  engine.emitTimeline(drawn.version === undefined ? started : { ...started, version: drawn.version })
  let result: AttemptResult | undefined
  try {
    result = await resultOf(engine, resolved, slot)
  } finally {
    if (slot !== undefined) engine.loads.leave(load, slot, engine.clock.nowMs())
  }
  if (result === undefined) return { settlement: { token: claim.token, to: 'release' } }

  const nowMs = engine.clock.nowMs()
  const { outcome } = result
  engine.emitTimeline({
    ...{ type: 'attempt-ended', ...about, attempt, outcome, atMs: nowMs },
    ...(result.payload !== undefined && { payload: result.payload }),
    ...(result.outcome === 'refused' && { errorMessage: result.errorMessage }),
    ...(typeof entered === 'string' && { limit: entered }),
  })
  const ran = 'executedVersion' in result ? result.executedVersion : undefined
  const times = { acceptedAtMs: event.acceptedAtMs, startedAtMs, endedAtMs: nowMs }
  engine.emitMetrics(() => attemptMetrics(outcome, times, dimensionsOf(event.reference, ran)))
  if (outcome === 'throttle' || outcome === 'systemError') engine.loads.refused(load, nowMs)

  const draw = drawOf(engine, resolved, outcome, nowMs)
  const drawnWait = draw === undefined ? {} : { draw }
  const settings = { ...resolution.config, stretch: engine.loads.stretch(load), ...drawnWait }
  const decision = decideNext(event, result, settings, nowMs, engine.choices)
  return outcomeOf(engine, resolved, decision, nowMs, result)
}

/**
 * Makes the store keep to the reserved concurrency of a function. Returns false for an event that was claimed without a limit:
 * other engines may have claimed as many, so that each of them puts its own back, to claim it under the limit.
 */
async function isLimited(
  laneLimits: LaneLimits,
  engine: EngineDependencies,
  lane: string,
  load: FunctionLoad,
): Promise<boolean> {
  // At 0, events are claimed to be discarded.
  const most = load.reserved ?? null
  const before = load.limit
  if (before === most || most === 0) return true
  const kept = laneLimits.set(lane, most).then(() => {
    load.limit = most
    engine.limitChanged()
  })
  if (most === null) {
    kept.catch(engine.fault)
    return true
  }
  await kept
  return typeof before === 'number'
}

function timelineEventOf({ event, requestId, resolution }: Resolved): Omit<Required<TimelineEvent>, 'atMs'> {
  return { requestId, functionArn: resolution.functionArn, acceptedAtMs: event.acceptedAtMs }
}

/** The draw for the wait after an attempt, which spreads events that were throttled together (RTY-13, U-05b). */
function drawOf(
  { choices, random }: EngineDependencies,
  { claim, load }: Resolved,
  outcome: AttemptOutcome['outcome'],
  nowMs: number,
): number | undefined {
  const draw = outcome === 'throttle' ? drawInGroup(load.throttled, claim.id, nowMs, random) : undefined
  return draw ?? (choices.backoffJitter === 'upper-half' ? random() : undefined)
}

/** Runs the attempt; `undefined` if the engine's stop interrupted it. */
async function resultOf(
  engine: EngineDependencies,
  { claim, event, requestId, resolution, drawn, chain, held }: Resolved,
  slot: Leave | undefined,
): Promise<AttemptResult | undefined> {
  if (isMissing(resolution)) return { outcome: 'notFound' }
  if (slot === undefined) return { outcome: 'throttle' }
  try {
    return await engine.invoke({
      requestId,
      reference: event.reference,
      payload: claim.body,
      attempt: event.attempts + 1,
      acceptedAtMs: event.acceptedAtMs,
      leaseEndsAtMs: () => held.untilMs,
      ...(drawn.timeoutMs !== undefined && { deadlineMs: engine.pacer.nowMs() + drawn.timeoutMs }),
      ...(chain.traceHeader !== undefined && { traceHeader: chain.traceHeader }),
      ...(event.tenantId !== undefined && { tenantId: event.tenantId }),
      ...(drawn.version !== undefined && { version: drawn.version }),
      ...(drawn.executable !== undefined && { executable: drawn.executable }),
      // At the end: what is added to an object with a getter is added slowly.
      get signal() {
        return held.signal
      },
    })
  } catch (fault) {
    if (held.signal.aborted) return undefined
    engine.fault(fault)
    return { outcome: 'systemError', statusCode: 500 }
  }
}

/**
 * Decides without an attempt and without its metrics (TRM-2): at zero reserved concurrency, while the alias is missing, when
 * the event has expired, or in a loop.
 */
function decideBeforeAttempt(engine: EngineDependencies, resolved: Resolved, nowMs: number): Decision | undefined {
  const { event, resolution, chain } = resolved
  if (resolution.target === 'zeroReserved' || resolution.reservedConcurrency === 0)
    return decideNext(event, { outcome: 'zeroReserved' }, {}, nowMs)
  const { choices } = engine
  const missingAlias = resolution.target === 'missingAlias'
  return (
    (missingAlias ? decideMissingAlias(event, resolution.config, nowMs, choices) : undefined) ??
    decideExpiry(event, resolution.config, nowMs, choices) ??
    (chain.stopped ? decideLoopStop(event, choices) : undefined)
  )
}

function isMissing({ target }: Resolution): boolean {
  return target === 'missing' || target === 'missingAlias'
}

function outcomeOf(
  engine: EngineDependencies,
  resolved: Resolved,
  decision: Decision,
  nowMs: number,
  result?: AttemptOutcome & { readonly payload?: Uint8Array },
): ClaimOutcome {
  const { claim, event, requestId, resolution, drawn, chain } = resolved
  const { token } = claim
  const onUnknown = (): void => engine.emitMetrics(() => terminalMetrics(resolved, decision, nowMs))
  const onCommitted = (): void => {
    engine.emitTimeline({ type: 'decided', ...timelineEventOf(resolved), decision, atMs: nowMs })
    onUnknown()
  }
  const ends = { onCommitted, onUnknown }
  if (decision.kind === 'requeue') {
    const state = encodeState({
      ...event,
      ...decision.progress,
      attempts: event.attempts + (result === undefined ? 0 : 1),
      dueAtMs: nowMs + decision.delayMs,
      settledDeliveries: claim.deliveries,
      ...(engine.choices.weightedAlias === 'once' && drawn.version !== undefined && { version: drawn.version }),
    })
    return { settlement: { token, to: 'again', delayMs: decision.delayMs, state }, ...ends }
  }
  if (decision.dropped === true) return { settlement: { token, to: 'done' }, ...ends }
  const ran = result?.outcome === 'success' || result?.outcome === 'functionError'
  const outbox = outboxOf({
    requestId,
    reference: event.reference,
    acceptedAtMs: event.acceptedAtMs,
    itemId: claim.id,
    requestPayload: claim.body,
    resolution,
    decision,
    responsePayload: result?.payload,
    refusal: result?.outcome === 'refused' ? result.errorMessage : undefined,
    deadLetterTargetArn: drawn.deadLetterTargetArn,
    traceHeader: ran ? chain.traceHeader : event.traceHeader,
    nowMs,
  })
  return { settlement: { token, to: 'done', outbox }, ...ends }
}

/** Puts back an event whose reference could not be resolved; nothing is decided about it, whatever its age. */
function unresolved({ clock }: EngineDependencies, { token, deliveries }: Claim, event: EventState): ClaimOutcome {
  const delayMs = faultDelayMs(event.backoff)
  const dueAtMs = clock.nowMs() + delayMs
  const state = encodeState({ ...event, backoff: event.backoff + 1, dueAtMs, settledDeliveries: deliveries })
  return { settlement: { token, to: 'again', delayMs, state } }
}

/** AsyncEventsDropped for every end, and RecursiveInvocationsDropped for a loop (REC-L3). */
function terminalMetrics({ event, drawn }: Resolved, decision: Decision, nowMs: number): readonly Metric[] {
  if (decision.kind === 'requeue') return []
  const dimensions = dimensionsOf(event.reference, drawn.version)
  const dropped = createMetric('AsyncEventsDropped', decision.condition === 'Success' ? 0 : 1, nowMs, dimensions)
  if (decision.condition !== 'RecursiveInvocation') return [dropped]
  return [dropped, createMetric('RecursiveInvocationsDropped', 1, nowMs, dimensions)]
}

/** Version of this attempt: drawn for each attempt, or kept from the first one (U-08). */
function versionOf({ random, choices }: EngineDependencies, event: EventState, resolution: Resolution): DrawnVersion {
  const kept =
    choices.weightedAlias === 'once'
      ? resolution.weightedVersions?.find(({ version }) => version === event.version)
      : undefined
  return kept ?? drawVersion(resolution, random)
}
