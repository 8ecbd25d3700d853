import type { EventBridgeClient } from '@aws-sdk/client-eventbridge'
import type { Destination } from '../destination/destination.ts'
import { createEventBridgeCarrier } from './carrier.ts'
import { type EventBridgePutEventsInput, formatEventBridgeEntry } from './entry.ts'
import { eventBridgeMeasure } from './measure.ts'

export const eventBridgeDestination: Destination<EventBridgePutEventsInput, EventBridgeClient> = {
  measure: eventBridgeMeasure,
  format: formatEventBridgeEntry,
  carrierOver: createEventBridgeCarrier,
}
