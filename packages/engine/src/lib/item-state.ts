import type { EventProgress } from './decide-next.ts'
import type { Delivery, InvokedReference } from './ports.ts'

/** An event that waits for its next attempt; the item's body is the payload. */
export interface EventState extends EventProgress {
  readonly kind: 'event'
  readonly reference: InvokedReference
  /** Attempts made, throttled ones included. */
  readonly attempts: number
  readonly traceHeader?: string
}

/** A record that waits to be sent; the item's body is the record's text. */
export interface DeliveryState extends Omit<Delivery, 'recordText' | 'signal'> {
  readonly kind: 'delivery'
}

export type ItemState = EventState | DeliveryState

const encoder = new TextEncoder()
const decoder = new TextDecoder()

export function encodeState(state: ItemState): Uint8Array {
  return encoder.encode(JSON.stringify(state))
}

export function decodeState(bytes: Uint8Array): ItemState {
  return JSON.parse(decoder.decode(bytes)) as ItemState
}
