import type { DatabaseSync } from 'node:sqlite'
import { headNumbers, sumFunctions } from '../item-sums.ts'
import { SqliteStoreError } from '../store-error.ts'
import { createTally } from './tally.ts'
import { inTransaction } from './transaction.ts'

/**
 * Upper bound of a body that is stored in its item's row; a larger one goes to `body`. Small bodies then cost one row
 * instead of two, and rewriting such a row on `again` is no more expensive, since SQLite writes whole pages.
 */
export const maxInlineBytes = 2_048

/** Identifies our files in SQLite's header: "AINV". */
export const applicationId = 0x41_49_4e_56

/**
 * One step per schema version. The version of a database (`PRAGMA user_version`) is the number of steps it has taken.
 * Never edit a released step: append one.
 *
 * `item` holds small data, `body` large bodies, which are read once, at the claim. `claimed` lists the items that were
 * handed out, one row per claim, so that a delivery that ends in a crash counts. `item.settled` is the last claim of
 * the item that `item.deliveries` includes. Its sums are those of `item-sums.ts`; `tally` is that of `tally.ts`. `paused` has the lanes that
 * hand out nothing. `journal` names the records of the journal that belong to the database.
 */
export const migrations: readonly string[] = [
  `CREATE TABLE item(
     seq INTEGER PRIMARY KEY, id TEXT NOT NULL, lane TEXT NOT NULL, due INTEGER NOT NULL,
     deliveries INTEGER NOT NULL, settled INTEGER NOT NULL, body_bytes INTEGER NOT NULL, state BLOB, body BLOB
   ) STRICT;
   CREATE TABLE body(seq INTEGER PRIMARY KEY, bytes BLOB NOT NULL) STRICT;
   CREATE TABLE claimed(claim INTEGER PRIMARY KEY, seqs BLOB NOT NULL) STRICT;
   CREATE TABLE meta(name TEXT PRIMARY KEY, value INTEGER NOT NULL) STRICT, WITHOUT ROWID;`,
  `ALTER TABLE item ADD COLUMN head_sum INTEGER NOT NULL DEFAULT 0;
   ALTER TABLE item ADD COLUMN state_sum INTEGER NOT NULL DEFAULT 0;
   ALTER TABLE item ADD COLUMN body_sum INTEGER NOT NULL DEFAULT 0;
   UPDATE item SET head_sum = name_sum(id, lane) + ${headNumbers}, state_sum = bytes_sum(state),
     body_sum = bytes_sum(coalesce(body, (SELECT bytes FROM body WHERE body.seq = item.seq)));${createTally}`,
  'CREATE TABLE paused(lane TEXT PRIMARY KEY) STRICT, WITHOUT ROWID',
  'CREATE TABLE journal(salt INTEGER NOT NULL) STRICT; INSERT INTO journal VALUES(0)',
]

/** Reads a numeric pragma. */
export function pragma(database: DatabaseSync, name: string): number {
  return Number(Object.values(database.prepare(`PRAGMA ${name}`).get() ?? {})[0])
}

/**
 * Checks that this version can read the database.
 *
 * @returns false if the database has no schema yet.
 *
 * @throws {@link SqliteStoreError} `newer-schema`, or `corrupt` if it is not a database of this package.
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

/** Makes the functions of {@link sumFunctions} callable. */
export function registerSums(database: DatabaseSync): void {
  for (const [name, sum] of Object.entries(sumFunctions)) database.function(name, { deterministic: true }, sum)
}

/** Brings the schema up to date, each step in its own transaction. */
export function migrate(database: DatabaseSync, steps: readonly string[] = migrations): void {
  registerSums(database)
  for (let version = pragma(database, 'user_version'); version < steps.length; version += 1) {
    inTransaction(database, () => {
      database.exec(steps[version] ?? '')
      database.exec(`PRAGMA application_id = ${applicationId}; PRAGMA user_version = ${version + 1}`)
    })
  }
}

/** The salt of the journal's records that belong to the database; 0 if none does. */
export function readSalt(database: DatabaseSync): number {
  const [version, owner] = [pragma(database, 'user_version'), pragma(database, 'application_id')]
  if (version < versionOfJournal || owner !== applicationId) return 0
  return Number(database.prepare('SELECT salt FROM journal').get()?.salt ?? 0)
}

export function writeSalt(database: DatabaseSync, salt: number): void {
  database.exec('DELETE FROM journal')
  database.prepare('INSERT INTO journal(salt) VALUES(?)').run(salt)
}

const versionOfJournal = 4
