import type { SlotKind } from '../concurrency/concurrency-pool.ts'
import type { SimulatedOutcome } from './simulated-load.ts'

/**
 * What a simulation counts of a pending event, in one word, which a step reads and writes once: a byte of failures, one of
 * back-off, one of the run in progress, with its slot and its outcome, and one of runs. Back-off and runs stay at their maximum.
 */
export type EventCounts = number

const maxCount = 255
const [backoffShift, slotShift, outcomeShift, runsShift] = [8, 16, 18, 24]
const slotMask = 3
const outcomeMask = 63
const runMask = maxCount << slotShift
const runsMask = maxCount << runsShift
const [holdsReserved, holdsPool] = [1, 2]

export function failuresIn(counts: EventCounts): number {
  return counts & maxCount
}

export function backoffIn(counts: EventCounts): number {
  return (counts >>> backoffShift) & maxCount
}

export function runsIn(counts: EventCounts): number {
  return counts >>> runsShift
}

export function isRunning(counts: EventCounts): boolean {
  return (counts & runMask) !== 0
}

/** Slot of the run in progress. */
export function slotIn(counts: EventCounts): SlotKind {
  return ((counts >>> slotShift) & slotMask) === holdsPool ? 'pool' : 'reserved'
}

/** Outcome of the run in progress. */
export function outcomeIn(counts: EventCounts): SimulatedOutcome {
  const code = (counts >>> outcomeShift) & outcomeMask
  return code === 0 ? 'success' : code === 1 ? 'functionError' : 'systemError'
}

/** The counts of an event that begins a run. */
export function withRun(counts: EventCounts, slot: SlotKind, outcome: SimulatedOutcome): EventCounts {
  const held = slot === 'pool' ? holdsPool : holdsReserved
  const code = outcome === 'success' ? 0 : outcome === 'functionError' ? 1 : 2
  const runs = Math.min(maxCount, runsIn(counts) + 1)
  return (counts & ~(runMask | runsMask)) | (held << slotShift) | (code << outcomeShift) | (runs << runsShift)
}

/** The counts of an event that waits after an attempt. */
export function withProgress(counts: EventCounts, failures: number, backoff: number): EventCounts {
  return (counts & runsMask) | (Math.min(maxCount, backoff) << backoffShift) | (failures & maxCount)
}
