import { beforeAll, describe } from 'vitest'
import { pgliteDatabases } from '../../../test/pglite.ts'
import { storeCases } from '../../../test/store-cases.ts'
import type { PostgresDatabase } from '../../index.ts'

describe('the store over three databases', () => {
  let databases: readonly PostgresDatabase[]
  beforeAll(async () => {
    databases = await pgliteDatabases(3)
  })
  storeCases(() => databases)
})
