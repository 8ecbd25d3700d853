import type { DatabaseSync } from 'node:sqlite'
import { SqliteStoreError } from '../store-error.ts'
import { inTransaction } from './transaction.ts'

/**
 * A body of up to this many bytes lies in its item's row, a larger one in `body`. Small ones then cost one row instead
 * of two; and since SQLite writes whole pages, `again` writes no more for them.
 */
export const mostInlineBytes = 2_048

/** Marks a file as ours in SQLite's header: "AINV". */
export const applicationId = 0x41_49_4e_56

/**
 * What leads from each schema version to the next; the version of a database is how many of these it has seen
 * (`PRAGMA user_version`). Never edit one that was released: append.
 *
 * `item` holds what is small, `body` what is large and read once, at the claim. `claimed` says
 * which items were in somebody's hands, one row for a whole claim, so that a delivery that ends in a crash counts.
 * `item.settled` is the last claim of the item that is accounted for in `item.deliveries`.
 */
export const migrations: readonly string[] = [
  `CREATE TABLE item(
     seq INTEGER PRIMARY KEY, id TEXT NOT NULL, lane TEXT NOT NULL, due INTEGER NOT NULL,
     deliveries INTEGER NOT NULL, settled INTEGER NOT NULL, body_bytes INTEGER NOT NULL, state BLOB, body BLOB
   ) STRICT;
   CREATE TABLE body(seq INTEGER PRIMARY KEY, bytes BLOB NOT NULL) STRICT;
   CREATE TABLE claimed(claim INTEGER PRIMARY KEY, seqs BLOB NOT NULL) STRICT;
   CREATE TABLE meta(name TEXT PRIMARY KEY, value INTEGER NOT NULL) STRICT, WITHOUT ROWID;`,
]

/** `PRAGMA name`, a number. */
export function pragma(database: DatabaseSync, name: string): number {
  return Number(Object.values(database.prepare(`PRAGMA ${name}`).get() ?? {})[0])
}

/**
 * Whether the database has a schema yet. Throws a {@link SqliteStoreError} for one that this version cannot read:
 * `newer-schema`, or `corrupt` where it is no database of this package.
 */
export function checkSchema(database: DatabaseSync, path: string, known: readonly string[] = migrations): boolean {
  const [version, owner] = [pragma(database, 'user_version'), pragma(database, 'application_id')]
  const tables = database.prepare('SELECT count(*) AS n FROM sqlite_schema').get()?.n
  if (version === 0 && owner === 0 && tables === 0) return false
  if (owner !== applicationId)
    throw new SqliteStoreError('corrupt', `${path} is an SQLite database, but not one of this package`)
  if (version > known.length)
    throw new SqliteStoreError(
      'newer-schema',
      `${path} has schema version ${version}; this version of the package reads up to ${known.length}. Nothing was changed: open it with a newer version`,
    )
  return version > 0
}

/** Brings the schema up to date, each step in a transaction of its own. */
export function migrate(database: DatabaseSync, steps: readonly string[] = migrations): void {
  for (let version = pragma(database, 'user_version'); version < steps.length; version += 1) {
    inTransaction(database, () => {
      database.exec(steps[version] ?? '')
      database.exec(`PRAGMA application_id = ${applicationId}; PRAGMA user_version = ${version + 1}`)
    })
  }
}
