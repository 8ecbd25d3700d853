import { VirtualClock } from '@async-invoke/engine'
import { queueStoreCases } from '@async-invoke/engine/conformance'
import { it } from 'vitest'
import { openPostgresStore, type PostgresDatabase } from '../src/index.ts'

/** The contract of stores as tests, on the database that is returned at the time of a test; a string skips the test. */
export function storeCases(databaseOf: () => PostgresDatabase | string): void {
  for (const { name, run, skip } of queueStoreCases)
    it(name, async ({ skip: skipTest }) => {
      const database = databaseOf()
      if (typeof database === 'string') return skipTest(database)
      const clock = new VirtualClock(1_000_000)
      const openAnother = () => openPostgresStore({ database, clock })
      const store = await openAnother()
      await database.query('truncate async_invoke.item, async_invoke.lane_limit', [])
      const reason = skip?.(store.capabilities)
      if (reason !== undefined) skipTest(reason)
      const advanceMs = (ms: number) => clock.advanceMs(ms)
      await run({ advanceMs, open: async () => store, reopen: openAnother, openAnother })
    })
}
