import { toInvokedReference } from '../invoked-reference.ts'
import type { AsyncEvent } from '../loop/engine-options.ts'
import { acceptedItem } from '../loop/item-state.ts'
import type { NewItem } from '../queue/queue-store.ts'
import { eventProblem } from './admission.ts'
import { encodePayload } from './json-payload.ts'

/**
 * Builds the item of an event, to queue it in a store without an engine: within a transaction of the caller's, or from a
 * process that runs nothing. The age of the event begins at `nowMs`, the time on the store's clock.
 *
 * Bytes of a payload are not checked, and neither is whether the function exists. No `accepted` is told: timelines and
 * metrics of the event begin with its first attempt.
 *
 * @param nowMs - in milliseconds since the epoch
 * @throws {@link EngineError} with code `invalid-event`, `invalid-reference` or `invalid-payload`
 *
 * @example
 * ```ts
 * const event = { requestId: 'r-1', reference: { functionName: 'orders' }, payload: { orderId: 'A-1002' } }
 * await store.enqueue([eventItem(event, clock.nowMs())])
 * ```
 */
export function eventItem(event: AsyncEvent, nowMs: number): NewItem {
  const problem = eventProblem(event)
  if (problem !== undefined) throw problem
  const { requestId, reference, traceHeader, tenantId } = event
  return acceptedItem(requestId, encodePayload(event.payload), {
    ...{ reference: toInvokedReference(reference), acceptedAtMs: nowMs },
    ...{ traceHeader, tenantId },
  })
}
