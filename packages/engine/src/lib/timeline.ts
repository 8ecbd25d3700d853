import type { AttemptOutcome, Decision } from './decide-next.ts'
import type { Delivery } from './ports.ts'

/** One thing that happened to an event; `atMs` is the engine's clock. */
export type TimelineEntry = { readonly requestId: string; readonly atMs: number } & (
  | { readonly type: 'accepted'; readonly functionArn: string }
  | { readonly type: 'attempt-started'; readonly attempt: number }
  | {
      readonly type: 'attempt-ended'
      readonly attempt: number
      readonly outcome: AttemptOutcome['outcome']
      /** What the function answered, its error object included. */
      readonly payload?: Uint8Array
    }
  | { readonly type: 'decided'; readonly decision: Decision }
  | ({ readonly type: 'delivered' } & DeliveredTo)
  | ({ readonly type: 'delivery-failed'; readonly error: unknown } & DeliveredTo)
)

type DeliveredTo = Pick<Delivery, 'route' | 'destinationArn' | 'recordText'>
