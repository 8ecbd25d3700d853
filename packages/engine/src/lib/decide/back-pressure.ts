/**
 * Back-pressure on a function. Lambda documents that it polls a backed-up queue more slowly and with longer intervals, but
 * not the rule. Ours is additive increase, multiplicative decrease of the attempts in flight.
 */
export interface BackPressure {
  /** Maximum number of attempts in flight; infinite without back-pressure. */
  window: number
  /** The number in flight that proved too many. Intervals stretch by its ratio to the window. */
  ceiling: number
  /** When the window was last cut. */
  cutAtMs: number
}

/** Minimum time between cuts: a thousand events that are throttled together are one signal. */
const cutEveryMs = 1_000
/** Back-pressure ends after this time without a signal: the maximum back-off after a throttle. */
const forgetAfterMs = 300_000
const maxStretch = 8
/** An attempt that starts this much after it was due shows that the queue is backed up. */
export const backedUpAfterMs = 60_000

export function freshBackPressure(): BackPressure {
  return { window: Number.POSITIVE_INFINITY, ceiling: 1, cutAtMs: Number.NEGATIVE_INFINITY }
}

/**
 * Multiplicative decrease after a throttle, a system error or a late attempt: shrinks the window to the attempts still in
 * flight, and halves it at most once per second.
 *
 * @param inFlight - Attempts in flight, this one included.
 */
export function tighten(pressure: BackPressure, inFlight: number, nowMs: number): void {
  const before = Math.min(pressure.window, Math.max(2, inFlight))
  // Unchanged during recovery, so that intervals stay stretched until the window reaches it again.
  if (before >= pressure.ceiling) pressure.ceiling = before
  pressure.window = Math.max(1, Math.min(before, inFlight - 1))
  if (nowMs - pressure.cutAtMs < cutEveryMs) return
  pressure.cutAtMs = nowMs
  pressure.window = Math.max(1, before / 2)
}

/** Additive increase after a run: one more attempt in flight per window of runs, and no limit once the pressure is over. */
export function ease(pressure: BackPressure, nowMs: number): void {
  if (pressure.window === Number.POSITIVE_INFINITY) return
  pressure.window += 1 / pressure.window
  if (nowMs - pressure.cutAtMs < forgetAfterMs) return
  pressure.window = Number.POSITIVE_INFINITY
  pressure.ceiling = 1
}

/** Factor on the function's waits: 1 without back-pressure, doubling as the window halves, at most 8. */
export function stretchOf({ window, ceiling }: BackPressure): number {
  return Math.min(maxStretch, Math.max(1, ceiling / window))
}
