import { DatabaseSync } from 'node:sqlite'
import { describe, expect, it } from 'vitest'
import { checkSchema, migrate, migrations, pragma } from './schema.ts'

describe('migrate', () => {
  it('upgrades a database of an older version and keeps its items', () => {
    const database = new DatabaseSync(':memory:')
    migrate(database)
    database.exec("INSERT INTO item VALUES(1, 'r-1', 'lane', 5, 0, 0, 0, NULL, NULL, 0, 0, 0)")
    const next = [...migrations, "ALTER TABLE item ADD COLUMN note TEXT DEFAULT 'none'"]
    migrate(database, next)
    expect(pragma(database, 'user_version')).toBe(migrations.length + 1)
    expect(database.prepare('SELECT id, note FROM item').all()).toEqual([{ id: 'r-1', note: 'none' }])
    expect(checkSchema(database, 'x', next)).toBe(true)
    expect(() => checkSchema(database, 'x')).toThrow(`schema version ${migrations.length + 1}`)
  })

  it('leaves the previous version if a step fails', () => {
    const database = new DatabaseSync(':memory:')
    migrate(database)
    expect(() => migrate(database, [...migrations, 'CREATE TABLE half(x); CREATE TABLE item(x)'])).toThrow(
      'already exists',
    )
    expect(pragma(database, 'user_version')).toBe(migrations.length)
    expect(database.prepare("SELECT name FROM sqlite_schema WHERE name = 'half'").all()).toEqual([])
  })
})
