import postgres from 'postgres'
import { afterAll, describe, expect, it } from 'vitest'
import { fromPostgresJs, openPostgresStore, type PostgresDatabase } from '../src/index.ts'
import { manyLanes, openWithFloors, storeCases } from './store-cases.ts'
import { poolsOfTests, serverUrl, whyNoServer } from './test-database.ts'

describe('the PostgreSQL store on a server, by a pool of pg', () => {
  const newPool = poolsOfTests()
  let database: PostgresDatabase | undefined
  storeCases(() => {
    database ??= newPool()
    return whyNoServer() ?? [database]
  })
})

describe('the PostgreSQL store on a server, by postgres.js', () => {
  const sql = postgres(serverUrl())
  afterAll(() => sql.end())
  const database = fromPostgresJs(sql)
  storeCases(() => whyNoServer() ?? [database], [manyLanes])
})

describe('the PostgreSQL store on a server, with floors of all lanes', () => {
  const newPool = poolsOfTests()
  let database: PostgresDatabase | undefined
  storeCases(
    () => {
      database ??= newPool()
      return whyNoServer() ?? [database]
    },
    [manyLanes],
    ([database], clock) => openWithFloors(database, clock),
  )
})

describe.skipIf(whyNoServer() !== undefined)('the PostgreSQL store in a database that sorts words as people do', () => {
  const newPool = poolsOfTests()

  it('hands out lanes in turn, whatever the case of their names', async () => {
    const name = 'sorted_as_people_do'
    await newPool().query(`create database ${name} template template0 locale_provider icu icu_locale 'en-US'`)
    const url = new URL(serverUrl())
    url.pathname = `/${name}`
    const store = await openPostgresStore({ database: newPool({ connectionString: url.href }) })
    const bytes = new Uint8Array()
    const lanes = ['function:a', 'function:B', 'function:a', 'function:B']
    await store.enqueue(lanes.map((lane, n) => ({ id: `${n}`, lane, delayMs: 0, state: bytes, body: bytes })))
    const claimed: string[] = []
    for (const _ of lanes)
      claimed.push(...(await store.claim({ max: 1, leaseMs: 60_000 })).claims.map(({ lane }) => lane))
    expect(claimed).toEqual(['function:B', 'function:a', 'function:B', 'function:a'])
  })
})
