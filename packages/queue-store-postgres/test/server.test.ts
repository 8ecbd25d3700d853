import { VirtualClock } from '@async-invoke/engine'
import { queueStoreCases } from '@async-invoke/engine/conformance'
import pg from 'pg'
import postgres from 'postgres'
import { afterAll, beforeAll, describe, it } from 'vitest'
import { fromPostgresJs, openPostgresStore, type PostgresDatabase } from '../src/index.ts'
import { startPostgresServer } from './postgres-server.ts'

const server = await startPostgresServer()
const url = 'skipped' in server ? '' : server.url('postgres')
afterAll(() => {
  if (!('skipped' in server)) server.stop()
})

interface Opened {
  readonly database: PostgresDatabase
  end(): Promise<void>
}

const drivers: readonly { readonly driver: string; open(): Opened }[] = [
  {
    driver: 'a pool of pg',
    open() {
      const database = new pg.Pool({ connectionString: url })
      return { database, end: () => database.end() }
    },
  },
  {
    driver: 'postgres.js',
    open() {
      const sql = postgres(url)
      return { database: fromPostgresJs(sql), end: () => sql.end() }
    },
  },
]

describe.each(drivers)('the PostgreSQL store on a server, by $driver', ({ open }) => {
  let opened: Opened
  beforeAll(() => {
    if (!('skipped' in server)) opened = open()
  })
  afterAll(() => opened?.end())
  for (const { name, run, skip } of queueStoreCases)
    it(name, async ({ skip: skipTest }) => {
      if ('skipped' in server) return skipTest(server.skipped)
      const clock = new VirtualClock(1_000_000)
      const { database } = opened
      const openAnother = () => openPostgresStore({ database, clock })
      const store = await openAnother()
      await database.query('truncate async_invoke.item, async_invoke.lane_limit', [])
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
