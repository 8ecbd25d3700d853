import type { QueueFigures } from './queue-peers/case.ts'
import { type Contender, type Mode, queueRounds } from './queue-peers/rounds.ts'
import { median } from './rounds.ts'
import { startPostgres } from './servers/postgres.ts'
import { startRedis } from './servers/redis.ts'
import { type Started, withServers } from './servers/started.ts'
import type { Row, RunOptions, Suite } from './suite.ts'

interface Peer extends Pick<Contender, 'title' | 'file' | 'singles'> {
  readonly server: 'postgres' | 'redis'
  /** What it can do besides what all can. */
  readonly also?: Mode
}

const peers: readonly Peer[] = [
  {
    ...{ title: 'this store, 20 lanes', file: 'async-invoke-postgres' },
    ...{ singles: 20_000, server: 'postgres', also: 'delivered' },
  },
  {
    ...{ title: 'bare SKIP LOCKED loop: no lanes, no fences', file: 'skip-locked' },
    ...{ singles: 4_000, server: 'postgres', also: 'delivered' },
  },
  { title: 'pg-boss: one queue', file: 'pg-boss', singles: 4_000, server: 'postgres', also: 'delivered' },
  { title: 'graphile-worker: local queue of 500', file: 'graphile-worker', singles: 4_000, server: 'postgres' },
  { title: 'BullMQ: Redis that always flushes', file: 'bullmq', singles: 10_000, server: 'redis' },
]

const modes: readonly { readonly mode: Mode; readonly name: string }[] = [
  { mode: 'batched', name: 'in batches' },
  { mode: 'singles', name: 'one by one' },
  { mode: 'delivered', name: 'in batches, each with a delivery' },
]

/** Figures of a queue in a round. */
interface Seen {
  readonly cycles: number
  readonly cpuUs: number
  readonly walBytes: number
}

const seenOf = ({ cycles, costs }: QueueFigures): Seen => ({
  ...{ cycles, cpuUs: costs?.cpuUs ?? Number.NaN, walBytes: costs?.walBytes ?? Number.NaN },
})

async function rowsOf({ mode, name }: (typeof modes)[number], contenders: readonly Contender[], { short }: RunOptions) {
  const rounds = await queueRounds(contenders, mode, short ? { rounds: 1, share: 0.1 } : { rounds: 5, share: 0.5 })
  const ofPeer = (index: number): readonly Seen[] => rounds.map((round) => seenOf(round[index] as QueueFigures))
  const ours = ofPeer(0)
  return contenders.map(({ title }, index): Row => {
    const own = ofPeer(index)
    const middle = (of: (seen: Seen) => number): number => median(own.map(of))
    const ratio = (of: (seen: Seen) => number): string =>
      `${median(own.map((seen, round) => of(ours[round] ?? seen) / of(seen))).toFixed(2)}x`
    const walBytes = middle((seen) => seen.walBytes)
    return {
      queue: title,
      events: name,
      'cycles/s': Math.round(middle(({ cycles }) => cycles)).toLocaleString('en'),
      'ours : this': ratio(({ cycles }) => cycles),
      'server CPU µs/event': middle(({ cpuUs }) => cpuUs).toFixed(0),
      'ours : this, CPU': ratio(({ cpuUs }) => cpuUs),
      'WAL bytes/event': walBytes === 0 ? '' : walBytes.toFixed(0),
    }
  })
}

async function measure(options: RunOptions, servers: Readonly<Record<Peer['server'], Started>>): Promise<Row[]> {
  const rows: Row[] = []
  const isStarted = (peer: Peer): boolean => !('skipped' in servers[peer.server])
  for (const each of modes) {
    const contenders = peers
      .filter((peer) => isStarted(peer) && (each.mode !== 'delivered' || peer.also === 'delivered'))
      .map(
        ({ server, also, ...peer }): Contender => ({
          ...peer,
          ...(servers[server] as { address: string; pid: number }),
        }),
      )
    rows.push(...(await rowsOf(each, contenders, options)))
  }
  for (const { title, server } of peers) {
    const started = servers[server]
    if ('skipped' in started) rows.push({ queue: `${title}: SKIPPED: ${started.skipped}` })
  }
  return rows
}

const none: Started = { skipped: 'it was not started' }

const suite: Suite = {
  title: 'PostgreSQL store: beside other queues',
  note: 'A cycle is an event of 1 KB added, claimed, parsed and removed. In batches, they are added in 4 concurrent calls of 100, as an engine makes them; one by one, 64 callers each add an event and wait until it is on disk, here through an engine, which groups such calls. They are removed in 4 concurrent calls of 500, 64 at a time by BullMQ, or as is fastest for graphile-worker. With a delivery, the end of each event queues a record of it in the same commit, which is claimed and removed too; the other queues have no such commit. Every commit is flushed. Each queue works for 2 s before, and its dead rows are removed. Processor time and log are the whole server’s. Medians of interleaved rounds. Goals in batches: 0.5x of the bare loop, 1.5x of pg-boss and of graphile-worker.',
  run: (options) =>
    withServers([startPostgres, startRedis], async ([postgres = none, redis = none]) =>
      'skipped' in postgres ? [{ queue: `SKIPPED: ${postgres.skipped}` }] : measure(options, { postgres, redis }),
    ),
}

export default suite
