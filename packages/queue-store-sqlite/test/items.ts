import { copyFileSync, existsSync, rmSync } from 'node:fs'
import { DatabaseSync } from 'node:sqlite'
import type { Claim, ClaimQuery, NewItem, QueueStore } from '@async-invoke/engine'
import type { SqliteStore } from '../src/index.ts'
import { showJournal } from '../src/lib/database/show-journal.ts'
import { journalEndings } from '../src/lib/files/private-file.ts'

const encoder = new TextEncoder()

/** Bound of a file that is soon full. */
export const maxFileBytes = 200_000
/** Does not fit into a file of that bound. */
export const tooLarge = 'x'.repeat(1_000_000)

export function bytes(string: string): Uint8Array {
  return encoder.encode(string)
}

export function item(
  id: string,
  fields: { lane?: string; delayMs?: number; state?: string; body?: string } = {},
): NewItem {
  const { lane = 'lane', delayMs = 0, state = '', body = '' } = fields
  return { id, lane, delayMs, state: bytes(state), body: bytes(body) }
}

export async function claimsOf(store: QueueStore, query: ClaimQuery): Promise<readonly Claim[]> {
  return (await store.claim(query)).claims
}

export function tokenOf(claim: Claim | undefined): string {
  if (claim === undefined) throw new Error('nothing was claimed')
  return claim.token
}

/** Reads the database of a store, with its journal. */
export function readDatabase<T>(path: string, read: (database: DatabaseSync) => T): T {
  using database = new DatabaseSync(path, { readOnly: true })
  showJournal(database, path)
  return read(database)
}

/** Changes the database of an open store behind its back, with nothing left in the journal. */
export async function changeBehind(store: SqliteStore, path: string, sql: string): Promise<void> {
  await drained(store, path)
  using database = new DatabaseSync(path)
  database.exec(sql)
}

/** Applies the journal to the database. */
export async function drained(store: SqliteStore, path: string): Promise<void> {
  await store.backup(`${path}.copy`)
  rmSync(`${path}.copy`)
}

/** Copies database, log and journal without closing the store, which gives the files that a crash would leave. */
export function crashImage(path: string): string {
  const image = `${path}.crashed`
  for (const suffix of ['', '-wal', ...journalEndings])
    if (existsSync(path + suffix)) copyFileSync(path + suffix, image + suffix)
  return image
}
