import { describe, expect, it } from 'vitest'
import type { PostgresStoreError } from '../store-error.ts'
import { Calls, keptNothing } from './calls.ts'
import type { PostgresDatabase } from './postgres-database.ts'

const answer = { rows: [{ n: 1 }] }

/** A database that fails with the errors, one after another, and then answers. */
function failing(...errors: readonly unknown[]): PostgresDatabase & { readonly calls: () => number } {
  let calls = 0
  return {
    calls: () => calls,
    query: async () => {
      const error = errors[calls]
      calls += 1
      if (error !== undefined) throw error
      return answer
    },
  }
}

const withCode = (code: string, message = 'no'): Error => Object.assign(new Error(message), { code })
const call = { text: 'select', values: [], action: 'cannot select' }

async function outcome(database: PostgresDatabase, repeatable: boolean, timeoutMs = 60_000) {
  const heard: PostgresStoreError[] = []
  const calls = new Calls({ database, timeoutMs, onError: (error) => heard.push(error) })
  try {
    await calls.rows({ ...call, repeatable })
    return { result: 'answered', heard }
  } catch (error) {
    const { code } = error as PostgresStoreError
    return { result: code, keptNothing: keptNothing(error), heard }
  }
}

describe('a statement that fails', () => {
  it.each([
    { code: '40001', meaning: 'serialization failure' },
    { code: '40P01', meaning: 'deadlock' },
    { code: '25006', meaning: 'a server that only reads, after a failover' },
    { code: '53300', meaning: 'too many connections' },
    { code: '53100', meaning: 'full disk' },
    { code: '57014', meaning: 'statement timeout' },
    { code: '57P03', meaning: 'a server that starts' },
    { code: 'ECONNREFUSED', meaning: 'no server' },
  ])('is repeated, since nothing was kept, after $code: $meaning', async ({ code }) => {
    const database = failing(withCode(code))
    expect(await outcome(database, false)).toMatchObject({
      result: 'answered',
      heard: [{ sqlState: /^\d/.test(code) ? code : undefined }],
    })
    expect(database.calls()).toBe(2)
  })

  it.each([
    { error: withCode('57P01'), meaning: 'a server that shuts down' },
    { error: withCode('08006'), meaning: 'a connection failure' },
    { error: withCode('ECONNRESET'), meaning: 'a reset connection' },
    { error: new Error('Connection terminated unexpectedly'), meaning: 'a lost connection of pg' },
    { error: new Error('Query read timeout'), meaning: 'a query timeout of pg' },
    { error: withCode('CONNECTION_CLOSED'), meaning: 'a lost connection of postgres.js' },
  ])('is repeated only if it may run twice, after $meaning', async ({ error }) => {
    expect(await outcome(failing(error), true)).toMatchObject({ result: 'answered' })
    const once = failing(error)
    expect(await outcome(once, false)).toMatchObject({ result: 'connection', keptNothing: false })
    expect(once.calls()).toBe(1)
  })

  it.each([
    { code: '42501', result: 'no-permission' },
    { code: '42P01', result: 'no-schema' },
    { code: 'XX001', result: 'corrupt' },
    { code: '23514', result: 'failed' },
  ])('is not repeated after $code: $result', async ({ code, result }) => {
    const database = failing(withCode(code))
    expect(await outcome(database, true)).toMatchObject({ result, keptNothing: true })
    expect(database.calls()).toBe(1)
  })

  it('is repeated four times at most, and each failure is heard', async () => {
    const database = failing(...Array.from({ length: 9 }, () => withCode('40001')))
    const { result, heard } = await outcome(database, false)
    expect([result, heard.length, database.calls()]).toEqual(['conflict', 5, 5])
  })

  it('is given up after timeoutMs, and may have been kept', async () => {
    const silent = { query: () => new Promise<never>(() => {}) }
    expect(await outcome(silent, false, 20)).toMatchObject({ result: 'timeout', keptNothing: false })
  })
})
