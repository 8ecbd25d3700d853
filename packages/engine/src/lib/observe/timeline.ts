import type { AttemptOutcome } from '../decide/attempt-outcome.ts'
import type { Decision } from '../decide/decide-next.ts'
import type { ConcurrencyLimit, DeadLetterDelivery, Delivery, PoisonItem } from '../ports.ts'

/** The event that a timeline entry is about. */
export interface TimelineEvent {
  readonly requestId: string
  /** Qualified ARN of the function as invoked. Absent where it could not be determined, as for poison. */
  readonly functionArn?: string
  /** When the event was accepted, in this process or an earlier one. Absent like {@link functionArn}. */
  readonly acceptedAtMs?: number
  /** Time on the engine's clock, in milliseconds since the epoch. */
  readonly atMs: number
}

/** One thing that happened to an event. */
export type TimelineEntry = TimelineEvent &
  (
    | {
        readonly type: 'accepted'
        readonly functionArn: string
        readonly acceptedAtMs: number
        /** Payload of the event, byte for byte. */
        readonly payload?: Uint8Array
      }
    | { readonly type: 'attempt-started'; readonly attempt: number; readonly version?: string }
    | {
        readonly type: 'attempt-ended'
        readonly attempt: number
        readonly outcome: AttemptOutcome['outcome']
        /** The limit that throttled the attempt, if the engine's slots did. */
        readonly limit?: ConcurrencyLimit
        /** Response or error object of the function. */
        readonly payload?: Uint8Array
        /** The service's sentence, if it refused the event (TRM-5). */
        readonly errorMessage?: string
      }
    | { readonly type: 'decided'; readonly decision: Decision }
    | ({ readonly type: 'delivered' } & TimelineDelivery)
    | ({ readonly type: 'delivery-failed'; readonly error: unknown } & TimelineDelivery)
    | ({ readonly type: 'dead-letter-delivered' } & TimelineDeadLetter)
    | ({ readonly type: 'dead-letter-failed'; readonly error: unknown } & TimelineDeadLetter)
    /** The carrier kept the record or dead letter instead of sending it; `explanation` says where and why. */
    | ({ readonly type: 'kept'; readonly explanation: string } & (TimelineDelivery | TimelineDeadLetter))
    /** The lease was lost; the attempt is aborted and its outcome discarded, since another engine may run the event. */
    | { readonly type: 'lease-lost' }
    /** The store's answer to the outcome was lost: it may have been kept, or another engine may run the event again. */
    | { readonly type: 'outcome-unknown' }
    /** A poison item went to the quarantine, or (`kept`) stays in the queue. */
    | { readonly type: 'quarantined'; readonly reason: PoisonItem['reason']; readonly kept: boolean }
    /** Injected fault `lostEvent`: the event was acknowledged and deliberately not queued. */
    | { readonly type: 'lost' }
  )

/** A record and its destination, in a timeline. */
export type TimelineDelivery = Pick<Delivery, 'route' | 'destinationArn' | 'recordText'>
/** A dead letter and its target, in a timeline. */
export type TimelineDeadLetter = Pick<DeadLetterDelivery, 'route' | 'destinationArn' | 'attributes'>
