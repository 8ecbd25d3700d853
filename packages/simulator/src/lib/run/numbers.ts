/** A number that a run comes to, and how to read it. */
export interface NumberAbout {
  readonly label: string
  readonly unit: 'count' | 'milliseconds'
  /** Which of two settings is better off, if that can be said. */
  readonly better?: 'less' | 'more'
}

/** Name of a number of a run. */
export type NumberName =
  | 'events'
  | 'duplicates'
  | 'succeeded'
  | 'repeatedSuccesses'
  | 'retriesExhausted'
  | 'eventAgeExceeded'
  | 'zeroReservedConcurrency'
  | 'waiting'
  | 'peakPending'
  | 'oldestAgeMs'
  | 'medianLatencyMs'
  | 'p90LatencyMs'
  | 'p99LatencyMs'
  | 'endedAtMs'
  | 'runs'
  | 'functionErrors'
  | 'systemErrors'
  | 'throttles'

/** Numbers of a run by name, in the order in which reports show them. */
export const numbers: Readonly<Record<NumberName, NumberAbout>> = {
  events: { label: 'events', unit: 'count' },
  duplicates: { label: 'queued twice', unit: 'count' },
  succeeded: { label: 'succeeded', unit: 'count', better: 'more' },
  repeatedSuccesses: { label: 'succeeded twice', unit: 'count', better: 'less' },
  retriesExhausted: { label: 'dropped: RetriesExhausted', unit: 'count', better: 'less' },
  eventAgeExceeded: { label: 'dropped: EventAgeExceeded', unit: 'count', better: 'less' },
  zeroReservedConcurrency: { label: 'dropped: ZeroReservedConcurrency', unit: 'count', better: 'less' },
  waiting: { label: 'left at the end', unit: 'count' },
  peakPending: { label: 'most in the queue', unit: 'count', better: 'less' },
  oldestAgeMs: { label: 'greatest age in the queue', unit: 'milliseconds', better: 'less' },
  medianLatencyMs: { label: 'accepted to success, p50', unit: 'milliseconds', better: 'less' },
  p90LatencyMs: { label: 'accepted to success, p90', unit: 'milliseconds', better: 'less' },
  p99LatencyMs: { label: 'accepted to success, p99', unit: 'milliseconds', better: 'less' },
  endedAtMs: { label: 'last event ended', unit: 'milliseconds', better: 'less' },
  runs: { label: 'runs', unit: 'count', better: 'less' },
  functionErrors: { label: 'function errors', unit: 'count', better: 'less' },
  systemErrors: { label: 'system errors', unit: 'count', better: 'less' },
  throttles: { label: 'throttles', unit: 'count', better: 'less' },
}

/** The numbers of one run. */
export type Numbers = Readonly<Record<NumberName, number>>

// Sound: the table has no other names.
export const numberNames = Object.keys(numbers) as readonly NumberName[]
