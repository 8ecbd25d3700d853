/**
 * How far a function is held back. Lambda says that a backed-up queue is read more slowly and that its intervals
 * stretch, not by what rule; this one is ours: additive increase, multiplicative decrease of the attempts in flight.
 */
export interface BackPressure {
  /** Most attempts in flight; infinite while nothing holds the function back. */
  window: number
  /** The number in flight that proved too many; intervals stretch by how far the window is below it. */
  ceiling: number
  /** When the window was last cut. */
  cutAtMs: number
}

/** One cut for what is throttled together: a thousand events at one moment are one sign, not a thousand. */
const cutEveryMs = 1_000
/** Nothing holds a function back that had no such sign for as long as the longest wait after a throttle. */
const forgetAfterMs = 300_000
/** Intervals stretch at most this much. */
const longestStretch = 8
/** An attempt this much later than it was due shows that the queue is backed up. */
export const backedUpAfterMs = 60_000

export function freshBackPressure(): BackPressure {
  return { window: Number.POSITIVE_INFINITY, ceiling: 1, cutAtMs: Number.NEGATIVE_INFINITY }
}

/**
 * A throttle, a system error or a late attempt while `inFlight` attempts, this one included, are under way: no more than
 * the others from now on, and half as many once a second.
 */
export function tighten(pressure: BackPressure, inFlight: number, nowMs: number): void {
  const before = Math.min(pressure.window, Math.max(2, inFlight))
  // Not while it recovers: intervals stretch by how far it is below the last number that went well.
  if (before >= pressure.ceiling) pressure.ceiling = before
  pressure.window = Math.max(1, Math.min(before, inFlight - 1))
  if (nowMs - pressure.cutAtMs < cutEveryMs) return
  pressure.cutAtMs = nowMs
  pressure.window = Math.max(1, before / 2)
}

/** A run that ended: one attempt more in flight for each window full of them; no bound once all went well for long. */
export function ease(pressure: BackPressure, nowMs: number): void {
  if (pressure.window === Number.POSITIVE_INFINITY) return
  pressure.window += 1 / pressure.window
  if (nowMs - pressure.cutAtMs < forgetAfterMs) return
  pressure.window = Number.POSITIVE_INFINITY
  pressure.ceiling = 1
}

/** Factor on the function's waits: 1 when nothing holds it back, doubling as the window halves, at most 8. */
export function stretchOf({ window, ceiling }: BackPressure): number {
  return Math.min(longestStretch, Math.max(1, ceiling / window))
}
