import { chmodSync, closeSync, openSync, type Stats, statSync } from 'node:fs'
import { DatabaseSync } from 'node:sqlite'
import { LocalRuntimeError } from '../local-runtime-error.ts'
import type { CodeSigningConfig } from './code-signing-configs.ts'
import type { EventSourceMapping } from './event-source-mappings.ts'
import type { FunctionRecord } from './function-record.ts'
import type { RegistryFile } from './registry.ts'

/**
 * Migrations from each version of the file to the next. They can change documents with SQLite's JSON functions. Never change
 * a released migration.
 */
export const registryMigrations: readonly string[] = [
  'CREATE TABLE functions (name TEXT PRIMARY KEY, record TEXT NOT NULL) STRICT, WITHOUT ROWID',
  'CREATE TABLE code_signing (arn TEXT PRIMARY KEY, config TEXT NOT NULL) STRICT, WITHOUT ROWID',
  'CREATE TABLE event_sources (uuid TEXT PRIMARY KEY, mapping TEXT NOT NULL) STRICT, WITHOUT ROWID',
]

/**
 * Opens the SQLite file of the registry, creating or migrating it. Changes are on disk when a call returns. A file that cannot
 * be opened or migrated is left unchanged.
 *
 * @throws {@link LocalRuntimeError} `data-too-new` when a later version wrote the file, `data-damaged` when it is the database of
 * another program, `data-unusable` where something else than a file has its name. Its writes throw `data-unusable` once it was deleted or moved, since they would be lost.
 */
export function openRegistryFile(path: string, migrations: readonly string[] = registryMigrations): RegistryFile {
  if (statSync(path, { throwIfNoEntry: false })?.isFile() === false)
    throw new LocalRuntimeError('data-unusable', `${path} is not a regular file`)
  // Environment variables of functions are in it: SQLite's own files get the rights of this one.
  closeSync(openSync(path, 'a', 0o600))
  chmodSync(path, 0o600)
  const database = new DatabaseSync(path)
  try {
    migrate(database, path, migrations)
  } catch (error) {
    database.close()
    throw error
  }
  database.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA busy_timeout = 2000')
  const opened = statSync(path)
  const table = <T>(names: TableNames) => {
    const { load, save, remove } = openTable<T>(database, names)
    const present = <Given extends unknown[]>(write: (...given: Given) => void) => {
      return (...given: Given): void => {
        refuseMissing(path, opened)
        write(...given)
      }
    }
    return { load, save: present(save), remove: present(remove) }
  }
  const functions = table<FunctionRecord>({ table: 'functions', key: 'name', document: 'record' })
  const configs = table<CodeSigningConfig>({ table: 'code_signing', key: 'arn', document: 'config' })
  const sources = table<EventSourceMapping>({ table: 'event_sources', key: 'uuid', document: 'mapping' })
  return {
    load: functions.load,
    save: (record) => functions.save(record.functionName, record),
    remove: functions.remove,
    codeSigning: { load: configs.load, save: (config) => configs.save(config.arn, config), remove: configs.remove },
    eventSources: {
      load: sources.load,
      save: (mapping) => sources.save(mapping.uuid, mapping),
      remove: sources.remove,
    },
    close: () => database.close(),
  }
}

function refuseMissing(path: string, opened: Stats): void {
  const named = statSync(path, { throwIfNoEntry: false })
  if (named?.ino === opened.ino && named.dev === opened.dev) return
  const message = `${path} was deleted or moved while it was open; nothing can be stored in it`
  throw new LocalRuntimeError('data-unusable', message)
}

type TableNames = Readonly<Record<'table' | 'key' | 'document', string>>

/** Prepares the statements of a table of documents by key. The names are ours, so they can stand in SQL. */
function openTable<T>(database: DatabaseSync, { table, key, document }: TableNames) {
  const load = database.prepare(`SELECT ${document} FROM ${table}`)
  const save = database.prepare(
    `INSERT INTO ${table} (${key}, ${document}) VALUES (?, ?) ON CONFLICT (${key}) DO UPDATE SET ${document} = excluded.${document}`,
  )
  const remove = database.prepare(`DELETE FROM ${table} WHERE ${key} = ?`)
  return {
    load: (): readonly T[] => load.all().map((row) => JSON.parse(String(row[document])) as T),
    save: (id: string, value: T): void => void save.run(id, JSON.stringify(value)),
    remove: (id: string): void => void remove.run(id),
  }
}

/** Runs all pending migrations in one transaction, so that a file is never left between two versions. */
function migrate(database: DatabaseSync, path: string, migrations: readonly string[]): void {
  const version = Number(database.prepare('PRAGMA user_version').get()?.user_version)
  const tables = database.prepare("SELECT name FROM sqlite_schema WHERE type = 'table'").all()
  if (version > 0 ? !tables.some(({ name }) => name === 'functions') : tables.length > 0)
    throw new LocalRuntimeError('data-damaged', `${path} is an SQLite database, but not one of async-invoke`)
  if (version > migrations.length) {
    const message = `${path} was written by a later version of async-invoke; update it or take another data directory`
    throw new LocalRuntimeError('data-too-new', message)
  }
  if (version === migrations.length) return
  database.exec('BEGIN IMMEDIATE')
  // An error leaves the transaction open; closing the database rolls it back.
  for (const migration of migrations.slice(version)) database.exec(migration)
  database.exec(`PRAGMA user_version = ${migrations.length}; COMMIT`)
}
