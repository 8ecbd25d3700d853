import postgres from 'postgres'
import { afterAll, describe } from 'vitest'
import { fromPostgresJs, type PostgresDatabase } from '../src/index.ts'
import { manyLanes, storeCases } from './store-cases.ts'
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
