import type { EventBridgeClient } from '@aws-sdk/client-eventbridge'
import { EntryError, sentOutcome } from '../carriers/batch-outcomes.ts'
import { type Carrier, type ParcelOutcome, withSignal } from '../carriers/carrier.ts'
import { traceHeaderMiddleware, traceHeaderStep } from '../carriers/trace-header.ts'
import type { EventBridgePutEventsInput } from './entry.ts'

/** Error codes of entries that the API reference calls retriable. */
const retriableCodes = ['ThrottlingException', 'InternalException', 'InternalFailure']

/**
 * Sends up to ten entries per request, even of different event buses. The trace is a header of the request, so only
 * entries of the same trace share one; `TraceHeader` of the entry stays unset (U-13).
 */
export function createEventBridgeCarrier(client: EventBridgeClient): Carrier<EventBridgePutEventsInput> {
  return {
    maxParcelsPerRequest: 10,
    groupOf: ({ traceHeader = '' }) => traceHeader,
    async send(parcels, signal) {
      const { PutEventsCommand } = await import('@aws-sdk/client-eventbridge')
      const command = new PutEventsCommand({ Entries: parcels.flatMap((parcel) => parcel.command.Entries) })
      const traceHeader = parcels[0]?.traceHeader
      if (traceHeader !== undefined) command.middlewareStack.add(traceHeaderMiddleware(traceHeader), traceHeaderStep)
      const { Entries = [] } = await client.send(command, withSignal(signal))
      return parcels.map((_, index): ParcelOutcome => {
        const { ErrorCode, ErrorMessage, EventId } = Entries[index] ?? { ErrorCode: 'NoAnswer' }
        if (ErrorCode === undefined) return sentOutcome(EventId)
        const retriable = retriableCodes.includes(ErrorCode)
        return { sent: false, retriable, cause: new EntryError(ErrorCode, ErrorMessage) }
      })
    },
  }
}
