import type { Clock, ExtendResult, LaneLimit, QueueAdmin, QueueStore } from '@async-invoke/engine'
import type { PostgresDatabase } from './database/postgres-database.ts'
import type { PostgresStoreError } from './store-error.ts'

export interface PostgresStoreOptions {
  /** Pool or client, or anything with its `query`. The store does not close it. */
  readonly database: PostgresDatabase
  /**
   * `auto` creates the schema `async_invoke` or brings it up to date, which needs a role that may. `never` refuses a database
   * whose schema is missing or older.
   *
   * @defaultValue `auto`
   */
  readonly migrate?: 'auto' | 'never'
  /**
   * Time after which a call is given up, in milliseconds. The connection stays with the driver: set a shorter
   * `query_timeout` of `pg`, which then also replaces it.
   *
   * @defaultValue 60,000
   */
  readonly timeoutMs?: number
  /**
   * Called for each statement that fails, also where it is repeated, or where a call answers `unavailable` because of it; of several
   * databases, also for lanes that have moved to one which this process has not been given.
   */
  readonly onError?: (error: PostgresStoreError) => void
  /**
   * Clock of a test, instead of the server's.
   *
   * @defaultValue the clock of the server
   */
  readonly clock?: Pick<Clock, 'nowMs'>
}

/** A queue store on PostgreSQL, for any number of processes. */
export interface PostgresStore extends QueueStore {
  /**
   * Extends leases to `leaseMs` from now, in milliseconds. The result is `unknown` for a lease that another call has in hand, such as
   * a settlement, and over several databases where one did not answer, while another one did.
   */
  extend(tokens: readonly string[], leaseMs: number): Promise<readonly ExtendResult[]>
  /** Limits how many items of a lane are leased at once, over all processes. */
  setLaneLimits(limits: readonly LaneLimit[]): Promise<void>
  /** Operations of people on the items. */
  readonly admin: QueueAdmin
}
