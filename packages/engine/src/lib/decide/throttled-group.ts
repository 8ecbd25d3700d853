import type { Random } from '../time/seeded-random.ts'

/** The events of a function that were throttled together (U-05b). */
export interface ThrottledGroup<Id> {
  /** The event that was throttled last, and the last one before it: enough to tell a group from a lone event. */
  last: Throttled<Id> | undefined
  other: Throttled<Id> | undefined
  /** The last draw. */
  place: number | undefined
}

interface Throttled<Id> {
  readonly id: Id
  readonly atMs: number
}

/** An event waits at most this long after a throttle: one that was throttled earlier does not come back with the others. */
const togetherMs = 300_000
/** Steps of this length, taken around a circle, stay as far apart as any can, however many there are. */
const goldenStep = (Math.sqrt(5) - 1) / 2

export function freshThrottledGroup<Id>(): ThrottledGroup<Id> {
  return { last: undefined, other: undefined, place: undefined }
}

/**
 * Notes that an event was throttled, and returns the draw for its wait: from 0 to below 1 if another event of the function was
 * throttled shortly before, `undefined` for an event alone, whose waits are exact (RTY-2). Draws that follow each other lie
 * apart, so that a group drains without colliding again (RTY-13).
 */
export function drawInGroup<Id>(group: ThrottledGroup<Id>, id: Id, nowMs: number, random: Random): number | undefined {
  if (group.last !== undefined && group.last.id !== id) group.other = group.last
  group.last = { id, atMs: nowMs }
  if (group.other === undefined || nowMs - group.other.atMs > togetherMs) return undefined
  group.place = group.place === undefined ? random() : (group.place + goldenStep) % 1
  return group.place
}
