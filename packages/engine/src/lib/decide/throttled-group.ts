import type { Random } from '../time/seeded-random.ts'

/** The events of a function that were throttled together (U-05b). */
export interface ThrottledGroup<Id> {
  /** The event that was throttled last, and when. */
  lastId: Id | undefined
  lastAtMs: number
  /** When the last other event was throttled before it: enough to tell a group from a lone event. */
  otherAtMs: number
  /** The last draw; NaN before the first. */
  place: number
}

/** An event waits at most this long after a throttle: one that was throttled earlier does not come back with the others. */
const togetherMs = 300_000
/** Steps of this length, taken around a circle, stay as far apart as any can, however many there are. */
const goldenStep = (Math.sqrt(5) - 1) / 2

export function freshThrottledGroup<Id>(): ThrottledGroup<Id> {
  return {
    lastId: undefined,
    lastAtMs: Number.NEGATIVE_INFINITY,
    otherAtMs: Number.NEGATIVE_INFINITY,
    place: Number.NaN,
  }
}

/**
 * Notes that an event was throttled, and returns the draw for its wait: from 0 to below 1 if another event of the function was
 * throttled shortly before, `undefined` for an event alone, whose waits are exact (RTY-2). Draws that follow each other lie
 * apart, so that a group drains without colliding again (RTY-13).
 */
export function drawInGroup<Id>(group: ThrottledGroup<Id>, id: Id, nowMs: number, random: Random): number | undefined {
  if (group.lastId !== id) group.otherAtMs = group.lastAtMs
  group.lastId = id
  group.lastAtMs = nowMs
  if (nowMs - group.otherAtMs > togetherMs) return undefined
  const place = group.place + goldenStep
  // The remainder of a division by 1 would be as exact, and takes ten times as long.
  group.place = Number.isNaN(place) ? random() : place < 1 ? place : place - 1
  return group.place
}
