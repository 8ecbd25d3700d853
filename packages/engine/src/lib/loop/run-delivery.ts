import { parseFunctionReference } from '@async-invoke/schemas/function-reference'
import { toInvokedReference } from '../invoked-reference.ts'
import { createMetric, dimensionsOf } from '../observe/metrics.ts'
import type { TimelineEvent } from '../observe/timeline.ts'
import type { DeadLetterDelivery, Delivery, DeliveryResult, KeptDelivery } from '../ports.ts'
import type { Claim } from '../queue/queue-store.ts'
import type { Held } from '../store-calls/lease-keeper.ts'
import { type ClaimOutcome, type EngineDependencies, faultDelayMs } from './engine-dependencies.ts'
import { type DeadLetterState, type DeliveryState, encodeState } from './item-state.ts'

type State = DeliveryState | DeadLetterState
type Hold = Pick<Held, 'signal'>

const decoder = new TextDecoder()

/** Sends one record or dead letter. Retries within a delivery are up to the carrier (TRM-4). */
export async function runDelivery(
  engine: EngineDependencies,
  claim: Claim,
  state: State,
  held: Hold,
): Promise<ClaimOutcome> {
  const { clock } = engine
  const { token } = claim
  const content = contentOf(state, claim)
  try {
    const kept = (await send(engine, state, content, claim.body, held)) ?? undefined
    const atMs = clock.nowMs()
    return { settlement: { token, to: 'done' }, onCommitted: () => emitDelivered(engine, state, content, kept, atMs) }
  } catch (error) {
    if (held.signal.aborted) return { settlement: { token, to: 'release' } }
    const atMs = clock.nowMs()
    const onUnknown = (): void => emitFailure(engine, state, content, atMs)
    const onCommitted = (): void => {
      emitFailed(engine, state, content, error, atMs)
      onUnknown()
    }
    const ends = { onCommitted, onUnknown }
    if (engine.failedDeliveries === 'drop') return { settlement: { token, to: 'done' }, ...ends }
    const failures = (state.failures ?? 0) + 1
    const next = encodeState({ ...state, failures, settledDeliveries: claim.deliveries })
    return { settlement: { token, to: 'again', delayMs: faultDelayMs(failures - 1), state: next }, ...ends }
  }
}

/** The part of a delivery that the timeline shows. */
type Content = Pick<Delivery, 'route' | 'recordText'> | Pick<DeadLetterDelivery, 'route' | 'attributes'>

function contentOf(state: State, { body }: Claim): Content {
  if (state.kind === 'delivery') return { route: state.route, recordText: decoder.decode(body) }
  return { route: state.route, attributes: state.attributes }
}

function send(
  { deliver, deliverDeadLetter }: EngineDependencies,
  { requestId, functionArn, condition, destinationArn, traceHeader }: State,
  content: Content,
  payload: Uint8Array,
  held: Hold,
): Promise<DeliveryResult> {
  const traced = traceHeader === undefined ? {} : { traceHeader }
  const about = { requestId, functionArn, condition, destinationArn, ...traced }
  if ('recordText' in content)
    return deliver({
      ...about,
      ...content,
      get signal() {
        return held.signal
      },
    })
  if (deliverDeadLetter === undefined)
    return Promise.reject(new TypeError('the event has a dead-letter target, but the engine has no deliverDeadLetter'))
  return deliverDeadLetter({
    ...about,
    ...content,
    payload,
    get signal() {
      return held.signal
    },
  })
}

function timelineEventOf({ requestId, functionArn, acceptedAtMs }: State): Omit<TimelineEvent, 'atMs'> {
  return { requestId, functionArn, ...(acceptedAtMs !== undefined && { acceptedAtMs }) }
}

function emitDelivered(
  { emitTimeline }: EngineDependencies,
  state: State,
  content: Content,
  kept: KeptDelivery | undefined,
  atMs: number,
): void {
  const about = { ...timelineEventOf(state), destinationArn: state.destinationArn, atMs }
  if (kept !== undefined) emitTimeline({ type: 'kept', ...about, ...content, explanation: kept.kept })
  else if ('recordText' in content) emitTimeline({ type: 'delivered', ...about, ...content })
  else emitTimeline({ type: 'dead-letter-delivered', ...about, ...content })
}

function emitFailed(
  { emitTimeline }: EngineDependencies,
  state: State,
  content: Content,
  error: unknown,
  atMs: number,
): void {
  const { destinationArn } = state
  const about = { ...timelineEventOf(state), destinationArn, error, atMs }
  if ('recordText' in content) emitTimeline({ type: 'delivery-failed', ...about, ...content })
  else emitTimeline({ type: 'dead-letter-failed', ...about, ...content })
}

/** Emits the sample of a failed delivery. */
function emitFailure({ emitMetrics }: EngineDependencies, state: State, content: Content, atMs: number): void {
  emitMetrics(() => {
    const { functionArn } = state
    const reference =
      state.reference ?? toInvokedReference(parseFunctionReference(functionArn) ?? { functionName: functionArn })
    const name = 'recordText' in content ? 'DestinationDeliveryFailures' : 'DeadLetterErrors'
    return [createMetric(name, 1, atMs, dimensionsOf(reference))]
  })
}
