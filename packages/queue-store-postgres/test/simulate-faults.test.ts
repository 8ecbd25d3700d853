import { simulateFaults } from '@async-invoke/engine/simulation'
import { describe, expect, it } from 'vitest'
import { openPostgresStore } from '../src/index.ts'
import { pgliteDatabase } from './pglite.ts'

describe('the PostgreSQL store', () => {
  it('keeps all promises while engines crash, pause and lose answers', async () => {
    const { pglite, database } = await pgliteDatabase()
    await openPostgresStore({ database })
    await pglite.exec('truncate async_invoke.item, async_invoke.lane_limit')
    // Small, since each call takes a database milliseconds: reliability:simulate-postgres runs more.
    const size = { events: 8, processes: 1, faultyForMs: 90_000 }
    const openStore = (clock: { nowMs(): number }) => openPostgresStore({ database, clock })
    const { violations, faults } = await simulateFaults({ seed: 1, remote: true, ...size, openStore })
    expect(violations).toEqual([])
    expect(Object.keys(faults).length).toBeGreaterThan(3)
  })
})
