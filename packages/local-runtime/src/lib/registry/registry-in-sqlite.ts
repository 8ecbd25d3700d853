import { DatabaseSync } from 'node:sqlite'
import { LocalRuntimeError } from '../local-runtime-error.ts'
import type { FunctionRecord } from './function-record.ts'
import type { RegistryFile } from './registry.ts'

/**
 * Each step brings a file of the version before it to the next, its documents included, which SQLite's JSON functions
 * reach; a step that was released is never changed.
 */
export const registrySteps: readonly string[] = [
  'CREATE TABLE functions (name TEXT PRIMARY KEY, record TEXT NOT NULL) STRICT, WITHOUT ROWID',
]

/**
 * Keeps functions in an SQLite file, which is created or brought up to date; a change is on disk when the call returns.
 *
 * Throws {@link LocalRuntimeError} with `data-too-new` for a file that a later version wrote. That, and a step that
 * fails, leave the file as it was.
 */
export function openRegistryFile(path: string, steps: readonly string[] = registrySteps): RegistryFile {
  const database = new DatabaseSync(path)
  try {
    migrate(database, path, steps)
  } catch (error) {
    database.close()
    throw error
  }
  database.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA busy_timeout = 2000')
  const load = database.prepare('SELECT record FROM functions')
  const save = database.prepare(
    'INSERT INTO functions (name, record) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET record = excluded.record',
  )
  const remove = database.prepare('DELETE FROM functions WHERE name = ?')
  return {
    load: () => load.all().map(({ record }) => JSON.parse(String(record)) as FunctionRecord),
    save: (record) => void save.run(record.functionName, JSON.stringify(record)),
    remove: (functionName) => void remove.run(functionName),
    close: () => database.close(),
  }
}

/** All steps that the file has not seen, in one transaction: a file is never between two versions of this package. */
function migrate(database: DatabaseSync, path: string, steps: readonly string[]): void {
  const version = Number(database.prepare('PRAGMA user_version').get()?.user_version)
  if (version > steps.length) {
    const message = `${path} was written by a later version of async-invoke; update it or take another data directory`
    throw new LocalRuntimeError('data-too-new', message)
  }
  if (version === steps.length) return
  database.exec('BEGIN IMMEDIATE')
  // An error leaves the transaction open, and closing the file undoes it.
  for (const step of steps.slice(version)) database.exec(step)
  database.exec(`PRAGMA user_version = ${steps.length}; COMMIT`)
}
