/**
 * Measures what an event costs a PostgreSQL server and a worker, computes what 10,000 and 100,000 events a second need, simulates
 * the busiest database, and writes `docs/sizing.md`. `pnpm sizing`
 */
import { writeFileSync } from 'node:fs'
import { startPostgres } from './src/servers/postgres.ts'
import { withServers } from './src/servers/started.ts'
import { eventCosts } from './src/sizing/event-costs.ts'
import { sizingPage } from './src/sizing/sizing-page.ts'

const page = new URL('../docs/sizing.md', import.meta.url)

await withServers([startPostgres], async ([server = { skipped: 'it was not started' }]) => {
  if ('skipped' in server) return console.log(`SKIPPED: ${server.skipped}`)
  writeFileSync(page, sizingPage(await eventCosts(server.pid, server.address)))
})
