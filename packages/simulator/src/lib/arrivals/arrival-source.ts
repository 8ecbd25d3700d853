import { type Random, seededRandom } from '@async-invoke/engine/internal'

/** Times of arrivals in ascending order, in milliseconds from the start; `Infinity` after the last. */
export type NextArrival = () => number

/** Arrivals that can be drawn again and again: the same seed gives the same times. */
export interface ArrivalSource {
  /** Number of events to expect, exact for all but `poisson`. */
  readonly expected: number
  /** When the last event has arrived, in milliseconds, as far as it is known beforehand. */
  readonly endMs?: number
  start(seed: number): NextArrival
}

/** How many events arrived in a period of a recording. */
export interface PeriodCount {
  readonly startMs: number
  readonly count: number
}

const none = Number.POSITIVE_INFINITY

export function constantArrivals(perSecond: number, durationMs: number): ArrivalSource {
  const gapMs = 1_000 / perSecond
  const expected = Math.ceil(durationMs / gapMs)
  return {
    expected,
    start() {
      let next = 0
      return () => (next < expected ? next++ * gapMs : none)
    },
  }
}

export function poissonArrivals(perSecond: number, durationMs: number): ArrivalSource {
  const meanMs = 1_000 / perSecond
  return {
    expected: Math.ceil(durationMs / meanMs),
    start(seed) {
      const random = seededRandom(seed)
      let atMs = 0
      return () => {
        atMs -= Math.log(1 - random()) * meanMs
        return atMs < durationMs ? atMs : none
      }
    },
  }
}

export function burstArrivals(
  { events, everyMs, firstAtMs, overMs }: Readonly<Record<'events' | 'everyMs' | 'firstAtMs' | 'overMs', number>>,
  durationMs: number,
): ArrivalSource {
  const bursts = Math.max(0, Math.ceil((durationMs - firstAtMs) / everyMs))
  const expected = bursts * events
  return {
    expected,
    start() {
      let next = 0
      return () => {
        if (next >= expected) return none
        const atMs = firstAtMs + Math.floor(next / events) * everyMs + ((next % events) * overMs) / events
        next += 1
        return atMs
      }
    },
  }
}

/** @param times - in ascending order, in milliseconds from the start */
export function tracedArrivals(times: Float64Array, durationMs: number): ArrivalSource {
  const expected = countBelow(times, durationMs)
  return {
    expected,
    endMs: times.at(-1) ?? 0,
    start() {
      let next = 0
      return () => (next < expected ? (times[next++] as number) : none)
    },
  }
}

/** Events of each period at random, or at even distances. */
export function countedArrivals(
  periods: readonly PeriodCount[],
  { periodMs, spread }: { readonly periodMs: number; readonly spread: 'random' | 'even' },
  durationMs: number,
): ArrivalSource {
  const inTime = periods.filter(({ startMs }) => startMs < durationMs)
  return {
    expected: inTime.reduce((sum, { count }) => sum + count, 0),
    endMs: (periods.at(-1)?.startMs ?? 0) + periodMs,
    start(seed) {
      const random = seededRandom(seed)
      let [period, done, place] = [0, 0, 0]
      return () => {
        for (let current = inTime[period]; current !== undefined; current = inTime[++period]) {
          const left = current.count - done
          if (left > 0) {
            done += 1
            place = spread === 'even' ? (done - 1) / current.count : nextInOrder(place, left, random)
            return current.startMs + place * periodMs
          }
          done = 0
          place = 0
        }
        return none
      }
    },
  }
}

/** The smallest of `left` random places between the one before and 1, so that no list has to be sorted. */
function nextInOrder(before: number, left: number, random: Random): number {
  return 1 - (1 - before) * (1 - random()) ** (1 / left)
}

function countBelow(times: Float64Array, limit: number): number {
  let [low, high] = [0, times.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if ((times[middle] as number) < limit) low = middle + 1
    else high = middle
  }
  return low
}
