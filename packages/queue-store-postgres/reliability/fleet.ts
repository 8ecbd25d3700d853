/**
 * Runs four workers and a writer on a server, breaks processes, server and network at random, and checks the facts that all of them
 * noted. With two servers, the second one joins in the middle, and the move is killed as well.
 * `pnpm reliability:fleet --seed S --kills N [--servers 2] [--broken NAME]`
 */
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { setTimeout } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { seededRandom } from '@async-invoke/engine/internal'
import pg from 'pg'
import { runFolder } from '../../queue-store-sqlite/reliability/arguments.ts'
import { openPostgresStore, shardedStore } from '../src/index.ts'
import { type PostgresServer, startPostgresServer } from '../test/postgres-server.ts'
import { startFlakyProxy } from './flaky-proxy.ts'
import { breakSchema } from './fleet-breakages.ts'
import { noteEffects } from './fleet-effects.ts'
import { FleetFacts } from './fleet-facts.ts'
import { reportOf } from './fleet-report.ts'
import { type FleetSetting, fastTime, limit, limited, shardsOf } from './fleet-setting.ts'

const { values } = parseArgs({
  options: {
    seed: { type: 'string' },
    kills: { type: 'string', default: '60' },
    servers: { type: 'string', default: '1' },
    broken: { type: 'string' },
  },
})
const seed = Number(values.seed ?? Date.now() % 1_000_000)
const [kills, serverCount] = [Number(values.kills), Number(values.servers)]
if (![seed, kills, serverCount].every(Number.isInteger) || kills < 1 || serverCount < 1 || serverCount > 2)
  throw new RangeError('--seed, --kills and --servers must be integers, --kills at least 1, --servers 1 or 2')
const random = seededRandom(seed)
const pick = <Item>(items: readonly Item[]): Item => items[Math.floor(random() * items.length)] as Item

const servers: PostgresServer[] = []
for (let n = 0; n < serverCount; n += 1) {
  const server = await startPostgresServer()
  if ('skipped' in server) {
    console.log(`fleet: SKIPPED, ${server.skipped}`)
    process.exit()
  }
  servers.push(server)
}
const { folder, remove } = runFolder('fleet')
const startMs = Date.now()
const proxies = await Promise.all(servers.map(({ port }) => startFlakyProxy(port)))
const urls = servers.map((server, index) => server.url('postgres', proxies[index]?.port))
const setting: Omit<FleetSetting, 'name'> = { folder, urls, startMs, broken: values.broken }
const direct = servers.map((server) => new pg.Pool({ connectionString: server.url('postgres'), max: 2 }))
for (const database of direct) {
  database.on('error', () => {})
  await openPostgresStore({ database })
  // Its time runs as fast as the workers'.
  await database.query(`create or replace function async_invoke.now_ms(virtual_now bigint default null) returns bigint
    language sql volatile as $sql$ select ${fastTime(startMs, 'clock_timestamp()')} $sql$`)
  await database.query(noteEffects(startMs))
  await breakSchema(database, values.broken)
}
const shards = shardsOf(direct)
// The second server shares nothing before it joins.
if (shards.length > 1) await (await shardedStore(shards.slice(0, 1))).stats()
const [alone, another] = direct
const store =
  alone !== undefined && another === undefined
    ? await openPostgresStore({ database: alone })
    : await shardedStore(shards)
await store.setLaneLimits?.(limited.map((name) => ({ lane: `function:${name}`, most: limit })))

const children = new Set<ChildProcess>()
function stopServers(): void {
  for (const server of servers.splice(0)) server.stop()
}
// A server is no child of this process and would outlive it.
process.once('exit', () => {
  for (const child of children) child.kill('SIGKILL')
  stopServers()
})
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1))

function start(file: string, name: string, more: Record<string, unknown> = {}): ChildProcess {
  const path = fileURLToPath(new URL(file, import.meta.url))
  const args = ['--conditions=@async-invoke/source', path, JSON.stringify({ ...setting, name, ...more })]
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] })
  children.add(child)
  child.once('exit', () => children.delete(child))
  return child
}

interface Worker {
  readonly name: string
  readonly child: ChildProcess
}

let started = 0
function startWorker(): Worker {
  started += 1
  const name = `w${started}`
  // Clocks are wrong by up to a minute.
  return { name, child: start('./fleet-worker.ts', name, { skewMs: Math.round((random() * 2 - 1) * 60_000) }) }
}

const workers = Array.from({ length: 4 }, startWorker)
const isStopped = new Set<number>()
const counts = { kills: 0, crashes: 0, stops: 0, network: 0, moves: 0 }

/** A stopped worker is left to go on: late owners are what stops are for. */
function placeOfRunning(): number {
  return pick([...workers.keys()].filter((place) => !isStopped.has(place)))
}

async function killWorker(): Promise<void> {
  const place = placeOfRunning()
  const worker = workers[place]
  if (worker === undefined) return
  const { name, child } = worker
  if (child.exitCode !== null) throw new Error(`${name} ended by itself with code ${child.exitCode}`)
  const exited = once(child, 'exit')
  child.kill('SIGKILL')
  await exited
  new FleetFacts({ folder, startMs, name }).note({ type: 'crashed' })
  counts.kills += 1
  workers[place] = startWorker()
}

/** Stops a worker for longer than its leases, and lets it go on. */
async function stopWorker(): Promise<void> {
  const place = placeOfRunning()
  const worker = workers[place]?.child
  if (worker === undefined) return
  isStopped.add(place)
  counts.stops += 1
  worker.kill('SIGSTOP')
  await setTimeout(4_000)
  worker.kill('SIGCONT')
  isStopped.delete(place)
}

async function breakNetwork(): Promise<void> {
  counts.network += 1
  const kind = pick(['cut', 'stalled', 'half-open', 'slow'] as const)
  const proxy = pick(proxies)
  if (kind === 'cut') return proxy.cut()
  proxy.mode = kind
  await setTimeout(200 + random() * 800)
  proxy.mode = 'open'
}

/** Lets calls arrive when the leases that they are about have ended, and their processes have asked again. */
function holdCallsUp(): void {
  counts.network += 1
  pick(proxies).holdUp(4_000)
}

async function crashServer(): Promise<void> {
  counts.crashes += 1
  const server = pick(servers)
  server.crash()
  await setTimeout(random() * 300)
  server.start()
}

/** Lets the second server join, by processes that are killed in the middle until one comes to its end. */
async function moveLanes(): Promise<void> {
  for (;;) {
    counts.moves += 1
    const mover = start('./fleet-mover.ts', `m${counts.moves}`)
    const exited = once(mover, 'exit')
    if (mover.stdout !== null) await once(mover.stdout, 'data')
    const isKilled = counts.moves <= 3
    if (isKilled) await Promise.race([exited, setTimeout(random() * 1_000)])
    if (isKilled) mover.kill('SIGKILL')
    const [code] = await exited
    if (code === 0) return
  }
}

const writer = start('./fleet-writer.ts', 'writer')
for (const { child } of workers) if (child.stdout !== null) await once(child.stdout, 'data')

const underWay: Promise<void>[] = []
for (let round = 1; counts.kills < kills; round += 1) {
  await setTimeout(150 + random() * 500)
  if (round % 3 === 0) await breakNetwork()
  if (round % 6 === 2) underWay.push(stopWorker())
  if (round % 6 === 4) await crashServer()
  if (round % 6 === 5) holdCallsUp()
  if (round === 3 && servers.length > 1) underWay.push(moveLanes())
  await killWorker()
}
await Promise.all(underWay)
const writerEnded = once(writer, 'exit')
writer.kill('SIGTERM')
await writerEnded

/** Number of items that are left once the queue has stayed the same for half a minute; a broken store is given up earlier. */
async function drained(): Promise<number> {
  const patienceMs = values.broken === undefined ? 30_000 : 15_000
  let left = Number.POSITIVE_INFINITY
  for (let since = Date.now(); Date.now() - since < patienceMs; await setTimeout(100)) {
    const { ready, delayed, leased } = await store.stats()
    if (ready + delayed + leased !== left) since = Date.now()
    left = ready + delayed + leased
    if (left === 0) break
  }
  return left
}
const left = await drained()
for (const { child } of workers) {
  const exited = once(child, 'exit')
  child.kill('SIGTERM')
  await exited
}
await store.close()
const { violations, text } = await reportOf({ folder, databases: direct, left })
for (const pool of direct) await pool.end()
for (const proxy of proxies) await proxy.close()
stopServers()

for (const violation of violations.slice(0, 20)) console.error(`fleet: ${violation}`)
if (violations.length > 0) console.error(`fleet: FAILED; see ${folder}`)
console.log(
  `fleet: seed ${seed}, kills ${counts.kills}, server crashes ${counts.crashes}, stops ${counts.stops}, ` +
    `network faults ${counts.network}, moves ${counts.moves}, ${text}`,
)
if (violations.length > 0) process.exitCode = 1
if (violations.length === 0 || values.broken !== undefined) remove()
