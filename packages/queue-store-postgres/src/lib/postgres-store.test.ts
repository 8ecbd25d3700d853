import { PGlite } from '@electric-sql/pglite'
import { afterAll, beforeAll, describe } from 'vitest'
import { storeCases } from '../../test/store-cases.ts'
import { fromPglite } from '../index.ts'

describe('the PostgreSQL store', () => {
  let database: PGlite
  beforeAll(async () => {
    database = await PGlite.create()
  })
  afterAll(() => database.close())
  storeCases(() => fromPglite(database))
})
