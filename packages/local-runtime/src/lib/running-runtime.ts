import type { InboxMessage } from './delivery/inbox.ts'

/** A running local Lambda, as `startLocalRuntime` returns it. */
export interface LocalRuntime {
  /** Base URL for SDKs and the AWS CLI, without a trailing slash: `http://127.0.0.1:9411`. */
  readonly endpoint: string
  /**
   * URL of the page that shows events, inbox and logs. It contains a token when the control API is protected: with
   * `signingKeys`, or a `host` beyond this machine.
   */
  readonly pageUrl: string
  /** Number of events that an earlier process left in the data directory, and that go on. */
  readonly takenOver: number
  /** Counts the events that have not ended, and the records and dead letters that have not been sent. */
  waiting(): Promise<number>
  /** Names of all functions, whether declared in the options or created through the API. */
  functionNames(): readonly string[]
  /**
   * What the runtime does not serve, by name: a line for each resource of the template, and each part of one, and for each
   * function whose runtime does not run here.
   */
  notServed(): readonly string[]
  /** Records and dead letters that were kept because their destination has no endpoint; oldest first. */
  inbox(): readonly InboxMessage[]
  /**
   * Current time on the runtime's clock, in milliseconds since the epoch. Ages, waits and timestamps follow this clock.
   */
  nowMs(): number
  /**
   * Advances manual time and resolves once everything that came due on the way has ended.
   *
   * @param ms - how far to advance, in milliseconds of the runtime's clock
   * @throws `LocalRuntimeError` `time-not-manual` unless the runtime was started with `time: 'manual'`
   * @throws `RangeError` for a time that no date can hold
   */
  advanceMs(ms: number): Promise<void>
  /**
   * Advances manual time to the next due moment, and resolves once everything that came due has ended.
   *
   * @returns false if nothing waits; time then stands still
   * @throws `LocalRuntimeError` `time-not-manual` unless the runtime was started with `time: 'manual'`
   */
  advanceToNextDue(): Promise<boolean>
  /** Stops accepting requests, kills running functions, and resolves once every process has exited. */
  close(): Promise<void>
}
