/**
 * `pnpm reliability:workers [--seed 1] [--events 1000] [--rounds 3]`: stops workers with all events in flight, then replaces them one after
 * the other under load. A server of PostgreSQL is started for it.
 */
import { parseArgs } from 'node:util'
import { seededRandom } from '@async-invoke/engine/internal'
import { startPostgresServer } from '../../queue-store-postgres/test/postgres-server.ts'
import { runFolder } from '../../queue-store-sqlite/reliability/arguments.ts'
import { drainTrial } from './drain-trial.ts'
import { rollingTrial } from './rolling-trial.ts'

const string = { type: 'string' } as const
const { values } = parseArgs({ options: { seed: string, events: string, rounds: string } })
const { seed = '1', events = '1000', rounds = '3' } = values
/** Longest time without an outcome that a rolling restart may cause. */
const maxPauseMs = 2_000

const { folder, remove } = runFolder('workers')
const report = (name: string, figures: object, isGood: boolean): void => {
  console.log(`${name}: ${JSON.stringify(figures)}`)
  if (!isGood) process.exitCode = 1
}

async function drain(name: string, store: string): Promise<void> {
  const held = Math.floor(Number(events) / 10)
  const figures = await drainTrial({ store, events: Number(events), held, drainSeconds: 4 })
  const { exitCode, ready, leased, lost, runTwice, tookMs } = figures
  const isReleased = ready === held && leased === 0
  report(name, figures, exitCode === 0 && isReleased && lost === 0 && runTwice === 0 && tookMs < 6_000)
}

await drain('drain of a file', `sqlite:${folder}/queue.db`)
const server = await startPostgresServer()
if ('skipped' in server) console.log(`PostgreSQL: SKIPPED, ${server.skipped}`)
else {
  // The server is no child of this process and would outlive it.
  process.once('exit', () => server.stop())
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1))
  await drain('drain of PostgreSQL', server.url('postgres'))
  const trial = {
    workers: 2,
    rounds: Number(rounds),
    eventsPerSecond: 100,
    runMs: 50,
    random: seededRandom(Number(seed)),
  }
  const figures = await rollingTrial({ store: server.url('postgres'), ...trial })
  const { lost, runTwice, longestPauseMs } = figures
  report(`rolling restart, seed ${seed}`, figures, lost === 0 && runTwice === 0 && longestPauseMs <= maxPauseMs)
}
if (process.exitCode === undefined) remove()
