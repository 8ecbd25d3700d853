import { createEngine, eventItem, type NewItem, systemClock } from '@async-invoke/engine'
import { openPostgresStore, type PostgresStore } from '@async-invoke/queue-store-postgres'
import pg from 'pg'
import { medianMs } from './median.ts'
import { median } from './rounds.ts'
import { startPostgres } from './servers/postgres.ts'
import { serverCosts } from './servers/server-costs.ts'
import { withServers } from './servers/started.ts'
import type { Row, RunOptions, Suite } from './suite.ts'

const encoder = new TextEncoder()
const state = encoder.encode('{"kind":"event","reference":{"functionName":"orders"},"failures":0,"attempts":0}')
const body = encoder.encode(JSON.stringify({ text: 'x'.repeat(1_000) }))
const batch = 100

let created = 0
function newItem(lanes: number, delayMs = 0): NewItem {
  created += 1
  return { id: `event-${created}`, lane: `function:f-${created % lanes}`, delayMs, state, body }
}

/** The parts of a measurement of full cycles that vary. */
interface Variation {
  readonly name: string
  readonly workers?: number
  readonly lanes?: number
  /** True if every lane has a limit, which is never reached. */
  readonly isLimited?: boolean
  /** Items that wait and are not due. */
  readonly backlog?: number
  /** True if a transaction is open all the time. */
  readonly isHeld?: boolean
}

const variations: readonly Variation[] = [
  { name: '4 workers, 20 lanes' },
  { name: '1 worker', workers: 1 },
  { name: '2 workers', workers: 2 },
  { name: '10,000 lanes', lanes: 10_000 },
  { name: 'every lane limited', isLimited: true },
  { name: 'while a transaction is open', isHeld: true },
  { name: 'with a backlog', backlog: 1_000_000 },
]

class Bench {
  readonly #pool: pg.Pool
  readonly #options: RunOptions

  constructor(pool: pg.Pool, options: RunOptions) {
    this.#pool = pool
    this.#options = options
  }

  /** Cycles per second: items added, claimed and settled, in batches, by each worker at the same time. */
  async cycles({ workers = 4, lanes = 20, isLimited, isHeld }: Variation): Promise<number> {
    const stores = await Promise.all(Array.from({ length: workers }, () => openPostgresStore({ database: this.#pool })))
    const most = isLimited === true ? 100_000 : null
    const limits = Array.from({ length: lanes }, (_, n) => ({ lane: `function:f-${n}`, most }))
    await stores[0]?.setLaneLimits(limits)
    const holder = isHeld === true ? await this.#pool.connect() : undefined
    await holder?.query('begin isolation level repeatable read')
    await holder?.query('select count(*) from async_invoke.meta')
    const perWorker = this.#options.short ? 1_000 : 5_000
    const left = { items: workers * perWorker }
    const startMs = performance.now()
    await Promise.all(stores.map((store) => work(store, lanes, perWorker, left)))
    const elapsedMs = performance.now() - startMs
    await holder?.query('rollback')
    holder?.release()
    return ((workers * perWorker) / elapsedMs) * 1_000
  }

  /** How many times as fast cycles are before a transaction is opened as in the last sixth of a minute of it. */
  async held(isLimited: boolean): Promise<number> {
    await this.empty()
    const partMs = this.#options.short ? 500 : 10_000
    const stores = await Promise.all(Array.from({ length: 4 }, () => openPostgresStore({ database: this.#pool })))
    const limits = Array.from({ length: 20 }, (_, n) => ({ lane: `function:f-${n}`, most: isLimited ? 100_000 : null }))
    await stores[0]?.setLaneLimits(limits)
    let done = 0
    let isEnded = false
    const all = stores.map(async (store) => {
      // Takes as many as it adds, so that the queue stays short, and those that it took for others are added before more are.
      for (let left = 0; !isEnded; ) {
        await store.enqueue(Array.from({ length: batch }, () => newItem(20)))
        for (left += batch; left > 0 && !isEnded; ) {
          const taken = await take(store)
          left -= taken
          done += taken
        }
      }
    })
    const part = async (): Promise<number> => {
      const before = done
      await pause(partMs)
      return done - before
    }
    await part()
    const free = await part()
    const holder = await this.#pool.connect()
    await holder.query('begin isolation level repeatable read')
    await holder.query('select count(*) from async_invoke.meta')
    let last = 0
    for (let sixth = 0; sixth < 6; sixth += 1) last = await part()
    await holder.query('rollback')
    holder.release()
    isEnded = true
    await Promise.all(all)
    return free / last
  }

  async fill(backlog: number): Promise<void> {
    await this.#pool.query(
      `insert into async_invoke.item(id, lane, visible, due, seq, state, body)
      select 'waiting-' || n, 'function:f-' || n % 20, 9e12::bigint, 9e12::bigint, n, '\\x', '\\x' from generate_series(1, $1::integer) n`,
      [String(backlog)],
    )
  }

  /** Waits of a quiet function, alone and while another one is flooded. */
  async fairness(): Promise<{ readonly idleMs: number; readonly floodedMs: number }> {
    const [flood, probes] = this.#options.short ? [5_000, 60] : [50_000, 300]
    return { idleMs: await this.#quietWaitMs(0, probes), floodedMs: await this.#quietWaitMs(flood, probes) }
  }

  /**
   * How long events of a quiet function wait for their runs in four engines, each with 50 slots and runs of 20 ms; the 99th
   * percentile, in milliseconds.
   */
  async #quietWaitMs(flood: number, probes: number): Promise<number> {
    await this.empty()
    const stores = await Promise.all(Array.from({ length: 4 }, () => openPostgresStore({ database: this.#pool })))
    const [queue] = stores
    const event = (functionName: string): NewItem => {
      created += 1
      return eventItem({ requestId: `event-${created}`, reference: { functionName }, payload: body }, Date.now())
    }
    for (let n = 0; n < flood; n += 1_000) await queue?.enqueue(Array.from({ length: 1_000 }, () => event('noisy')))
    const queuedAtMs = new Map<string, number>()
    const waits: number[] = []
    const engines = stores.map((store) =>
      createEngine({
        ...{ store, clock: systemClock, serves: ['noisy', 'quiet'], concurrency: 'wait', maxInFlight: 50 },
        resolve: ({ functionName }) => ({ functionArn: `arn:${functionName}`, config: {}, target: 'present' }),
        invoke: async ({ requestId }) => {
          const atMs = queuedAtMs.get(requestId)
          if (atMs !== undefined) waits.push(performance.now() - atMs)
          await pause(20)
          return { outcome: 'success', executedVersion: '$LATEST' }
        },
        deliver: async () => {},
      }),
    )
    for (let n = 0; n < probes; n += 1) {
      const item = event('quiet')
      queuedAtMs.set(item.id, performance.now())
      await queue?.enqueue([item])
      await pause(20)
    }
    while (waits.length < probes) await pause(5)
    await Promise.all(engines.map((engine) => engine.stop()))
    await Promise.all(stores.map((store) => store.close()))
    return waits.sort((a, b) => a - b)[Math.floor(waits.length * 0.99)] ?? Number.NaN
  }

  async empty(): Promise<void> {
    await this.#pool.query('truncate async_invoke.item, async_invoke.lane_limit')
  }

  /** The time of one insert of one row by itself, and of one item through the store. */
  async single(): Promise<{ readonly bareMs: number; readonly storeMs: number }> {
    const store = await openPostgresStore({ database: this.#pool })
    await this.#pool.query(
      'create table if not exists bare(id text primary key, due bigint not null, state bytea not null, body bytea not null); create index if not exists bare_due on bare(due)',
    )
    const calls = this.#options.short ? 200 : 1_000
    const bare = async (): Promise<unknown> => {
      const { id, state, body } = newItem(20)
      return this.#pool.query('insert into bare(id, due, state, body) values ($1, $2, $3, $4)', [
        ...[id, Date.now()],
        ...[Buffer.from(state), Buffer.from(body)],
      ])
    }
    return { bareMs: await medianMs(calls, bare), storeMs: await medianMs(calls, () => store.enqueue([newItem(20)])) }
  }

  /** How late four workers claim the oldest item of each claim, with 1,000 due each second; the 99th percentile in ms. */
  async lateness(): Promise<number> {
    const stores = await Promise.all(Array.from({ length: 4 }, () => openPostgresStore({ database: this.#pool })))
    const count = this.#options.short ? 2_000 : 10_000
    for (let n = 0; n < count; n += batch)
      await stores[0]?.enqueue(Array.from({ length: batch }, (_, index) => newItem(20, 5_000 + n + index)))
    const lates: number[] = []
    let left = count
    const worker = async (store: PostgresStore): Promise<void> => {
      while (left > 0) {
        const { claims, nowMs, nextInMs = 1 } = await store.claim({ max: 50, leaseMs: 60_000 })
        left -= claims.length
        const [first] = claims
        if (first === undefined) {
          await pause(Math.min(nextInMs, 20))
          continue
        }
        // One of each claim is enough: another query for all would be late itself.
        const { rows } = await this.#pool.query('select due from async_invoke.item where id = $1', [first.id])
        lates.push(nowMs - Number(rows[0]?.due))
        await store.settle(claims.map(({ token }) => ({ token, to: 'done' })))
      }
    }
    await Promise.all(stores.map(worker))
    return lates.sort((a, b) => a - b)[Math.floor(lates.length * 0.99)] ?? Number.NaN
  }
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => systemClock.wakeAt(systemClock.nowMs() + ms, () => resolve()))
}

/** Adds items, then claims and settles whatever is there until all workers together have settled what they added. */
async function work(store: PostgresStore, lanes: number, count: number, left: { items: number }): Promise<void> {
  for (let added = 0; added < count; added += batch)
    await store.enqueue(Array.from({ length: batch }, () => newItem(lanes)))
  while (left.items > 0) {
    const taken = await take(store)
    left.items -= taken
  }
}

/** Claims and settles once; returns the number of items. */
async function take(store: PostgresStore): Promise<number> {
  const { claims, nextInMs = 20 } = await store.claim({ max: batch, leaseMs: 60_000 })
  // Others have the rest in hand: to ask at once would only be in their way.
  if (claims.length === 0) await pause(Math.min(Math.max(1, nextInMs), 20))
  else await store.settle(claims.map(({ token }) => ({ token, to: 'done' })))
  return claims.length
}

async function measure(options: RunOptions, pid: number, address: string): Promise<readonly Row[]> {
  const pool = new pg.Pool({ connectionString: address, max: 20 })
  const bench = new Bench(pool, options)
  await openPostgresStore({ database: pool })
  const rates = variations.map((): number[] => [])
  const costs = variations.map((): { readonly cpuUs: number; readonly walBytes: number }[] => [])
  for (let round = 0; round < (options.short ? 1 : 3); round += 1)
    for (const [index, variation] of variations.entries()) {
      await bench.empty()
      if (variation.backlog !== undefined) await bench.fill(options.short ? 10_000 : variation.backlog)
      const before = await serverCosts(pid, address)
      rates[index]?.push(await bench.cycles(variation))
      const after = await serverCosts(pid, address)
      const events = (variation.workers ?? 4) * (options.short ? 1_000 : 5_000)
      costs[index]?.push({
        cpuUs: (after.cpuUs - before.cpuUs) / events,
        walBytes: (after.walBytes - before.walBytes) / events,
      })
    }
  const [first = []] = rates
  const rows = variations.map(({ name }, index): Row => {
    const own = rates[index] ?? []
    return {
      case: name,
      'cycles/s': Math.round(median(own)).toLocaleString('en'),
      'this : first': `${median(own.map((rate, round) => rate / (first[round] ?? rate))).toFixed(2)}x`,
      'server CPU µs/event': median((costs[index] ?? []).map(({ cpuUs }) => cpuUs)).toFixed(0),
      'WAL bytes/event': median((costs[index] ?? []).map(({ walBytes }) => walBytes)).toFixed(0),
    }
  })
  await bench.empty()
  const { bareMs, storeMs } = await bench.single()
  await bench.empty()
  const lateMs = await bench.lateness()
  await bench.empty()
  const { idleMs, floodedMs } = await bench.fairness()
  const slower = await bench.held(false)
  const limitedSlower = await bench.held(true)
  await pool.end()
  const ofBare = (storeMs / bareMs).toFixed(2)
  return [
    ...rows,
    { case: `one item queued, p50 ${storeMs.toFixed(2)} ms: ${ofBare}x of an insert of its row` },
    {
      case: `an event waits at p99 ${idleMs.toFixed(0)} ms idle, ${floodedMs.toFixed(0)} ms while another function is flooded: ${(floodedMs / idleMs).toFixed(2)}x`,
    },
    {
      case: `the last 10 s of a minute with a transaction open: ${slower.toFixed(2)} times as long per item as before, ${limitedSlower.toFixed(2)} times with every lane limited`,
    },
    { case: `1,000 items due each second, claimed late at p99: ${lateMs.toFixed(0)} ms` },
  ]
}

const suite: Suite = {
  title: 'The store on PostgreSQL',
  note: 'A cycle is an item of 1 KB added, claimed and settled, in batches of 100, by 4 workers on 20 lanes unless the case says otherwise; workers share a process. Goals: limited 0.5x, an open transaction 0.5x and after a minute twice the time, one item 1.3x of its bare insert, 100 ms late at p99, waits under a flood 2x. Medians of interleaved rounds.',
  run: (options) =>
    withServers([startPostgres], async ([server = { skipped: 'it was not started' }]) =>
      'skipped' in server ? [{ case: `SKIPPED: ${server.skipped}` }] : measure(options, server.pid, server.address),
    ),
}

export default suite
