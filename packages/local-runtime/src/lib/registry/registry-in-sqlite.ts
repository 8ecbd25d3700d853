import { DatabaseSync } from 'node:sqlite'
import { LocalRuntimeError } from '../local-runtime-error.ts'
import type { FunctionRecord } from './function-record.ts'
import type { RegistryFile } from './registry.ts'

/** Each step brings a file of the version before it to the next; a step that was released is never changed. */
const migrations: readonly string[] = [
  'CREATE TABLE functions (name TEXT PRIMARY KEY, record TEXT NOT NULL) STRICT, WITHOUT ROWID',
]

/**
 * Keeps functions in an SQLite file, which is created or brought up to date; a change is on disk when the call returns.
 *
 * Throws {@link LocalRuntimeError} with `data-too-new` for a file that a later version wrote.
 */
export function openRegistryFile(path: string): RegistryFile {
  const database = new DatabaseSync(path)
  database.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA busy_timeout = 2000')
  migrate(database, path)
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

function migrate(database: DatabaseSync, path: string): void {
  const version = Number(database.prepare('PRAGMA user_version').get()?.user_version)
  if (version > migrations.length) {
    database.close()
    const message = `${path} was written by a later version of async-invoke; update it or take another data directory`
    throw new LocalRuntimeError('data-too-new', message)
  }
  for (let next = version; next < migrations.length; next += 1)
    database.exec(`BEGIN; ${migrations[next]}; PRAGMA user_version = ${next + 1}; COMMIT`)
}
