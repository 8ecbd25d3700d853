import type { QueueFigures } from './queue-peers/case.ts'
import { type Contender, queueRounds } from './queue-peers/rounds.ts'
import { median } from './rounds.ts'
import { startPostgres } from './servers/postgres.ts'
import { serverCosts } from './servers/postgres-costs.ts'
import { withServers } from './servers/started.ts'
import type { Row, RunOptions, Suite } from './suite.ts'

const peers = [
  { title: 'this store, 20 lanes', file: 'async-invoke-postgres' },
  { title: 'bare SKIP LOCKED loop: no lanes, no fences', file: 'skip-locked' },
  { title: 'pg-boss: one queue', file: 'pg-boss' },
  { title: 'graphile-worker: local queue of 500', file: 'graphile-worker' },
] as const
/** The events of a round, its warm-up included. */
const eventsOf = (share: number): number => 20_000 * share + 500

interface Seen extends QueueFigures {
  readonly cpuUs: number
  readonly walBytes: number
}

async function measure({ short }: RunOptions, pid: number, address: string): Promise<readonly Row[]> {
  const [rounds, share] = short ? [1, 0.1] : [5, 0.5]
  const seen = peers.map((): Seen[] => [])
  for (let round = 0; round < rounds; round += 1)
    for (const [index, { title, file }] of peers.entries()) {
      const contender: Contender = { title, file, address, singles: 0 }
      const before = await serverCosts(pid, address)
      const [[figures] = []] = await queueRounds([contender], 'batched', { rounds: 1, share })
      const after = await serverCosts(pid, address)
      if (figures === undefined) continue
      const per = (total: number): number => total / eventsOf(share)
      seen[index]?.push({
        ...figures,
        cpuUs: per(after.cpuUs - before.cpuUs),
        walBytes: per(after.walBytes - before.walBytes),
      })
    }
  const [ours = []] = seen
  return peers.map(({ title }, index) => {
    const own = seen[index] ?? []
    const ratio = (of: (figures: Seen) => number): string =>
      `${median(own.map((figures, round) => of(ours[round] ?? figures) / of(figures))).toFixed(2)}x`
    return {
      queue: title,
      'cycles/s': Math.round(median(own.map(({ cycles }) => cycles))).toLocaleString('en'),
      'ours : this': ratio(({ cycles }) => cycles),
      'server CPU µs/event': median(own.map(({ cpuUs }) => cpuUs)).toFixed(0),
      'ours : this, CPU': ratio(({ cpuUs }) => cpuUs),
      'WAL bytes/event': median(own.map(({ walBytes }) => walBytes)).toFixed(0),
    }
  })
}

const suite: Suite = {
  title: 'PostgreSQL store: beside other queues',
  note: 'Events of 1 KB, added, claimed, parsed and removed: added in 4 concurrent calls of 100, removed in 4 concurrent calls of 500, or as is fastest for graphile-worker. Every commit is flushed. Processor time and log are the whole server’s, its checkpoints and vacuum included. Medians of interleaved rounds. Goals: 0.5x of the bare loop, 1.5x of pg-boss and of graphile-worker.',
  run: (options) =>
    withServers([startPostgres], async ([server = { skipped: 'it was not started' }]) =>
      'skipped' in server ? [{ queue: `SKIPPED: ${server.skipped}` }] : measure(options, server.pid, server.address),
    ),
}

export default suite
