import { beforeAll, describe } from 'vitest'
import { pgliteDatabase } from '../../test/pglite.ts'
import { storeCases } from '../../test/store-cases.ts'
import type { PostgresDatabase } from '../index.ts'

describe('the PostgreSQL store', () => {
  let database: PostgresDatabase
  beforeAll(async () => {
    database = (await pgliteDatabase()).database
  })
  storeCases(() => [database])
})
