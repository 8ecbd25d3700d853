/**
 * Questions about Lambda that no recording answers, each with our answer as its default. Turn one when you know better.
 */
export interface UnsettledChoices {
  /**
   * U-01. Whether an event stopped as a loop gets a record and a dead-letter message in the form that one
   * implementation uses. Default `none`: it is dropped with its metric and its timeline.
   */
  readonly loopRecord?: 'none' | 'unverified'
  /** U-04. What the record of an event that system errors outlasted shows. Default `status`: the code of the fault. */
  readonly systemErrorExpiry?: 'status' | 'omitted'
  /** U-05a. Whether a run starts the doubling waits after throttles anew. Default `reset`. */
  readonly backoffAfterRun?: 'reset' | 'keep'
  /**
   * U-05b. How a group of events that was throttled together drains: whether each wait after a throttle is drawn, so that
   * they do not come back together. Default `none`: the exact schedule. `upper-half` draws each wait from its upper half.
   */
  readonly backoffJitter?: 'none' | 'upper-half'
  /** U-06. approximateInvokeCount of a success after failures. Default `one`, as in every recording. */
  readonly invokeCountOnSuccess?: 'one' | 'runs'
  /** U-08. When the version behind a weighted alias is drawn. Default `per-attempt`. */
  readonly weightedAlias?: 'per-attempt' | 'once'
  /** U-09. What the record of an event that never had an attempt shows. Default `omitted`. */
  readonly expiryWithoutAttempt?: 'omitted' | 'throttled'
  /** U-18. What an event shows that ran, failed and was then throttled until it expired. Default `last-attempt`. */
  readonly throttledAfterRun?: 'last-attempt' | 'last-run'
}
