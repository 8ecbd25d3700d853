import { beforeAll, describe } from 'vitest'
import { pgliteDatabase } from '../../test/pglite.ts'
import { manyLanes, openWithFloors, storeCases } from '../../test/store-cases.ts'
import type { PostgresDatabase } from '../index.ts'

let database: PostgresDatabase
beforeAll(async () => {
  database = (await pgliteDatabase()).database
})

describe('the PostgreSQL store', () => {
  storeCases(() => [database])
})

describe('the PostgreSQL store with floors of all lanes', () => {
  storeCases(
    () => [database],
    [manyLanes],
    ([database], clock) => openWithFloors(database, clock),
  )
})
