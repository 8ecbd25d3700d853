import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { json, text } from 'node:stream/consumers'
import { setTimeout } from 'node:timers/promises'
import { eventItem, systemClock } from '@async-invoke/engine'
import { startLocalRuntime } from '@async-invoke/local-runtime'
import { openSqliteStore } from '@async-invoke/queue-store-sqlite'
import { openSqsStore } from '@async-invoke/queue-store-sqs'
import { Pool } from 'pg'
import { afterAll, beforeAll, beforeEach, describe, expect, inject, it } from 'vitest'
import type { TestServer } from '../../queue-store-postgres/test/global-server.ts'
import { startTestServer } from '../../queue-store-sqs/test/fauxqs-server.ts'
import { drainTrial } from '../reliability/drain-trial.ts'
import { type Ran, runBuilt } from './run-built.ts'
import { runHere } from './run-here.ts'

let folder: string
let queue: string
let number = 0

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'async-invoke-work-'))
  await writeFile(
    join(folder, 'handler.mjs'),
    `export const handler = async (event, context) => {
  if (event.throws) throw new Error('no items')
  if (event.sleeps) await new Promise((resolve) => setTimeout(resolve, event.sleeps))
  console.log(context.functionName, event.n)
}`,
  )
})
afterAll(() => rm(folder, { recursive: true, force: true }))
beforeEach(() => {
  queue = join(folder, `queue-${++number}.db`)
})

/** Puts events into the queue, as another program would. */
async function enqueue(
  ...events: readonly (readonly [functionName: string, payload: { readonly [name: string]: number | boolean }])[]
) {
  const store = await openSqliteStore({ path: queue, clock: systemClock })
  await store.enqueue(
    events.map(([functionName, payload], index) =>
      eventItem({ requestId: `event-${index}`, reference: { functionName }, payload }, Date.now()),
    ),
  )
  await store.close()
}

async function left(): Promise<number> {
  const store = await openSqliteStore({ path: queue, clock: systemClock })
  const { ready, delayed, leased } = await store.stats()
  await store.close()
  return ready + delayed + leased
}

/** Answers as the Runtime Interface Emulator does, and counts its requests: in all, and the most at a time. */
async function startEmulator() {
  let [runs, now, most] = [0, 0, 0]
  const server = createServer(async (request, response) => {
    runs += 1
    now += 1
    most = Math.max(most, now)
    const { throws } = (await json(request)) as { readonly throws?: boolean }
    // Long enough for the next event to come, if it does not wait.
    await setTimeout(20)
    now -= 1
    response.end(throws === true ? '{"errorType":"Error","errorMessage":"no items"}' : '{}')
  })
  await once(server.listen(0, '127.0.0.1'), 'listening')
  const { port } = server.address() as AddressInfo
  return { url: `http://127.0.0.1:${port}`, runs: () => runs, most: () => most, close: () => server.close() }
}

type Line = Readonly<Record<string, unknown>>

/** Runs a worker until a line says that it is time to stop it. */
async function workUntil(isDone: (lines: readonly Line[]) => boolean, args: readonly string[]) {
  const lines: Line[] = []
  let isStopped = false
  const ran: Ran = await runBuilt(
    ['work', ...(args.includes('--store') ? [] : ['--store', `sqlite:${queue}`]), ...args],
    {
      cwd: folder,
      started(child) {
        if (child.stdout === null) return
        createInterface({ input: child.stdout }).on('line', (line) => {
          lines.push(JSON.parse(line))
          if (isStopped || !isDone(lines)) return
          isStopped = true
          child.kill('SIGTERM')
        })
      },
    },
  )
  return { ...ran, lines }
}

const count = (lines: readonly Line[], type: string) => lines.filter((line) => line.type === type).length

describe('async-invoke work', () => {
  it('runs the events of its functions by a handler, tells each outcome in a line, and leaves others', async () => {
    await enqueue(['orders', { n: 1 }], ['refunds', { n: 2 }], ['orders', { n: 3 }])
    const args = ['--invoke', 'handler.mjs', '--functions', 'orders']
    const { code, lines, stderr } = await workUntil((lines) => count(lines, 'ended') === 2, args)
    expect(stderr).toBe('')
    expect(code).toBe(0)
    const ended = lines.filter(({ type }) => type === 'ended')
    expect(ended.map(({ requestId, condition, level }) => [requestId, condition, level]).sort()).toEqual([
      ['event-0', 'Success', 'info'],
      ['event-2', 'Success', 'info'],
    ])
    expect(lines).toContainEqual(expect.objectContaining({ type: 'output', functionName: 'orders' }))
    expect(count(lines, 'created')).toBe(0)
    expect(await left()).toBe(1)
  })

  it('keeps running while its queue is empty, and answers probes and scrapes on the loopback interface', async () => {
    const answers: string[] = []
    const ask = async (url: string): Promise<void> => {
      const response = await fetch(url)
      answers.push(`${response.status} ${await response.text()}`)
    }
    const args = ['--invoke', 'handler.mjs', '--functions', 'orders', '--worker', 'w-1']
    const ran = await runBuilt(['work', '--store', `sqlite:${queue}`, ...args], {
      cwd: folder,
      started: (child) =>
        void child.stdout?.once('data', async (line) => {
          const { health } = JSON.parse(String(line).split('\n')[0] ?? '')
          for (const path of ['/healthz', '/readyz', '/metrics']) await ask(health + path)
          // A worker with nothing to wait for would have ended by itself, long before the signal.
          await setTimeout(1_500)
          child.kill('SIGTERM')
        }),
    })
    expect(ran).toMatchObject({ code: 0, stdout: expect.stringContaining('"type":"stopping"') })
    expect(ran.stdout).toContain('"health":"http://127.0.0.1:')
    // Nothing was enqueued, so the file is new.
    expect(ran.stdout).toMatch(/^\{"level":"warn","type":"created",.*"file":".*\.db"\}$/m)
    expect(answers).toEqual(['200 ok\n', '200 ready\n', expect.stringMatching(/^200 # TYPE/)])
    expect(answers.at(-1)).toMatch(/^async_invoke_queue_items\{state="ready",worker="w-1",version="[\d.]+"\} 0$/m)
  })

  it('takes functions and settings from the configuration file, and warns of events that failed for good', async () => {
    await writeFile(
      join(folder, 'work.json'),
      JSON.stringify({
        functions: {
          orders: { file: 'handler.mjs', eventInvokeConfigs: { $LATEST: { MaximumRetryAttempts: 0 } } },
        },
      }),
    )
    await enqueue(['orders', { throws: true }])
    const { lines } = await workUntil((lines) => count(lines, 'ended') === 1, ['work.json', '--log-level', 'warn'])
    expect(lines).toEqual([
      expect.objectContaining({
        level: 'warn',
        type: 'ended',
        requestId: 'event-0',
        condition: 'RetriesExhausted',
        statusCode: 200,
        errorType: 'Error',
        errorMessage: 'no items',
      }),
    ])
    expect(await left()).toBe(0)
  })

  it.each([
    { fate: 'drops', inFile: {}, flags: [], expected: 0 },
    { fate: 'keeps, as its file says,', inFile: { failedDeliveries: 'keep' }, flags: [], expected: 1 },
    { fate: 'keeps, as a flag says,', inFile: {}, flags: ['--failed-deliveries', 'keep'], expected: 1 },
    {
      fate: 'drops, as a flag says,',
      inFile: { failedDeliveries: 'keep' },
      flags: ['--failed-deliveries', 'drop'],
      expected: 0,
    },
  ])('$fate a record that it cannot send', async ({ inFile, flags, expected }) => {
    const OnFailure = 'arn:aws:sqs:us-east-1:123456789012:failures'
    const orders = { file: 'handler.mjs', eventInvokeConfigs: { $LATEST: { MaximumRetryAttempts: 0, OnFailure } } }
    await writeFile(join(folder, 'deliveries.json'), JSON.stringify({ ...inFile, functions: { orders } }))
    await enqueue(['orders', { throws: true }])
    const args = ['deliveries.json', '--endpoint-url', 'http://127.0.0.1:9', '--region', 'us-east-1', ...flags]
    const { lines } = await workUntil((lines) => count(lines, 'delivery-failed') === 1, args)
    expect(count(lines, 'delivery-failed')).toBe(1)
    expect(await left()).toBe(expected)
  })

  it.each([
    { service: 'sqs', OnFailure: 'arn:aws:sqs:us-east-1:123456789012:failures' },
    { service: 'sns', OnFailure: 'arn:aws:sns:us-east-1:123456789012:failures' },
    { service: 'events', OnFailure: 'arn:aws:events:us-east-1:123456789012:event-bus/failures' },
    { service: 's3', OnFailure: 'arn:aws:s3:::failures' },
  ])('sends records to the endpoint of $service in the configuration file', async ({ service, OnFailure }) => {
    const bodies: string[] = []
    const server = createServer(async (request, response) => {
      bodies.push(`${request.url} ${await text(request)}`)
      response.writeHead(400).end()
    })
    await once(server.listen(0, '127.0.0.1'), 'listening')
    const endpoints = { [service]: `http://127.0.0.1:${(server.address() as AddressInfo).port}` }
    const orders = { file: 'handler.mjs', eventInvokeConfigs: { $LATEST: { MaximumRetryAttempts: 0, OnFailure } } }
    await writeFile(join(folder, 'endpoints.json'), JSON.stringify({ endpoints, functions: { orders } }))
    await enqueue(['orders', { throws: true }])
    const { lines } = await workUntil((lines) => count(lines, 'delivery-failed') === 1, ['endpoints.json'])
    server.close()
    expect(count(lines, 'delivery-failed')).toBe(1)
    expect(bodies.join()).toContain('failures')
  })

  it('gives handlers the variables of the configuration file', async () => {
    await writeFile(
      join(folder, 'names.mjs'),
      'export const handler = () => console.log(process.env.A, process.env.B, process.env.C)',
    )
    await writeFile(join(folder, '.env.work'), 'A=of the file\nB=of the file\n')
    const orders = { file: 'names.mjs', environment: { C: 'own' } }
    const shared = { environmentFile: '.env.work', environment: { B: 'shared', C: 'shared' } }
    await writeFile(join(folder, 'variables.json'), JSON.stringify({ ...shared, functions: { orders } }))
    await enqueue(['orders', {}])
    const { lines } = await workUntil((lines) => count(lines, 'ended') === 1, ['variables.json'])
    expect(lines.map(({ line }) => line)).toContainEqual(expect.stringContaining('\tof the file shared own'))
    await writeFile(
      join(folder, 'variables.json'),
      JSON.stringify({ ...shared, environmentFile: 'no.env', functions: { orders } }),
    )
    const { code, stderr } = await workUntil(() => false, ['variables.json'])
    expect([code, stderr]).toEqual([
      2,
      expect.stringMatching(/variables\.json: environmentFile cannot be read: .*no\.env/),
    ])
  })

  it('runs events behind an HTTP endpoint, and ends one that it refuses (TRM-5)', async () => {
    const paths: (string | undefined)[] = []
    const server = createServer((request, response) => {
      paths.push(request.url)
      response.writeHead(request.url === '/run/refunds' ? 403 : 200).end()
    })
    await once(server.listen(0, '127.0.0.1'), 'listening')
    const { port } = server.address() as AddressInfo
    await enqueue(['orders', {}], ['refunds', {}])
    const args = ['--invoke', `http://127.0.0.1:${port}/run/{function}`]
    const { lines } = await workUntil((lines) => count(lines, 'ended') === 2, args)
    server.close()
    expect(paths.sort()).toEqual(['/run/orders', '/run/refunds'])
    const ended = lines.filter(({ type }) => type === 'ended')
    expect(ended.map(({ requestId, condition, statusCode }) => [requestId, condition, statusCode]).sort()).toEqual([
      ['event-0', 'Success', 200],
      ['event-1', 'RetriesExhausted', 403],
    ])
  })

  it('runs events on emulators, one at a time each, with settings from Lambda', async () => {
    const emulators = await Promise.all([startEmulator(), startEmulator()])
    const runtime = await startLocalRuntime({
      port: 0,
      functions: {
        orders: { file: join(folder, 'handler.mjs'), eventInvokeConfigs: { $LATEST: { MaximumRetryAttempts: 0 } } },
      },
    })
    try {
      await enqueue(...Array.from({ length: 6 }, () => ['orders', { n: 1 }] as const), ['orders', { throws: true }])
      const invoke = ['--invoke', `emulator:${emulators.map(({ url }) => url).join(',')}`, '--functions', 'orders']
      const settings = ['--settings', 'lambda', '--endpoint-url', runtime.endpoint]
      const { code, lines } = await workUntil((lines) => count(lines, 'ended') === 7, [...invoke, ...settings])
      expect(code).toBe(0)
      const conditions = lines.flatMap(({ type, condition }) => (type === 'ended' ? [condition] : []))
      expect(conditions.sort()).toEqual(['RetriesExhausted', ...Array.from({ length: 6 }, () => 'Success')])
      for (const { most, runs } of emulators) {
        expect(most()).toBe(1)
        expect(runs()).toBeGreaterThan(1)
      }
    } finally {
      for (const { close } of emulators) close()
      await runtime.close()
    }
  })

  it('puts a run back that is not over within --drain, and lets one end that is', async () => {
    await enqueue(['orders', { sleeps: 500, n: 1 }], ['refunds', { sleeps: 60_000, n: 2 }])
    await writeFile(
      join(folder, 'slow.json'),
      JSON.stringify({
        functions: Object.fromEntries(
          ['orders', 'refunds'].map((name) => [name, { file: 'handler.mjs', timeoutInSeconds: 120 }]),
        ),
      }),
    )
    const args = ['slow.json', '--drain', '6', '--log-level', 'debug']
    const { code, lines } = await workUntil((lines) => count(lines, 'attempt-started') === 2, args)
    expect(code).toBe(0)
    expect(lines.filter(({ type }) => type === 'ended').map(({ requestId }) => requestId)).toEqual(['event-0'])
    expect(lines.at(-1)).toMatchObject({ level: 'info', type: 'stopped', putBack: 1 })
    expect(await left()).toBe(1)
  })

  it.each([
    { args: [], says: 'work needs a queue: --store postgres://…, sqs:URL or sqlite:FILE' },
    {
      args: ['--store', 'redis://x'],
      says: '--store[0] is not postgres://…, sqs:URL, sqlite:FILE or NAME=postgres://…: "redis://x"',
    },
    {
      args: ['--store', 'postgres://a/app', '--store', 'b=postgres://b/app'],
      says: '--store[0] is not NAME=postgres://…',
    },
    { args: ['--store', 'sqlite:q.db'], says: 'there is nothing to serve' },
    { args: ['--store', 'sqlite:q.db', '--invoke', 'handler.mjs'], says: 'needs --functions' },
    {
      args: ['--store', 'sqlite:q.db', '--invoke', 'htps://host/{function}', '--functions', 'orders'],
      says: '--invoke is not lambda, an http or https URL, emulator:URL or a file: htps://host/{function}',
    },
    { args: ['--store', 'sqlite:q.db', '--functions', 'orders'], says: 'which the configuration does not have' },
    { args: ['--store', 'sqlite:q.db', '--invoke', 'emulator:http://x'], says: 'needs --functions' },
    {
      args: ['--store', 'sqlite:q.db', '--invoke', 'emulator:http://x,y', '--functions', 'f'],
      says: '--invoke: endpoints[1] is',
    },
    { args: ['--store', 'sqlite:q.db', '--settings', 'aws'], says: '--settings is not file or lambda: "aws"' },
  ])('refuses $args with one sentence', async ({ args, says }) => {
    const { code, stderr } = await runHere(['work', ...args])
    expect(stderr).toContain(says)
    expect(code).toBe(2)
  })

  it('runs events from Amazon SQS', async () => {
    const sqs = await startTestServer()
    const url = sqs.createQueue('events')
    const store = await openSqsStore({ client: sqs.sqs, queueUrl: url, pollMs: 0 })
    try {
      const item = eventItem({ requestId: 'event-0', reference: { functionName: 'orders' }, payload: {} }, Date.now())
      await store.enqueue([item])
      const args = ['--store', `sqs:${url}`, '--invoke', 'handler.mjs', '--functions', 'orders']
      const endpoint = ['--endpoint-url', new URL(url).origin]
      const { code, lines } = await workUntil((lines) => count(lines, 'ended') === 1, [...args, ...endpoint])
      expect(lines).toContainEqual(
        expect.objectContaining({ type: 'ended', requestId: 'event-0', condition: 'Success' }),
      )
      expect(code).toBe(0)
      expect(await store.stats()).toMatchObject({ ready: 0, delayed: 0, leased: 0 })
    } finally {
      await store.close()
      await sqs.stop()
    }
  })

  describe('on PostgreSQL', () => {
    const server: TestServer = inject('server')
    const skip = 'skipped' in server ? server.skipped : undefined
    const name = `work_${randomUUID().replaceAll('-', '')}`
    const runSql = async (sql: string): Promise<void> => {
      const pool = new Pool({ connectionString: 'skipped' in server ? '' : server.url })
      await pool.query(sql)
      await pool.end()
    }
    beforeAll(async () => {
      if (skip === undefined) await runSql(`create database ${name} encoding 'UTF8' template template0`)
    })
    afterAll(async () => {
      if (skip === undefined) await runSql(`drop database ${name} with (force)`)
    })

    it('drains 1,000 runs in flight, and puts back those that last longer: none lost, none twice', async (context) => {
      if (skip !== undefined) context.skip(skip)
      const store = new URL('skipped' in server ? '' : server.url)
      store.pathname = `/${name}`
      const report = await drainTrial({ store: store.href, events: 1_000, held: 100, drainSeconds: 4 })
      expect(report).toMatchObject({ exitCode: 0, ready: 100, leased: 0, lost: 0, runTwice: 0 })
      expect(report.tookMs).toBeGreaterThanOrEqual(4_000)
    })
  })

  it('does not print the password of a database that it cannot reach', async () => {
    const address = 'postgres://user:s3cret@127.0.0.1:9/app'
    const { code, stderr, stdout } = await runBuilt(['work', '--store', address, '--invoke', 'http://127.0.0.1:9'])
    expect(code).toBe(3)
    expect(stderr).toContain('cannot use --store')
    expect(stderr + stdout).not.toContain('s3cret')
  })
})
