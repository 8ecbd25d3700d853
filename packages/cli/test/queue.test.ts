import { mkdtemp, readFile, rm, truncate } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { eventItem, type QueueStore, systemClock } from '@async-invoke/engine'
import { openSqliteStore } from '@async-invoke/queue-store-sqlite'
import { Pool } from 'pg'
import { afterAll, beforeAll, beforeEach, describe, expect, inject, it, vi } from 'vitest'
import type { TestServer } from '../../queue-store-postgres/test/global-server.ts'
import { type TestServer as SqsServer, startTestServer } from '../../queue-store-sqs/test/fauxqs-server.ts'
import { openStore } from '../src/lib/stores/open-store.ts'
import { readStoreAddress } from '../src/lib/stores/store-address.ts'
import { runHere } from './run-here.ts'

let folder: string

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'async-invoke-queue-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

const server: TestServer = inject('server')
const stores = [
  { name: 'a file', address: () => `sqlite:${join(folder, 'queue.db')}`, skip: undefined },
  {
    name: 'PostgreSQL',
    address: () => ('skipped' in server ? '' : server.url),
    skip: 'skipped' in server ? server.skipped : undefined,
  },
]

describe.each(stores)('async-invoke queue on $name', ({ address, skip }) => {
  const withStore = async <Result>(use: (store: QueueStore) => Promise<Result>): Promise<Result> => {
    const { store, close } = await openStore(readStoreAddress(address(), 'test'), { user: 'test' })
    return use(store).finally(close)
  }
  const queue = (...args: readonly string[]) => runHere(['queue', ...args, '--store', address()])
  const queueJson = async (...args: readonly string[]) => {
    const { stdout } = await queue(...args, '--json')
    return stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line))
  }
  const event = (requestId: string, functionName: string) =>
    eventItem({ requestId, reference: { functionName, qualifier: 'live' }, payload: { id: requestId } }, Date.now())

  beforeAll(async () => {
    if (skip !== undefined) return
    await withStore(async (store) => {
      await store.enqueue([event('o-1', 'orders'), event('o-2', 'orders'), event('r-1', 'refunds')])
      await store.enqueue([{ ...event('o-3', 'orders'), delayMs: 3_600_000 }])
    })
  })

  beforeEach((context) => {
    if (skip !== undefined) context.skip(skip)
  })

  it('counts the items of each lane', async () => {
    const [stats] = await queueJson('stats')
    expect(stats).toMatchObject({
      ...{ ready: 3, delayed: 1, leased: 0 },
      lanes: expect.arrayContaining([
        expect.objectContaining({ lane: 'function:orders', ready: 2, delayed: 1, leased: 0, paused: false }),
        expect.objectContaining({ lane: 'function:refunds', ready: 1, delayed: 0, leased: 0, paused: false }),
      ]),
    })
    const { code, stdout } = await queue('stats')
    expect(stdout).toMatch(/^ +READY +DELAYED +LEASED +OLDEST +LIMIT +LANE$/m)
    expect(stdout).toMatch(/^ +2 +1 +0 +\d+ \S+ +function:orders$/m)
    expect(stdout).toContain('3 ready, 1 delayed, 0 leased in 2 lanes')
    expect(code).toBe(0)
  })

  it('shows the next items of a lane with their states and bodies, and leases none', async () => {
    const items = await queueJson('peek', 'orders')
    expect(items.map(({ id, status, body }) => [id, status, body])).toEqual([
      ['o-1', 'ready', '{"id":"o-1"}'],
      ['o-2', 'ready', '{"id":"o-2"}'],
      ['o-3', 'delayed', '{"id":"o-3"}'],
    ])
    expect(items[0]).toMatchObject({ kind: 'event', isPoison: false, deliveries: 0, state: { attempts: 0 } })
    expect((await queue('peek', 'function:orders', '--limit', '1', '--body-bytes', '6')).stdout).toMatch(
      /^ready +-\d+ \S+ +0 {2}o-1 +\{"id":$/m,
    )
    expect(await queue('peek', 'nothing')).toMatchObject({
      code: 0,
      stdout: '',
      stderr: expect.stringMatching(/^nothing/),
    })
  })

  it('shows an event by its request id, and exits with 1 for one that is not there', async () => {
    const { code, stdout } = await queue('find', 'o-3')
    expect(code).toBe(0)
    expect(stdout).toMatch(/^ {2}status +delayed$/m)
    expect(stdout).toMatch(/^ {2}due +in 59 min$/m)
    expect(stdout).toMatch(/^ {2}function +orders:live$/m)
    expect(await queue('find', 'o-4')).toMatchObject({ code: 1, stdout: '', stderr: 'o-4 is not in the queue\n' })
  })

  it('holds a lane back until it is resumed', async () => {
    const claimed = () =>
      withStore(async (store) => {
        const { claims } = await store.claim({ max: 10, leaseMs: 60_000 })
        await store.settle(claims.map(({ token }) => ({ token, to: 'release' })))
        return claims.map(({ id }) => id).sort()
      })
    expect((await queue('pause', 'orders')).stdout).toMatch(/^function:orders is paused/)
    expect((await queue('stats')).stdout).toMatch(/ paused +function:orders$/m)
    expect(await claimed()).toEqual(['r-1'])
    expect((await queue('resume', 'orders')).stdout).toBe('function:orders is resumed: its events are handed out\n')
    expect(await claimed()).toEqual(['o-1', 'o-2', 'r-1'])
  })

  it('makes poison due at once, and exits with 1 if an item is not there', async () => {
    const dueInMs = async () => (await queueJson('find', 'o-3'))[0].dueInMs
    expect(await dueInMs()).toBeGreaterThan(0)
    expect(await queue('retry-poison', 'o-3')).toMatchObject({ code: 0, stdout: '1 of 1 item due at once\n' })
    expect(await dueInMs()).toBeLessThanOrEqual(0)
    expect(await queue('retry-poison', 'o-3', 'o-4')).toMatchObject({ code: 1, stdout: '1 of 2 items due at once\n' })
  })

  it('removes nothing without a yes, and then what was named', async () => {
    expect(await queue('purge', 'orders')).toMatchObject({ code: 2, stderr: expect.stringMatching(/purge with --yes/) })
    expect(await queue('purge', '--yes')).toMatchObject({ code: 2 })
    expect(await queue('purge', 'orders', '--id', 'o-1', '--yes')).toMatchObject({ code: 2 })
    expect((await queue('purge', '--id', 'o-1', '--yes')).stdout).toBe('1 item removed\n')
    expect(await queueJson('purge', 'orders', '--yes')).toEqual([{ lane: 'function:orders', removed: 2 }])
    expect(await queueJson('stats')).toMatchObject([{ ready: 1, delayed: 0 }])
  })

  it('finds nothing wrong with a sound queue', async () => {
    const examined = await queue('doctor')
    expect(examined).toMatchObject({ code: 0, stdout: expect.stringMatching(/^nothing to do$/m) })
    const [facts = ''] = examined.stdout.split('\n\n')
    // The values stand below each other, whatever the names of indexes.
    expect(new Set(facts.match(/^.+? {2,}/gm)?.map((name) => name.length)).size).toBe(1)
    expect(await queueJson('doctor')).toMatchObject([{ findings: [] }])
  })
})

describe('async-invoke queue on an empty database of PostgreSQL', () => {
  const skip = 'skipped' in server ? server.skipped : undefined
  const url = 'skipped' in server ? '' : server.url
  const queue = (...args: readonly string[]) => runHere(['queue', ...args, '--store', url])

  beforeAll(async () => {
    if (skip !== undefined) return
    const pool = new Pool({ connectionString: url })
    await pool.query('drop schema if exists async_invoke cascade')
    await pool.end()
  })

  beforeEach((context) => {
    if (skip !== undefined) context.skip(skip)
  })

  it('shows the missing steps as SQL, then takes them', async () => {
    const advice = expect.stringContaining('run async-invoke queue migrate')
    expect(await queue('stats')).toMatchObject({ code: 3, stderr: advice })
    expect(await queue('doctor')).toMatchObject({ code: 1, stdout: expect.stringMatching(/^finding {2}There are no/) })
    const plan = await queue('migrate', '--plan')
    expect(plan).toMatchObject({ code: 0, stdout: expect.stringMatching(/^do \$migrate\$[\s\S]+\$migrate\$;\n$/) })
    expect(plan.stderr).toMatch(/^it would go from version 0 to \d+: items/)
    expect((await queue('migrate', '--plan')).stdout).toBe(plan.stdout)
    const migrated = await queue('migrate')
    expect(migrated.stderr).toMatch(/^it went from version 0 to/)
    const guide = new URL('../../../docs/getting-started/run-workers.md', import.meta.url)
    expect(await readFile(guide, 'utf8')).toContain(`$ npx async-invoke queue migrate\n${migrated.stderr}`)
    expect(await queue('migrate', '--plan')).toMatchObject({ stdout: '', stderr: expect.stringMatching(/up to date/) })
    expect((await queue('stats')).stdout).toBe('0 ready, 0 delayed, 0 leased in 0 lanes\n')
  })
})

describe('async-invoke queue on Amazon SQS', () => {
  let sqs: SqsServer
  const flags = () => ['--endpoint-url', `http://${new URL(sqs.createQueue('other')).host}`, '--region', 'us-east-1']
  beforeAll(async () => {
    vi.stubEnv('AWS_ACCESS_KEY_ID', 'test')
    vi.stubEnv('AWS_SECRET_ACCESS_KEY', 'test')
    sqs = await startTestServer()
  })
  afterAll(async () => {
    vi.unstubAllEnvs()
    await sqs.stop()
  })

  it('counts messages, and says what a queue has to be', async () => {
    const store = `sqs:${sqs.createQueue('events')}`
    expect(await runHere(['queue', 'stats', '--store', store, ...flags()])).toMatchObject({
      ...{ code: 0, stdout: 'about 0 ready, 0 delayed, 0 leased\n' },
    })
    expect(await runHere(['queue', 'doctor', '--store', store, ...flags()])).toMatchObject({ code: 0 })
    const redrive = JSON.stringify({
      deadLetterTargetArn: 'arn:aws:sqs:us-east-1:000000000000:other',
      maxReceiveCount: 3,
    })
    const refused = `sqs:${sqs.createQueue('refused', { RedrivePolicy: redrive })}`
    expect(await runHere(['queue', 'doctor', '--store', refused, ...flags()])).toMatchObject({
      ...{ code: 1, stdout: expect.stringMatching(/^finding {2}.*redrive policy/m) },
    })
    expect(await runHere(['queue', 'stats', '--store', refused, ...flags()])).toMatchObject({ code: 3 })
  })
})

describe('async-invoke queue', () => {
  it('finds a damaged file', async () => {
    const path = join(folder, 'damaged.db')
    await (await openSqliteStore({ path, clock: systemClock })).close()
    await truncate(path, 5_000)
    const { code, stdout } = await runHere(['queue', 'doctor', '--store', `sqlite:${path}`])
    expect(stdout).toContain('is truncated')
    expect(code).toBe(1)
  })

  it.each([
    { args: ['stats'], says: 'queue stats needs a queue: --store' },
    { args: ['stats', '--store', 'redis://x'], says: '--store is not postgres://…, sqs:URL or sqlite:FILE' },
    { args: ['--store', 'sqlite:x', 'stats'], says: 'queue needs a command before its flags' },
    { args: ['stast'], says: "unknown command 'queue stast'; did you mean stats?" },
    { args: ['peek', 'orders:live', '--store', 'sqlite:x'], says: 'LANE is neither the name of a function' },
    { args: ['migrate', '--store', 'sqlite:x'], says: 'queue migrate is for --store postgres://…, not for sqlite' },
    { args: ['purge', 'f', '--store', 'sqs:http://h/q'], says: 'queue purge is not for sqs: SQS lets no one' },
    { args: ['migrate', '--store', 'sqs:http://h/q'], says: 'queue migrate is for --store postgres://…, not for sqs' },
    { args: ['grants'], says: 'queue grants needs a role' },
  ])('refuses $args with one sentence', async ({ args, says }) => {
    const { code, stderr } = await runHere(['queue', ...args])
    expect(stderr).toContain(says)
    expect(code).toBe(2)
  })

  it('creates no file, and says that there is none', async () => {
    const path = join(folder, 'absent.db')
    expect(await runHere(['queue', 'stats', '--store', `sqlite:${path}`])).toMatchObject({
      code: 3,
      stderr: `async-invoke: there is no file ${path}; check the path in --store, which starts from this folder\n`,
    })
    expect(await runHere(['queue', 'doctor', '--store', `sqlite:${path}`])).toMatchObject({ code: 3 })
  })

  it('prints the rights of roles as SQL, and connects to nothing', async () => {
    const { code, stdout } = await runHere(['queue', 'grants', '--worker', 'w', '--application', 'a"b'])
    expect(code).toBe(0)
    expect(stdout).toContain('grant usage on schema async_invoke to "w";\n')
    expect(stdout).toContain('to "a""b";')
  })

  it('lists its commands', async () => {
    const listed = await runHere(['queue', '--help'])
    expect(listed.code).toBe(0)
    for (const name of ['stats', 'peek', 'find', 'pause', 'resume', 'purge', 'retry-poison', 'migrate', 'doctor'])
      expect(listed.stdout).toContain(`\n  ${name}`)
    expect(await runHere(['queue'])).toEqual({ ...listed, code: 2 })
    expect((await runHere(['help', 'queue', 'purge'])).stdout).toContain('async-invoke queue purge')
  })
})
