import { DatabaseSync } from 'node:sqlite'
import { expect, it } from 'vitest'
import { checkSchema, migrate, migrations, pragma } from './schema.ts'

it('a database of an older version is brought up to date, its items kept', () => {
  const database = new DatabaseSync(':memory:')
  migrate(database)
  database.exec("INSERT INTO item VALUES(1, 'r-1', 'lane', 5, 0, 0, 0, NULL, NULL)")
  const next = [...migrations, "ALTER TABLE item ADD COLUMN note TEXT DEFAULT 'none'"]
  migrate(database, next)
  expect(pragma(database, 'user_version')).toBe(2)
  expect(database.prepare('SELECT id, note FROM item').all()).toEqual([{ id: 'r-1', note: 'none' }])
  expect(checkSchema(database, 'x', next)).toBe(true)
  expect(() => checkSchema(database, 'x')).toThrow('schema version 2')
})

it('a step that fails leaves the version before it', () => {
  const database = new DatabaseSync(':memory:')
  migrate(database)
  expect(() => migrate(database, [...migrations, 'CREATE TABLE half(x); CREATE TABLE item(x)'])).toThrow(
    'already exists',
  )
  expect(pragma(database, 'user_version')).toBe(1)
  expect(database.prepare("SELECT name FROM sqlite_schema WHERE name = 'half'").all()).toEqual([])
})
