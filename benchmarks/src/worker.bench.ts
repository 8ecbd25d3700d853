import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { createEngine, eventItem, type Invoke, type QueueStore, systemClock } from '@async-invoke/engine'
import { createHttpInvoker } from '@async-invoke/invokers/http'
import { createModuleInvoker } from '@async-invoke/local-runtime/module-invoker'
import { openPostgresStore } from '@async-invoke/queue-store-postgres'
import { openSqliteStore } from '@async-invoke/queue-store-sqlite'
import pg from 'pg'
import { startEndpoint } from '../../packages/cli/reliability/endpoint.ts'
import { startWorker, type WorkerProcess } from '../../packages/cli/reliability/worker-process.ts'
import { startPostgresServer } from '../../packages/queue-store-postgres/test/postgres-server.ts'
import { removeFolder, temporaryFolder } from './servers/temporary-folder.ts'
import type { Row, Suite } from './suite.ts'

const slots = 50

/** Outcomes a second, from the first to the last. */
class Rate {
  #firstMs = 0
  #lastMs = 0
  #count = 0

  note(): void {
    this.#lastMs = performance.now()
    if (this.#count === 0) this.#firstMs = this.#lastMs
    this.#count += 1
  }

  get count(): number {
    return this.#count
  }

  get perSecond(): number {
    return ((this.#count - 1) / (this.#lastMs - this.#firstMs)) * 1_000
  }
}

async function fill(store: QueueStore, events: number, delayMs = 0, name = 'event'): Promise<void> {
  const items = Array.from({ length: events }, (_, index) => ({
    ...eventItem({ requestId: `${name}-${index}`, reference: { functionName: 'orders' } }, Date.now()),
    delayMs,
  }))
  for (let first = 0; first < events; first += 1_000) await store.enqueue(items.slice(first, first + 1_000))
}

/** An engine of the same store and invoker in this process, without the command around it. */
async function engineAlone(path: string, events: number, invoke: Invoke): Promise<number> {
  const store = await openSqliteStore({ path, clock: systemClock })
  await fill(store, events)
  const rate = new Rate()
  const engine = createEngine({
    ...{ store, invoke, clock: systemClock, serves: ['orders'], concurrency: 'wait', maxInFlight: slots },
    resolve: () => ({
      functionArn: 'arn:aws:lambda:us-east-1:123456789012:function:orders',
      config: {},
      target: 'present',
    }),
    deliver: async () => {},
    onTimeline: ({ type }) => type === 'decided' && rate.note(),
  })
  await engine.drained()
  await engine.stop()
  await store.close()
  return rate.perSecond
}

async function workers(address: string, events: number, invoke: string, count = 1): Promise<number> {
  const rate = new Rate()
  const args = ['--store', address, '--invoke', invoke, '--functions', 'orders', '--concurrency', String(slots)]
  const onLine = (line: string): void => {
    if (line.includes('"type":"ended"')) rate.note()
  }
  const running: WorkerProcess[] = []
  try {
    running.push(...(await Promise.all(Array.from({ length: count }, () => startWorker(args, onLine)))))
    while (rate.count < events) await setTimeout(20)
    return rate.perSecond
  } finally {
    await Promise.all(running.map((worker) => worker.stop()))
  }
}

/** Memory of a process, in MiB. */
function residentOf(pid: number): number {
  return Number(/^VmRSS:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) / 1_024
}

const suite: Suite = {
  title: 'async-invoke work',
  note: 'Outcomes a second, from the first to the last, in turns. One worker beside an engine alone with the same store in a file, invoker and slots (goal 0.8x); workers on PostgreSQL beside one; resident memory with 100,000 waiting events beside none (Linux).',
  async run({ short }) {
    const [events, rounds] = short ? [500, 1] : [4_000, 3]
    const folder = temporaryFolder()
    try {
      const rows: Row[] = []
      const file = join(folder, 'noop.mjs')
      writeFileSync(file, 'export const handler = () => {}')
      const modules = await createModuleInvoker({ functions: { orders: { file } }, onLine: () => {} })
      const endpoint = await startEndpoint(20)
      const kinds = [
        { name: 'no-op module', invoke: modules.invoke, how: file },
        { name: '20 ms behind HTTP', invoke: createHttpInvoker({ url: endpoint.url }), how: endpoint.url },
      ]
      let files = 0
      const newPath = (): string => {
        files += 1
        return join(folder, `${files}.db`)
      }
      for (const { name, invoke, how } of kinds) {
        const [alone, worked]: [number[], number[]] = [[], []]
        for (let round = 0; round < rounds; round += 1) {
          alone.push(await engineAlone(newPath(), events, invoke))
          const path = newPath()
          const store = await openSqliteStore({ path, clock: systemClock })
          await fill(store, events)
          await store.close()
          worked.push(await workers(`sqlite:${path}`, events, how))
        }
        rows.push(rowOf(`engine alone, ${name}`, middle(alone), middle(alone)))
        rows.push(rowOf(`work, ${name}`, middle(worked), middle(alone)))
      }
      await modules.close()
      endpoint.close()
      rows.push(...(await onPostgres(short ? 500 : 4_000, short ? 2_000 : 100_000)))
      return rows
    } finally {
      removeFolder(folder)
    }
  },
}

async function onPostgres(events: number, waiting: number): Promise<readonly Row[]> {
  const server = await startPostgresServer()
  if ('skipped' in server) return [{ name: `PostgreSQL: SKIPPED, ${server.skipped}` }]
  // The server is no child of this process and would outlive it.
  process.once('exit', () => server.stop())
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1))
  const url = server.url('postgres')
  const pool = new pg.Pool({ connectionString: url, max: 4 })
  const endpoint = await startEndpoint(50)
  try {
    const store = await openPostgresStore({ database: pool })
    const rows: Row[] = []
    let one = Number.NaN
    for (const count of [1, 2, 4]) {
      await fill(store, events, 0, `of-${count}`)
      const perSecond = await workers(url, events, endpoint.url, count)
      if (count === 1) one = perSecond
      rows.push(rowOf(`work on PostgreSQL, 50 ms, ${count} × ${slots} slots`, perSecond, one))
    }
    const resident = async (): Promise<number> => {
      const worker = await startWorker(['--store', url, '--invoke', endpoint.url, '--functions', 'orders'])
      await setTimeout(10_000)
      const mebibytes = residentOf(worker.pid)
      await worker.stop()
      return mebibytes
    }
    const empty = await resident()
    await fill(store, waiting, 3_600_000, 'waiting')
    const full = await resident()
    return [
      ...rows,
      {
        name: `memory with ${waiting.toLocaleString('en')} waiting events`,
        'outcomes/s': '',
        ratio: `${(full / empty).toFixed(2)}x of ${empty.toFixed(0)} MiB`,
      },
    ]
  } finally {
    endpoint.close()
    await pool.end()
  }
}

function middle(values: readonly number[]): number {
  return values.toSorted((one, other) => one - other)[values.length >> 1] ?? Number.NaN
}

function rowOf(name: string, perSecond: number, reference: number): Row {
  return {
    name,
    'outcomes/s': Math.round(perSecond).toLocaleString('en'),
    ratio: `${(perSecond / reference).toFixed(2)}x`,
  }
}

export default suite
