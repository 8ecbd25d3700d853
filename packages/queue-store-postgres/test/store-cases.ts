import { type Clock, VirtualClock } from '@async-invoke/engine'
import { queueStoreCases } from '@async-invoke/engine/conformance'
import { it } from 'vitest'
import { openPostgresStore, type PostgresDatabase, type PostgresStore, shardedStore } from '../src/index.ts'
import { Calls } from '../src/lib/database/calls.ts'
import { OpenPostgresStore } from '../src/lib/postgres-store.ts'
import { requireSchema } from '../src/lib/schema/migrate.ts'

/** The case that takes longest; how values travel makes no difference to it. */
export const manyLanes = 'takes and hands out the items of 10,000 lanes, one of each'

/**
 * The contract of stores as tests, on the databases that are returned at the time of a test: on one, or shared among several. A
 * string skips the test.
 *
 * @param besides - cases that take seconds, and that another suite has with the same statements
 * @param open - opens a store in another way than an application
 */
export function storeCases(
  databasesOf: () => readonly PostgresDatabase[] | string,
  besides: readonly string[] = [],
  open: (databases: readonly PostgresDatabase[], clock: Clock) => Promise<PostgresStore> = openStore,
): void {
  const clock = new VirtualClock(1_000_000)
  // Opened once for all cases: a handle keeps nothing but whose turn was last.
  const opened: PostgresStore[] = []
  for (const { name, run, skip } of queueStoreCases.filter(({ name }) => !besides.includes(name)))
    it(name, async ({ skip: skipTest }) => {
      const databases = databasesOf()
      if (typeof databases === 'string') return skipTest(databases)
      const reopen = () => open(databases, clock)
      while (opened.length < 2) opened.push(await reopen())
      const [store, another] = opened as [PostgresStore, PostgresStore]
      for (const database of databases) {
        // For a few rows faster than to truncate the table.
        await database.query('delete from async_invoke.item', [])
        await database.query('delete from async_invoke.lane_limit', [])
      }
      const reason = skip?.(store.capabilities)
      if (reason !== undefined) skipTest(reason)
      const advanceMs = (ms: number) => clock.advanceMs(ms)
      await run({ advanceMs, open: async () => store, reopen, openAnother: async () => another })
    })
}

function openStore(databases: readonly PostgresDatabase[], clock: Clock): Promise<PostgresStore> {
  const [database, another] = databases
  if (database !== undefined && another === undefined) return openPostgresStore({ database, clock })
  // Databases within the process answer one after another.
  const patienceMs = 60_000
  return shardedStore(
    databases.map((database, index) => ({ name: `shard-${index}`, database })),
    { clock, patienceMs },
  )
}

/** Opens a store whose claims note the floors of lanes as if each had visited many dead entries, unless their number says otherwise. */
export async function openWithFloors(
  database: PostgresDatabase | undefined,
  clock: Pick<Clock, 'nowMs'> | undefined,
  manyDead = -100_000,
): Promise<OpenPostgresStore> {
  if (database === undefined) throw new Error('no database')
  const calls = new Calls({ database, timeoutMs: 60_000, onError: undefined })
  await requireSchema(calls, 'auto')
  const nowMs = clock && (() => clock.nowMs())
  return new OpenPostgresStore({ calls, durability: 'power', nowMs, manyDead })
}
