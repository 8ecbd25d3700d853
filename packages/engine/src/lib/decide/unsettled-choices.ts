/** Questions about Lambda that no recording settles. Each has our answer as its default; set it if you know better. */
export interface UnsettledChoices {
  /**
   * U-01: record and dead letter of an event that loop detection drops.
   *
   * - `none`: neither is sent; the event leaves a metric and its timeline.
   * - `unverified`: both are sent, in the form that one implementation uses.
   *
   * @defaultValue `none`
   */
  readonly loopRecord?: 'none' | 'unverified'
  /**
   * U-04: status in the record of an event that expired after system errors.
   *
   * - `status`: the status code of the fault.
   * - `omitted`: no status.
   *
   * @defaultValue `status`
   */
  readonly systemErrorExpiry?: 'status' | 'omitted'
  /**
   * U-05a: back-off after throttles, once the function has run.
   *
   * - `reset`: it starts over.
   * - `keep`: it continues.
   *
   * @defaultValue `reset`
   */
  readonly backoffAfterRun?: 'reset' | 'keep'
  /**
   * U-05b: jitter of the back-off.
   *
   * - `group`: the exact schedule for an event alone (RTY-2); for events of one function that were throttled together, each
   *   wait is drawn from its upper half, so that they do not come back together (RTY-13).
   * - `none`: the exact schedule for every event.
   * - `upper-half`: every wait is drawn from its upper half.
   *
   * @defaultValue `group`
   */
  readonly backoffJitter?: 'group' | 'none' | 'upper-half'
  /**
   * U-06: `approximateInvokeCount` of a success after failures.
   *
   * - `one`: 1, as in every recording.
   * - `runs`: the number of runs.
   *
   * @defaultValue `one`
   */
  readonly invokeCountOnSuccess?: 'one' | 'runs'
  /**
   * U-08: when the version of a weighted alias is drawn.
   *
   * - `per-attempt`: for each attempt.
   * - `once`: once per event.
   *
   * @defaultValue `per-attempt`
   */
  readonly weightedAlias?: 'per-attempt' | 'once'
  /**
   * U-09: status in the record of an event that expired without an attempt.
   *
   * - `omitted`: no status.
   * - `throttled`: the status of a throttle.
   *
   * @defaultValue `omitted`
   */
  readonly expiryWithoutAttempt?: 'omitted' | 'throttled'
  /**
   * U-18: status in the record of an event that ran, failed and was throttled until it expired.
   *
   * - `last-attempt`: the status of the throttle.
   * - `last-run`: the status of the run.
   *
   * @defaultValue `last-attempt`
   */
  readonly throttledAfterRun?: 'last-attempt' | 'last-run'
  /**
   * TRM-3a: an event whose alias was deleted before its first run, with retries left. Its function still exists.
   *
   * - `wait`: it waits for the alias, and is dropped at its age limit without a record, as in three recordings.
   * - `not-found`: it fails as for any missing target, with a record (TRM-3).
   *
   * @defaultValue `wait`
   */
  readonly missingAlias?: 'wait' | 'not-found'
}
