/**
 * The rules by which an event's fate is decided, each with one sentence. The ids are stable handles that decisions,
 * tests and timelines carry; `4.2.n` are the steps of the algorithm, the others details and corner cases of it, `U-nn`
 * those that nobody has seen settled and that {@link UnsettledChoices} can turn.
 */
export const rules = {
  '4.2.2': 'Reserved concurrency is 0: the event is discarded without an attempt.',
  '4.2.4': 'The function succeeded: the event is done.',
  '4.2.5a': 'The function failed more often than MaximumRetryAttempts allows.',
  '4.2.5b': 'The next retry would come too late for MaximumEventAgeInSeconds.',
  '4.2.5c': 'Retry n comes n x 60 s after the failure before it.',
  '4.2.6': 'Throttles and system errors wait 1 s, doubling up to 300 s, and use no retry.',
  'RTY-1': 'The age test looks ahead: dropped when the next attempt would fall past the limit, not at the limit.',
  'RTY-2': 'The look-ahead holds for the waits after throttles as well.',
  'RTY-3': 'An exact tie of age and limit counts as exceeded.',
  'RTY-4': 'The retry budget is tested before the age.',
  'RTY-10': 'The function is backed up: its intervals stretch, though never past its age limit (our rule).',
  'RTY-12': 'The event grew too old while it waited in the queue: dropped without another attempt.',
  'REC-9': 'approximateInvokeCount is 1 on success; on failure it counts runs and missing targets, not throttles.',
  'REC-L1': 'Sixteen runs in one chain are enough: the seventeenth is stopped as a loop.',
  'TRM-3': 'A missing target follows the schedule of function errors.',
  'U-01': 'What the record of a stopped loop looks like is unverified.',
  'U-04': 'Whether the record shows the status code of a system error that lasted too long is unverified.',
  'U-05a': 'A run or a missing target does not start the doubling waits after throttles anew.',
  'U-05b': 'The wait is drawn from its upper half, so that events throttled together do not come back together.',
  'U-06': 'On success approximateInvokeCount counts the runs that failed before.',
  'U-09': 'Whether the record of an event that expired without an attempt shows a throttle is unverified.',
  'U-18': 'Whether the record shows the last attempt or the last run before throttles is unverified.',
} as const

/** A stable handle of one rule in {@link rules}. */
export type RuleId = keyof typeof rules
