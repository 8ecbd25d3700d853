import { DatabaseSync } from 'node:sqlite'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { pragma } from './schema.ts'
import { inTransaction, unflushed } from './transaction.ts'

const [normal, full] = [1, 2]
let database: DatabaseSync
beforeEach(() => {
  database = new DatabaseSync(':memory:')
  database.exec('PRAGMA synchronous = FULL; CREATE TABLE a(x)')
})
afterEach(() => database.close())

const rows = (): unknown => database.prepare('SELECT count(*) AS n FROM a').get()?.n
const synchronous = (): number => pragma(database, 'synchronous')

describe('a transaction', () => {
  it('returns the result of its work, and leaves nothing of work that throws', () => {
    expect(inTransaction(database, () => database.prepare('INSERT INTO a VALUES(1)').run().changes)).toBe(1)
    const failing = (): void => {
      database.exec('INSERT INTO a VALUES(2)')
      throw new Error('half done')
    }
    expect(() => inTransaction(database, failing)).toThrow('half done')
    expect(rows()).toBe(1)
    inTransaction(database, () => database.exec('INSERT INTO a VALUES(3)'))
    expect(rows()).toBe(2)
  })

  it('throws the error of its work where SQLite has rolled it back already', () => {
    expect(() =>
      inTransaction(database, () => {
        database.exec('ROLLBACK')
        throw new Error('full')
      }),
    ).toThrow('full')
  })

  it('that is not flushed leaves those after it flushed, also if it throws', () => {
    expect(unflushed(database, synchronous)).toBe(normal)
    expect(synchronous()).toBe(full)
    expect(() =>
      unflushed(database, () => {
        throw new Error('full')
      }),
    ).toThrow('full')
    expect(synchronous()).toBe(full)
  })
})
