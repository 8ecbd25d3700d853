/**
 * Runs engines with faults over this store on PGlite, seed by seed, in held time:
 * `pnpm reliability:simulate-postgres --seeds 30 --from 1`
 */
import { PGlite } from '@electric-sql/pglite'
import { runFaultSeeds } from '../../engine/scripts/fault-seeds.ts'
import { fromPglite, openPostgresStore } from '../src/index.ts'

const pglite = await PGlite.create()
const database = fromPglite(pglite)
await openPostgresStore({ database })
await runFaultSeeds(
  () => ({
    remote: true,
    async openStore(clock) {
      // The numbers of leases begin again, so that a seed gives the same trace.
      await pglite.exec(`truncate async_invoke.item, async_invoke.lane_limit;
        alter sequence async_invoke.lease restart; alter sequence async_invoke.item_seq restart`)
      return openPostgresStore({ database, clock })
    },
  }),
  30,
)
await pglite.close()
