import { functionLane } from '../concurrency/lanes.ts'
import type { EventProgress } from '../decide/next-step.ts'
import type { InvokedReference } from '../invoked-reference.ts'
import type { DeadLetterDelivery, Delivery } from '../ports.ts'
import type { NewItem } from '../queue/queue-store.ts'

interface SettledState {
  /** `deliveries` at the last settlement. Any delivery beyond it ended without an outcome (crash or lost lease). */
  readonly settledDeliveries?: number
}

/**
 * State of an event that waits for its next attempt. It names neither version nor code (DSP-1). The item's body is the
 * payload.
 */
export interface EventState extends EventProgress, SettledState {
  readonly kind: 'event'
  /** Absent if it is the item's id; an injected duplicate has an id of its own. */
  readonly requestId?: string
  readonly reference: InvokedReference
  /** Number of attempts so far, throttled ones included. */
  readonly attempts: number
  readonly traceHeader?: string
  readonly tenantId?: string
  /** When the next attempt is due; absent for the first, which is due at once. */
  readonly dueAtMs?: number
  /** Version that was drawn for all attempts (U-08 `once`). */
  readonly version?: string
}

interface OutgoingState extends SettledState {
  /** Function as invoked, for its metrics. */
  readonly reference?: InvokedReference
  /** When the event was accepted, for its timeline. */
  readonly acceptedAtMs?: number
  /** Number of failed deliveries, if those are kept. */
  readonly failures?: number
}

/** State of a record that waits for delivery. The item's body is the record. */
export interface DeliveryState extends Omit<Delivery, 'recordText' | 'signal'>, OutgoingState {
  readonly kind: 'delivery'
}

/** State of an event that waits for delivery to its dead-letter target. The item's body is the payload. */
export interface DeadLetterState extends Omit<DeadLetterDelivery, 'payload' | 'signal'>, OutgoingState {
  readonly kind: 'dead-letter'
}

export type ItemState = EventState | DeliveryState | DeadLetterState

/** How often an item may be handed out without an outcome before it counts as poison. */
export const defaultMaxWithoutOutcome = 16

/** Of the deliveries of an item, how many since its last settlement ended without an outcome. */
export function withoutOutcome({ settledDeliveries = 0 }: SettledState, deliveries: number): number {
  return deliveries - Math.min(settledDeliveries, deliveries)
}

const decoder = new TextDecoder('utf-8', { fatal: true })

export function encodeState(state: ItemState): Uint8Array {
  return Buffer.from(JSON.stringify(state))
}

/** The fields in which newly accepted events differ. */
export interface AcceptedEvent extends Pick<EventState, 'reference' | 'acceptedAtMs'> {
  readonly traceHeader?: string | undefined
  readonly tenantId?: string | undefined
  readonly requestId?: string | undefined
}

/** {@link encodeState} for a newly accepted event, without the members that it lacks (hot path). */
export function encodeAccepted(event: AcceptedEvent): Uint8Array {
  const { reference, traceHeader, tenantId, requestId, acceptedAtMs } = event
  const texts = JSON.stringify({ kind: 'event', reference, traceHeader, tenantId, requestId })
  return Buffer.from(`${texts.slice(0, -1)},"acceptedAtMs":${acceptedAtMs},"failures":0,"backoff":0,"attempts":0}`)
}

const emptyPayload = new TextEncoder().encode('{}')

/** The item of a newly accepted event, in the lane of its function. Without a payload it is `{}` (INV-4). */
export function acceptedItem(id: string, payload: Uint8Array, state: AcceptedEvent): NewItem {
  const lane = functionLane(state.reference.functionName)
  return { id, lane, delayMs: 0, state: encodeAccepted(state), body: payload.length === 0 ? emptyPayload : payload }
}

/** Decodes a state; `undefined` for bytes that neither {@link encodeState} nor {@link encodeAccepted} writes. */
export function decodeState(bytes: Uint8Array): ItemState | undefined {
  try {
    const state = JSON.parse(decoder.decode(bytes))
    return isItemState(state) ? state : undefined
  } catch {
    return undefined
  }
}

const counters = ['acceptedAtMs', 'failures', 'backoff', 'attempts'] as const
const addresses = ['route', 'destinationArn', 'requestId', 'condition'] as const

function isItemState(state: Record<string, unknown> | null): boolean {
  if (state?.kind === 'event')
    return (
      counters.every((name) => typeof state[name] === 'number') &&
      typeof (state.reference as InvokedReference | null | undefined)?.functionName === 'string'
    )
  const isAddressed = addresses.every((name) => typeof state?.[name] === 'string')
  if (state?.kind === 'dead-letter') return isAddressed && 'attributes' in state
  return state?.kind === 'delivery' && isAddressed
}
