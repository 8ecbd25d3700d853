import type { AttemptOutcome, Decision } from '../decide/decide-next.ts'
import type { DeadLetterDelivery, Delivery, PoisonItem } from '../ports.ts'

/** One thing that happened to an event; `atMs` is the engine's clock. */
export type TimelineEntry = { readonly requestId: string; readonly atMs: number } & (
  | { readonly type: 'accepted'; readonly functionArn: string }
  | { readonly type: 'attempt-started'; readonly attempt: number; readonly version?: string }
  | {
      readonly type: 'attempt-ended'
      readonly attempt: number
      readonly outcome: AttemptOutcome['outcome']
      /** What the function answered, its error object included. */
      readonly payload?: Uint8Array
    }
  | { readonly type: 'decided'; readonly decision: Decision }
  | ({ readonly type: 'delivered' } & TimelineDelivery)
  | ({ readonly type: 'delivery-failed'; readonly error: unknown } & TimelineDelivery)
  | ({ readonly type: 'dead-letter-delivered' } & TimelineDeadLetter)
  | ({ readonly type: 'dead-letter-failed'; readonly error: unknown } & TimelineDeadLetter)
  /** Not sent: whoever was to send it has kept it, and `explanation` says where and why. */
  | ({ readonly type: 'kept'; readonly explanation: string } & (TimelineDelivery | TimelineDeadLetter))
  /** Somebody else owns the event by now; what this engine found out was not written down. */
  | { readonly type: 'lease-lost' }
  /** Neither run nor dropped: handed to the quarantine, or kept in the queue when there is none. */
  | { readonly type: 'quarantined'; readonly reason: PoisonItem['reason']; readonly kept: boolean }
  /** Asked for: the event was acknowledged and never queued. */
  | { readonly type: 'lost' }
)

/** A record and where it goes. */
export type TimelineDelivery = Pick<Delivery, 'route' | 'destinationArn' | 'recordText'>
/** A dead letter and where it goes. */
export type TimelineDeadLetter = Pick<DeadLetterDelivery, 'route' | 'destinationArn' | 'attributes'>
