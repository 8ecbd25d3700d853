import { VirtualClock } from '@async-invoke/engine'
import { queueStoreCases } from '@async-invoke/engine/conformance'
import { PGlite } from '@electric-sql/pglite'
import { afterAll, beforeAll, describe, it } from 'vitest'
import { openPostgresStore } from '../index.ts'

describe('the PostgreSQL store', () => {
  let database: PGlite
  beforeAll(async () => {
    database = await PGlite.create()
  })
  afterAll(() => database.close())
  for (const { name, run, skip } of queueStoreCases)
    it(name, async ({ skip: skipTest }) => {
      const clock = new VirtualClock(1_000_000)
      const openAnother = () => openPostgresStore({ database, clock })
      const store = await openAnother()
      await database.query('truncate async_invoke.item, async_invoke.lane_limit')
      const reason = skip?.(store.capabilities)
      if (reason !== undefined) skipTest(reason)
      await run({
        advanceMs: (ms) => clock.advanceMs(ms),
        open: async () => store,
        reopen: openAnother,
        openAnother,
      })
    })
})
