/** How a run ends. */
export type SimulatedOutcome = 'success' | 'functionError' | 'systemError'

/**
 * Arrivals and runs that a program draws itself: a recorded trace, an outage, other distributions. Events are numbered from 0 in
 * the order of their arrival, runs of an event from 1, functions from 0 in the order of the options. Times are whole
 * milliseconds from the start.
 *
 * To compare two settings on the same load, draw from the numbers of event and run instead of a sequence: then each run has the
 * same duration and outcome under both.
 */
export interface SimulatedLoad {
  /** Returns when the next event arrives, not before the one before it; `Infinity` after the last one. */
  nextArrivalMs(): number
  /** Returns the function of the event that arrives now. */
  functionOf(event: number): number
  /** Returns whether an attempt is throttled although a slot may be free. */
  throttles(event: number, functionIndex: number, nowMs: number): boolean
  durationMs(event: number, run: number, functionIndex: number, startedAtMs: number): number
  outcomeOf(event: number, run: number, functionIndex: number, startedAtMs: number): SimulatedOutcome
}
