import type { Claim, QueueStoreCapabilities, Settlement } from '../queue/queue-store.ts'
import { decodeState, encodeState } from './item-state.ts'

/** Changes a settlement to what the store can do: delays have a maximum, and a release that counts is no sign of poison. */
export function adapted(
  settlement: Settlement,
  { state, deliveries }: Pick<Claim, 'state' | 'deliveries'>,
  { maxDelayMs = Number.POSITIVE_INFINITY, countsReleases }: QueueStoreCapabilities,
): Settlement {
  if (settlement.to === 'again' && settlement.delayMs > maxDelayMs) return { ...settlement, delayMs: maxDelayMs }
  if (settlement.to !== 'release' || countsReleases !== true) return settlement
  const decoded = decodeState(state)
  if (decoded === undefined) return settlement
  const { token } = settlement
  return { token, to: 'again', delayMs: 0, state: encodeState({ ...decoded, settledDeliveries: deliveries }) }
}
