import { mkdtempSync, renameSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { afterAll, describe, expect, it } from 'vitest'
import type { FunctionRecord } from './function-record.ts'
import { openRegistryFile, registryMigrations } from './registry-in-sqlite.ts'

const folder = mkdtempSync(join(tmpdir(), 'async-invoke-registry-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))
const version = { code: {}, settings: {} } as FunctionRecord['latest']
const record = (functionName: string): FunctionRecord => ({
  ...{ functionName, latest: version, published: [], nextVersion: 1, aliases: [], configs: [] },
  ...{ tags: {}, recursiveLoop: 'Terminate' },
})

/** Creates a file of the current version with one function. */
function createFile(name: string): string {
  const path = join(folder, `${name}.sqlite`)
  const file = openRegistryFile(path)
  file.save(record('orders'))
  file.close()
  return path
}

function query<T>(path: string, read: (database: DatabaseSync) => T): T {
  const database = new DatabaseSync(path)
  try {
    return read(database)
  } finally {
    database.close()
  }
}

const versionOf = (path: string) =>
  query(path, (database) => database.prepare('PRAGMA user_version').get()?.user_version)
const tables = 'SELECT name FROM sqlite_schema ORDER BY name'
const tablesOf = (path: string) =>
  query(path, (database) =>
    database
      .prepare(tables)
      .all()
      .map(({ name }) => name),
  )

describe('openRegistryFile', () => {
  it.each([
    { about: 'without a version', sql: 'CREATE TABLE t (a)' },
    { about: 'with a version', sql: 'CREATE TABLE t (a); PRAGMA user_version = 2' },
  ])('refuses the database of another program $about, and leaves it as it is', ({ about, sql }) => {
    const path = join(folder, `${about}.sqlite`)
    query(path, (database) => database.exec(sql))
    expect(() => openRegistryFile(path)).toThrow(expect.objectContaining({ code: 'data-damaged' }))
    expect(tablesOf(path)).toEqual(['t'])
  })

  it.skipIf(process.platform === 'win32').each([
    { about: 'deleted', change: (path: string) => rmSync(path) },
    { about: 'moved', change: (path: string) => renameSync(path, `${path}.old`) },
    {
      about: 'replaced',
      change: (path: string) => {
        renameSync(path, `${path}.old`)
        writeFileSync(path, '')
      },
    },
  ])('writes nothing after the file was $about', ({ about, change }) => {
    const path = createFile(about)
    const file = openRegistryFile(path)
    change(path)
    const unusable = expect.objectContaining({ code: 'data-unusable' })
    expect(() => file.save(record('audit'))).toThrow(unusable)
    expect(() => file.remove('orders')).toThrow(unusable)
    expect(() => file.codeSigning.remove('arn')).toThrow(unusable)
    expect(file.load()).toHaveLength(1)
    file.close()
  })

  it('migrates an older file and its documents, one version at a time', () => {
    const path = createFile('older')
    const migrations = [
      ...registryMigrations,
      `UPDATE functions SET record = json_set(record, '$.tags.from', 'step 2')`,
      `UPDATE functions SET record = json_set(record, '$.tags.next', record ->> '$.tags.from' || ' and 3')`,
    ]
    const file = openRegistryFile(path, migrations)
    expect(file.load()).toEqual([{ ...record('orders'), tags: { from: 'step 2', next: 'step 2 and 3' } }])
    file.close()
    expect(versionOf(path)).toBe(registryMigrations.length + 2)
    // No migration runs twice.
    const again = openRegistryFile(path, [...registryMigrations, 'not SQL', 'not SQL'])
    expect(again.load()).toHaveLength(1)
    again.close()
  })

  it('leaves the file unchanged when the second of two migrations fails', () => {
    const path = createFile('failing')
    const broken = [...registryMigrations, 'CREATE TABLE half (x); DELETE FROM functions', 'CREATE TABLE functions (x)']
    expect(() => openRegistryFile(path, broken)).toThrow('already exists')
    expect([versionOf(path), tablesOf(path)]).toEqual([
      registryMigrations.length,
      ['code_signing', 'event_sources', 'functions'],
    ])
    const file = openRegistryFile(path)
    expect(file.load()).toEqual([record('orders')])
    file.close()
  })

  it.skipIf(process.platform === 'win32')('refuses a path of something else than a file, whose rights stay', () => {
    const path = join(folder, 'device.sqlite')
    symlinkSync('/dev/null', path)
    const { mode } = statSync(path)
    expect(() => openRegistryFile(path)).toThrow(`${path} is not a regular file`)
    expect(statSync(path).mode).toBe(mode)
  })

  it('refuses a file of a later version and leaves it unchanged', () => {
    const path = createFile('later')
    openRegistryFile(path, [...registryMigrations, 'CREATE TABLE more (x)']).close()
    expect(() => openRegistryFile(path)).toThrow(expect.objectContaining({ code: 'data-too-new' }))
    expect([versionOf(path), tablesOf(path)]).toEqual([
      registryMigrations.length + 1,
      ['code_signing', 'event_sources', 'functions', 'more'],
    ])
  })
})
