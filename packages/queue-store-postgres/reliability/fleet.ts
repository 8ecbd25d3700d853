/**
 * Runs four workers and a writer on a server, breaks processes, server and network at random, and compares accepted with
 * delivered events. With two servers, the second one joins in the middle, and the move is killed as well.
 * `pnpm reliability:fleet --seed S --kills N [--servers 2]`
 */
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { seededRandom } from '@async-invoke/engine/internal'
import pg from 'pg'
import { runFolder } from '../../queue-store-sqlite/reliability/arguments.ts'
import { openPostgresStore, shardedStore } from '../src/index.ts'
import { type PostgresServer, startPostgresServer } from '../test/postgres-server.ts'
import { startFlakyProxy } from './flaky-proxy.ts'
import { conditionOf, type FleetSetting, fastTime, functions, limit, shardsOf } from './fleet-setting.ts'
import { LimitWatch } from './limit-watch.ts'

const { values } = parseArgs({
  options: {
    seed: { type: 'string' },
    kills: { type: 'string', default: '60' },
    servers: { type: 'string', default: '1' },
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
const setting: FleetSetting = { folder, urls, startMs }
const direct = servers.map((server) => new pg.Pool({ connectionString: server.url('postgres'), max: 2 }))
const limited = functions.slice(0, 2).map((name) => `function:${name}`)
for (const database of direct) {
  await openPostgresStore({ database })
  await database.query(fastTime(startMs))
}
const shards = shardsOf(direct)
// The second server shares nothing before it joins.
if (shards.length > 1) await (await shardedStore(shards.slice(0, 1))).stats()
const [alone, another] = direct
const store =
  alone !== undefined && another === undefined
    ? await openPostgresStore({ database: alone })
    : await shardedStore(shards)
await store.setLaneLimits?.(limited.map((lane) => ({ lane, most: limit })))

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

function start(file: string, more: Record<string, unknown> = {}): ChildProcess {
  const path = fileURLToPath(new URL(file, import.meta.url))
  const args = ['--conditions=@async-invoke/source', path, JSON.stringify({ ...setting, ...more })]
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] })
  children.add(child)
  child.once('exit', () => children.delete(child))
  return child
}

let started = 0
function startWorker(): ChildProcess {
  started += 1
  // Clocks are wrong by up to a minute.
  return start('./fleet-worker.ts', { name: String(started), skewMs: Math.round((random() * 2 - 1) * 60_000) })
}

const workers = Array.from({ length: 4 }, startWorker)
const isStopped = new Set<number>()
const counts = { kills: 0, crashes: 0, stops: 0, network: 0, moves: 0 }

async function killWorker(): Promise<void> {
  const place = Math.floor(random() * workers.length)
  const worker = workers[place]
  if (worker === undefined) return
  if (worker.exitCode !== null) throw new Error(`a worker ended by itself with code ${worker.exitCode}`)
  const exited = once(worker, 'exit')
  worker.kill('SIGKILL')
  await exited
  counts.kills += 1
  workers[place] = startWorker()
}

/** Stops a worker for longer than its leases, and lets it go on. */
async function stopWorker(): Promise<void> {
  const place = Math.floor(random() * workers.length)
  const worker = workers[place]
  if (worker === undefined || isStopped.has(place)) return
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
    const mover = start('./fleet-mover.ts')
    const exited = once(mover, 'exit')
    if (mover.stdout !== null) await once(mover.stdout, 'data')
    const isKilled = counts.moves <= 3
    if (isKilled) await Promise.race([exited, setTimeout(random() * 1_000)])
    if (isKilled) mover.kill('SIGKILL')
    const [code] = await exited
    if (code === 0) return
  }
}

const watch = new LimitWatch(direct.toReversed(), limited, limit)
const writer = start('./fleet-writer.ts')
for (const { stdout } of workers) if (stdout !== null) await once(stdout, 'data')

const underWay: Promise<void>[] = []
for (let round = 1; counts.kills < kills; round += 1) {
  await setTimeout(150 + random() * 500)
  if (round % 3 === 0) await breakNetwork()
  if (round % 6 === 2) underWay.push(stopWorker())
  if (round % 6 === 4) await crashServer()
  if (round === 3 && servers.length > 1) underWay.push(moveLanes())
  await killWorker()
}
await Promise.all(underWay)
const writerEnded = once(writer, 'exit')
writer.kill('SIGTERM')
await writerEnded

/** Number of items that are left once the queue has stayed the same for half a minute. */
async function drained(): Promise<number> {
  let left = Number.POSITIVE_INFINITY
  for (let since = Date.now(); Date.now() - since < 30_000; await setTimeout(100)) {
    const { ready, delayed, leased } = await store.stats()
    if (ready + delayed + leased !== left) since = Date.now()
    left = ready + delayed + leased
    if (left === 0) break
  }
  return left
}
const left = await drained()
await watch.end()
for (const worker of workers) {
  const exited = once(worker, 'exit')
  worker.kill('SIGTERM')
  await exited
}
await store.close()
for (const pool of direct) await pool.end()
for (const proxy of proxies) await proxy.close()
stopServers()

const linesOf = (name: string): readonly string[] =>
  existsSync(join(folder, name)) ? readFileSync(join(folder, name), 'utf8').split('\n').filter(Boolean) : []
const accepted = new Set(linesOf('accepted'))
const noted = readdirSync(folder)
  .filter((name) => name.startsWith('worker-'))
  .flatMap(linesOf)
  .map((line) => line.split(' '))
const runs = noted.filter(([fact]) => fact === 'run')
const delivered = noted.filter(([fact]) => fact === 'delivered')
const outcomes = new Map<string, Set<string>>()
for (const [, id = '', condition = ''] of delivered) outcomes.set(id, (outcomes.get(id) ?? new Set()).add(condition))
const kindOf = (id: string): string => id.split('-').at(-1) ?? ''
const lost = [...accepted].filter((id) => !outcomes.has(id))
const wrong = [...outcomes].filter(([id, found]) => found.size > 1 || !found.has(conditionOf[kindOf(id)] ?? ''))
const runsWanted: Readonly<Record<string, number>> = { ok: 1, once: 2, always: 3 }
const wanted = [...outcomes.keys()].reduce((sum, id) => sum + (runsWanted[kindOf(id)] ?? 0), 0)

const failed = lost.length + wrong.length + left + watch.exceeded > 0 || accepted.size === 0
if (failed) console.error(`fleet: FAILED; see ${folder}`, lost.slice(0, 5), wrong.slice(0, 5))
console.log(
  `fleet: seed ${seed}, kills ${counts.kills}, server crashes ${counts.crashes}, stops ${counts.stops}, ` +
    `network faults ${counts.network}, moves ${counts.moves}, accepted ${accepted.size}, extra runs ${runs.length - wanted}, ` +
    `extra deliveries ${delivered.length - outcomes.size}, wrong outcome ${wrong.length}, left in the queue ${left}, ` +
    `most leases of a limit of ${limit}: ${watch.most} in ${watch.looks} looks, lost ${lost.length}`,
)
if (failed) process.exitCode = 1
else remove()
