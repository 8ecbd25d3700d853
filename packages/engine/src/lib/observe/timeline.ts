import type { AttemptOutcome, Decision } from '../decide/decide-next.ts'
import type { DeadLetterDelivery, Delivery, PoisonItem } from '../ports.ts'

/** One thing that happened to an event. `atMs` is the time on the engine's clock, in milliseconds since the epoch. */
export type TimelineEntry = { readonly requestId: string; readonly atMs: number } & (
  | { readonly type: 'accepted'; readonly functionArn: string }
  | { readonly type: 'attempt-started'; readonly attempt: number; readonly version?: string }
  | {
      readonly type: 'attempt-ended'
      readonly attempt: number
      readonly outcome: AttemptOutcome['outcome']
      /** Response or error object of the function. */
      readonly payload?: Uint8Array
    }
  | { readonly type: 'decided'; readonly decision: Decision }
  | ({ readonly type: 'delivered' } & TimelineDelivery)
  | ({ readonly type: 'delivery-failed'; readonly error: unknown } & TimelineDelivery)
  | ({ readonly type: 'dead-letter-delivered' } & TimelineDeadLetter)
  | ({ readonly type: 'dead-letter-failed'; readonly error: unknown } & TimelineDeadLetter)
  /** The carrier kept the record or dead letter instead of sending it; `explanation` says where and why. */
  | ({ readonly type: 'kept'; readonly explanation: string } & (TimelineDelivery | TimelineDeadLetter))
  /** The lease was lost to another owner; the outcome of this engine's attempt was discarded. */
  | { readonly type: 'lease-lost' }
  /** A poison item went to the quarantine, or (`kept`) stays in the queue. */
  | { readonly type: 'quarantined'; readonly reason: PoisonItem['reason']; readonly kept: boolean }
  /** Injected fault `lostEvent`: the event was acknowledged and deliberately not queued. */
  | { readonly type: 'lost' }
)

/** A record and its destination, in a timeline. */
export type TimelineDelivery = Pick<Delivery, 'route' | 'destinationArn' | 'recordText'>
/** A dead letter and its target, in a timeline. */
export type TimelineDeadLetter = Pick<DeadLetterDelivery, 'route' | 'destinationArn' | 'attributes'>
