import { beforeEach, describe, expect, it } from 'vitest'
import { openPostgresStore } from '../src/index.ts'
import { poolsOfTests, whyNoServer } from './test-database.ts'

describe('an empty database', () => {
  const newPool = poolsOfTests()
  const pool = newPool()
  beforeEach(({ skip }) => skip(whyNoServer() !== undefined, whyNoServer()))

  it('is opened by a whole fleet at the same time, each process with its own connections', async () => {
    const pools = Array.from({ length: 6 }, () => newPool({ max: 1 }))
    for (let round = 0; round < 3; round += 1) {
      await pool.query('drop schema if exists async_invoke cascade')
      const stores = await Promise.all(pools.map((database) => openPostgresStore({ database })))
      expect(await stores[0]?.stats()).toMatchObject({ ready: 0 })
    }
  })
})
