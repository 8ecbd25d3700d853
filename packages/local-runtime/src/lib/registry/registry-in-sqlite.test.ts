import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { expect, it } from 'vitest'
import type { FunctionRecord } from './function-record.ts'
import { openRegistryFile, registrySteps } from './registry-in-sqlite.ts'

const folder = mkdtempSync(join(tmpdir(), 'async-invoke-registry-'))
const version = { code: {}, settings: {} } as FunctionRecord['latest']
const record = (functionName: string): FunctionRecord => ({
  ...{ functionName, latest: version, published: [], nextVersion: 1, aliases: [], configs: [] },
  ...{ tags: {}, recursiveLoop: 'Terminate' },
})

/** A file of the version that this package writes, with one function in it. */
function written(name: string): string {
  const path = join(folder, `${name}.sqlite`)
  const file = openRegistryFile(path)
  file.save(record('orders'))
  file.close()
  return path
}

function at<T>(path: string, look: (database: DatabaseSync) => T): T {
  const database = new DatabaseSync(path)
  try {
    return look(database)
  } finally {
    database.close()
  }
}

const versionAt = (path: string) => at(path, (database) => database.prepare('PRAGMA user_version').get()?.user_version)
const tables = 'SELECT name FROM sqlite_schema ORDER BY name'
const tablesAt = (path: string) =>
  at(path, (database) =>
    database
      .prepare(tables)
      .all()
      .map(({ name }) => name),
  )

it('a file of an older version is brought up to date step by step, its documents included', () => {
  const path = written('older')
  const next = [
    ...registrySteps,
    `UPDATE functions SET record = json_set(record, '$.tags.from', 'step 2')`,
    `UPDATE functions SET record = json_set(record, '$.tags.next', record ->> '$.tags.from' || ' and 3')`,
  ]
  const file = openRegistryFile(path, next)
  expect(file.load()).toEqual([{ ...record('orders'), tags: { from: 'step 2', next: 'step 2 and 3' } }])
  file.close()
  expect(versionAt(path)).toBe(3)
  // A step is made once.
  const again = openRegistryFile(path, [...registrySteps, 'no SQL', 'no SQL'])
  expect(again.load()).toHaveLength(1)
  again.close()
})

it('a step that fails leaves the file as it was, those before it included', () => {
  const path = written('failing')
  const broken = [...registrySteps, 'CREATE TABLE half (x); DELETE FROM functions', 'CREATE TABLE functions (x)']
  expect(() => openRegistryFile(path, broken)).toThrow('already exists')
  expect([versionAt(path), tablesAt(path)]).toEqual([1, ['functions']])
  const file = openRegistryFile(path)
  expect(file.load()).toEqual([record('orders')])
  file.close()
})

it('a file of a later version is refused and not touched', () => {
  const path = written('later')
  openRegistryFile(path, [...registrySteps, 'CREATE TABLE more (x)']).close()
  expect(() => openRegistryFile(path)).toThrow(expect.objectContaining({ code: 'data-too-new' }))
  expect([versionAt(path), tablesAt(path)]).toEqual([2, ['functions', 'more']])
})
