import type { EventProgress } from '../decide/decide-next.ts'
import type { InvokedReference } from '../invoked-reference.ts'
import type { DeadLetterDelivery, Delivery } from '../ports.ts'

interface Redelivered {
  /** How often the store had handed the item out when it was last settled; only more than that is without outcome. */
  readonly settledDeliveries?: number
}

/** An event that waits for its next attempt; the item's body is the payload. */
export interface EventState extends EventProgress, Redelivered {
  readonly kind: 'event'
  /** Missing where it is the item's own id; a duplicate has another (see `duplicateDelivery` of the faults). */
  readonly requestId?: string
  readonly reference: InvokedReference
  /** Attempts made, throttled ones included. */
  readonly attempts: number
  readonly traceHeader?: string
  /** When the next attempt is due; missing for the first, which is due at once. */
  readonly dueAtMs?: number
  /** Version drawn for all attempts (U-08 `once`). */
  readonly version?: string
}

interface Delivered extends Redelivered {
  /** The function as invoked, for its metrics. */
  readonly reference?: InvokedReference
  /** Failed attempts to deliver it, where such deliveries are kept. */
  readonly failures?: number
}

/** A record that waits to be sent; the item's body is the record's text. */
export interface DeliveryState extends Omit<Delivery, 'recordText' | 'signal'>, Delivered {
  readonly kind: 'delivery'
}

/** An event that waits to be sent to a dead-letter target; the item's body is the payload. */
export interface DeadLetterState extends Omit<DeadLetterDelivery, 'payload' | 'signal'>, Delivered {
  readonly kind: 'dead-letter'
}

export type ItemState = EventState | DeliveryState | DeadLetterState

const decoder = new TextDecoder('utf-8', { fatal: true })

export function encodeState(state: ItemState): Uint8Array {
  return Buffer.from(JSON.stringify(state))
}

/** What is not the same for every event that has just been accepted. */
export type AcceptedEvent = Pick<EventState, 'reference' | 'acceptedAtMs' | 'traceHeader' | 'requestId'>

/** As {@link encodeState}, of an event of which nothing was tried yet: every event comes by here, and it takes half as long. */
export function encodeAccepted({ reference, acceptedAtMs, traceHeader, requestId }: AcceptedEvent): Uint8Array {
  const trace = traceHeader === undefined ? '' : `,"traceHeader":${JSON.stringify(traceHeader)}`
  const owner = requestId === undefined ? '' : `,"requestId":${JSON.stringify(requestId)}`
  const target = JSON.stringify(reference)
  return Buffer.from(
    `{"kind":"event","reference":${target},"acceptedAtMs":${acceptedAtMs},"failures":0,"backoff":0,"attempts":0${trace}${owner}}`,
  )
}

/** The state, or `undefined` for bytes that neither {@link encodeState} nor {@link encodeAccepted} can have written. */
export function decodeState(bytes: Uint8Array): ItemState | undefined {
  try {
    const state = JSON.parse(decoder.decode(bytes))
    return isItemState(state) ? state : undefined
  } catch {
    return undefined
  }
}

function isItemState(state: unknown): state is ItemState {
  if (typeof state !== 'object' || state === null || !('kind' in state)) return false
  const has = (members: Record<string, 'string' | 'number'>): boolean =>
    Object.entries(members).every(([name, type]) => typeof (state as Record<string, unknown>)[name] === type)
  if (state.kind === 'event') {
    const counted = has({ acceptedAtMs: 'number', failures: 'number', backoff: 'number', attempts: 'number' })
    const named = 'reference' in state && typeof (state.reference as InvokedReference | null)?.functionName === 'string'
    return counted && named
  }
  const addressed = has({ route: 'string', destinationArn: 'string', requestId: 'string', condition: 'string' })
  if (state.kind === 'dead-letter') return addressed && 'attributes' in state
  return state.kind === 'delivery' && addressed
}
