import type { QueueFigures } from './queue-peers/case.ts'
import { type Contender, queueRounds, type Rounds } from './queue-peers/rounds.ts'
import { median } from './rounds.ts'
import { startPostgres } from './servers/postgres.ts'
import { startRedis } from './servers/redis.ts'
import { slowDisk } from './servers/slow-disk.ts'
import { type Started, withServers } from './servers/started.ts'
import type { Row, Suite } from './suite.ts'

const ours: Contender = { title: 'this store', file: 'async-invoke', singles: 20_000 }
const peers = [
  { title: 'BullMQ, Redis that always flushes', file: 'bullmq', singles: 10_000, server: 0 },
  { title: 'graphile-worker, PostgreSQL', file: 'graphile-worker', singles: 2_000, server: 1 },
  { title: 'pg-boss, PostgreSQL', file: 'pg-boss', singles: 2_000, server: 1 },
]
const modes: Readonly<Record<'singles' | 'batched', string>> = { singles: '64 callers', batched: 'in batches' }
const whole = (value: number): string => Math.round(value).toLocaleString('en')

async function rowsOf(servers: readonly Started[], disk: string, rounds: Rounds): Promise<Row[]> {
  const contenders = [ours]
  const skipped: Row[] = []
  for (const { server, ...peer } of peers) {
    const started = servers[server] ?? { skipped: 'no server' }
    if ('skipped' in started) skipped.push({ name: `${peer.title}${disk}: SKIPPED: ${started.skipped}` })
    else contenders.push({ ...peer, address: started.address })
  }
  const rows: Row[] = []
  for (const mode of ['singles', 'batched'] as const) {
    const seen = await queueRounds(contenders, mode, rounds)
    for (const [index, { title }] of contenders.entries()) {
      const columns = (of: (figures: QueueFigures) => number): readonly [string, string] => {
        const own = seen.map((figures) => of(figures[index] as QueueFigures))
        const ratio = median(seen.map((figures, round) => of(figures[0] as QueueFigures) / (own[round] as number)))
        return [whole(median(own)), index === 0 ? '' : `${ratio.toFixed(1)}x`]
      }
      const [adds, addsRatio] = columns((figures) => figures.adds)
      const [cycles, cyclesRatio] = columns((figures) => figures.cycles)
      const name = `${title}, ${modes[mode]}${disk}`
      rows.push({
        name,
        'adds/s': adds,
        'ours : this': addsRatio,
        'cycles/s': cycles,
        'ours : this, cycles': cyclesRatio,
      })
    }
  }
  return [...rows, ...skipped]
}

const measure = (disk: string, rounds: Rounds): Promise<Row[]> =>
  withServers([() => startRedis(rounds.env), () => startPostgres(rounds.env)], (servers) =>
    rowsOf(servers, disk, rounds),
  )

const suite: Suite = {
  title: 'SQLite store: beside queues that are servers',
  note: 'Events of 1 KB as JSON, every add on disk before it is acknowledged; a cycle is an event added, claimed, parsed and removed. Events are added one by one by 64 callers, or in 4 concurrent calls of 100; they are removed as is fastest for each queue: 4 concurrent calls of 500 (ours, pg-boss), 64 at a time (BullMQ), a local queue of 500 and batched completions (graphile-worker). Servers on the same machine, PostgreSQL with 512 MB of buffers. Each queue works for 2 s before. Medians of interleaved rounds.',
  async run({ short }) {
    const effort = short ? { rounds: 1, share: 0.1 } : { rounds: 5, share: 1 }
    const asIs = await measure('', effort)
    const slow = slowDisk()
    if ('skipped' in slow) return [...asIs, { name: `SKIPPED with 1 ms per flush: ${slow.skipped}` }]
    try {
      return [...asIs, ...(await measure(', 1 ms per flush', { ...effort, share: effort.share / 2, env: slow.env }))]
    } finally {
      slow.remove()
    }
  },
}

export default suite
