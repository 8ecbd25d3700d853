/**
 * Why a call failed.
 *
 * - `connection`: the connection was lost, or no server answers.
 * - `too-many-connections`: the server has no connection left.
 * - `read-only`: the server only reads, as after a failover.
 * - `timeout`: the server, the driver or the store gave up waiting.
 * - `conflict`: other transactions were in the way, again and again.
 * - `disk-full`: the server's disk is full, or its memory.
 * - `no-schema`: the database has no schema of this package, or an older one, and `migrate` is `never`.
 * - `newer-schema`: a later version of this package has migrated the database.
 * - `no-permission`: the role may not do that.
 * - `corrupt`: the server reports damaged data.
 * - `unsupported`: the server, its settings or the driver cannot be used, or the database keeps no history.
 * - `layout`: the databases of a sharded store do not fit together, or their names are none.
 * - `closed`: the store is closed.
 * - `failed`: anything else.
 */
export type PostgresStoreErrorCode =
  | 'connection'
  | 'too-many-connections'
  | 'read-only'
  | 'timeout'
  | 'conflict'
  | 'disk-full'
  | 'no-schema'
  | 'newer-schema'
  | 'no-permission'
  | 'corrupt'
  | 'unsupported'
  | 'layout'
  | 'closed'
  | 'failed'

/** The error of every failed call. Branch on `code`; messages may change. */
export class PostgresStoreError extends Error {
  override name = 'PostgresStoreError'
  readonly code: PostgresStoreErrorCode
  /** Error code of the server, such as `40001`; absent if the error is not the server's. */
  readonly sqlState?: string

  constructor(code: PostgresStoreErrorCode, message: string, options: ErrorOptions & { sqlState?: string } = {}) {
    super(message, options)
    this.code = code
    if (options.sqlState !== undefined) this.sqlState = options.sqlState
  }
}
