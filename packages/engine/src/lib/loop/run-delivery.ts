import { parseFunctionReference } from '@async-invoke/schemas/function-reference'
import { invokedReference } from '../invoked-reference.ts'
import { metricDimensions, sample } from '../observe/metrics.ts'
import type { DeliveryResult, Kept } from '../ports.ts'
import type { Claim } from '../queue/queue-store.ts'
import { type EngineParts, faultDelayMs, type Handled } from './engine-parts.ts'
import { type DeadLetterState, type DeliveryState, encodeState } from './item-state.ts'

type State = DeliveryState | DeadLetterState

const decoder = new TextDecoder()

/** Sends one record or dead-letter message; trying again is the sender's own business (TRM-4). */
export async function runDelivery(parts: EngineParts, claim: Claim, state: State): Promise<Handled> {
  const { clock, signal } = parts
  const { token } = claim
  try {
    const kept = (await send(parts, claim, state)) ?? undefined
    const atMs = clock.nowMs()
    return { settlement: { token, to: 'done' }, committed: () => noteDelivered(parts, claim, state, kept, atMs) }
  } catch (error) {
    if (signal.aborted) return { settlement: { token, to: 'release' } }
    const atMs = clock.nowMs()
    const committed = (): void => noteFailed(parts, claim, state, error, atMs)
    if (parts.failedDeliveries === 'drop') return { settlement: { token, to: 'done' }, committed }
    const failures = (state.failures ?? 0) + 1
    const next = encodeState({ ...state, failures, settledDeliveries: claim.deliveries })
    return { settlement: { token, to: 'again', delayMs: faultDelayMs(failures - 1), state: next }, committed }
  }
}

function send(
  { deliver, deliverDeadLetter, signal }: EngineParts,
  { body }: Claim,
  state: State,
): Promise<DeliveryResult> {
  const { requestId, functionArn, condition, destinationArn, traceHeader } = state
  const traced = traceHeader === undefined ? {} : { traceHeader }
  const about = { requestId, functionArn, condition, destinationArn, ...traced, signal }
  if (state.kind === 'delivery') return deliver({ ...about, route: state.route, recordText: decoder.decode(body) })
  if (deliverDeadLetter === undefined)
    return Promise.reject(new TypeError('a dead-letter target was resolved, but the engine has no deliverDeadLetter'))
  return deliverDeadLetter({ ...about, route: state.route, attributes: state.attributes, body })
}

function noteDelivered(
  { note }: EngineParts,
  { body }: Claim,
  state: State,
  kept: Kept | undefined,
  atMs: number,
): void {
  const { requestId, destinationArn } = state
  const about = { requestId, destinationArn, atMs }
  if (state.kind === 'delivery') {
    const record = { route: state.route, recordText: decoder.decode(body) }
    if (kept === undefined) note({ type: 'delivered', ...about, ...record })
    else note({ type: 'kept', ...about, ...record, explanation: kept.kept })
  } else {
    const letter = { route: state.route, attributes: state.attributes }
    if (kept === undefined) note({ type: 'dead-letter-delivered', ...about, ...letter })
    else note({ type: 'kept', ...about, ...letter, explanation: kept.kept })
  }
}

function noteFailed(parts: EngineParts, { body }: Claim, state: State, error: unknown, atMs: number): void {
  const { requestId, destinationArn, functionArn } = state
  const reference =
    state.reference ?? invokedReference(parseFunctionReference(functionArn) ?? { functionName: functionArn })
  if (state.kind === 'delivery') {
    const { route } = state
    const recordText = decoder.decode(body)
    parts.note({ type: 'delivery-failed', requestId, route, destinationArn, recordText, error, atMs })
    parts.measure(() => [sample('DestinationDeliveryFailures', 1, atMs, metricDimensions(reference))])
  } else {
    const { route, attributes } = state
    parts.note({ type: 'dead-letter-failed', requestId, route, destinationArn, attributes, error, atMs })
    parts.measure(() => [sample('DeadLetterErrors', 1, atMs, metricDimensions(reference))])
  }
}
