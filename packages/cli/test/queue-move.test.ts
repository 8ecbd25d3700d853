import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { eventItem } from '@async-invoke/engine'
import { openPostgresStore } from '@async-invoke/queue-store-postgres'
import { Pool } from 'pg'
import { afterAll, beforeAll, beforeEach, describe, expect, inject, it } from 'vitest'
import type { TestServer } from '../../queue-store-postgres/test/global-server.ts'
import { openStore } from '../src/lib/stores/open-store.ts'
import { readStoreAddresses } from '../src/lib/stores/store-address.ts'
import { runHere } from './run-here.ts'

const server: TestServer = inject('server')
const skip = 'skipped' in server ? server.skipped : undefined
const names = ['move_east', 'move_west'] as const
const functions = Array.from({ length: 40 }, (_, n) => `f-${n}`)
const eventsOfEach = 3

const urlOf = (database: string): string => {
  const url = new URL('skipped' in server ? 'postgres://none' : server.url)
  url.pathname = `/${database}`
  return url.href
}
const flags = ['--database', `east=${urlOf('move_east')}`, '--database', `west=${urlOf('move_west')}`]
const move = (...args: readonly string[]) => runHere(['queue', 'move', ...flags, ...args])

describe.skipIf(skip !== undefined)('async-invoke queue move', () => {
  let admin: Pool
  const pools: Pool[] = []
  const idsAt = async (index: number): Promise<readonly string[]> => {
    const { rows } = (await pools[index]?.query('select id from async_invoke.item')) ?? { rows: [] }
    return rows.map(({ id }) => String(id))
  }
  beforeAll(async () => {
    admin = new Pool({ connectionString: 'skipped' in server ? '' : server.url })
    for (const name of names) {
      await admin.query(`create database ${name}`)
      pools.push(new Pool({ connectionString: urlOf(name) }))
    }
  })
  afterAll(async () => {
    for (const pool of pools) await pool.end()
    for (const name of names) await admin.query(`drop database ${name} with (force)`)
    await admin.end()
  })
  beforeEach(async () => {
    for (const pool of pools) await pool.query('drop schema if exists async_invoke cascade')
    const [east] = pools
    if (east === undefined) return
    const store = await openPostgresStore({ database: east })
    const events = functions.flatMap((functionName) =>
      Array.from({ length: eventsOfEach }, (_, n) =>
        eventItem({ requestId: `${functionName}/${n}`, reference: { functionName } }, Date.now()),
      ),
    )
    await store.enqueue(events)
    expect(await move()).toMatchObject({ code: 3, stderr: expect.stringContaining('run async-invoke queue migrate') })
    await runHere(['queue', 'migrate', '--store', urlOf('move_west')])
  })

  it('prints what would move, and moves it with --yes, there and back', async () => {
    const planned = await move()
    expect(planned).toMatchObject({ code: 0, stderr: '' })
    expect(planned.stdout).toMatch(/^ +ITEMS +LEASED +FROM +TO +LANE$/m)
    expect(planned.stdout).toMatch(/^ +3 +0 {2}east +west +function:f-\d+$/m)
    const [, count = ''] =
      /^(\d+) functions would move from east to east, west, with \d+ items; move with --yes$/m.exec(planned.stdout) ??
      []
    expect(Number(count)).toBeGreaterThan(5)
    expect((await idsAt(0)).length).toBe(functions.length * eventsOfEach)
    const plan = JSON.parse((await move('--json')).stdout)
    expect(plan).toMatchObject({ moved: false, from: ['east'], to: ['east', 'west'], items: Number(count) * 3 })

    const moved = await move('--yes')
    expect(moved.stdout).toBe(`${count} functions moved, with ${Number(count) * 3} items\n`)
    expect(moved.stderr.match(/^function:f-\d+ has arrived$/gm)).toHaveLength(Number(count))
    expect([(await idsAt(0)).length, (await idsAt(1)).length]).toEqual([(40 - Number(count)) * 3, Number(count) * 3])
    expect((await move()).stdout).toBe('east, west share the functions already; 0 items on the way home\n')
    expect(await move('--to', 'south')).toMatchObject({
      code: 3,
      stderr: expect.stringContaining('cannot use --database: to: south is not'),
    })

    const delivery = { id: 'd', lane: 'destination:d', delayMs: 0, state: new Uint8Array(1), body: new Uint8Array(1) }
    const west = await openPostgresStore({ database: pools[1] as Pool })
    await west.enqueue([delivery])
    const emptied = await move('--to', 'east')
    expect(emptied.stdout).toMatch(/^1 delivery waits in a database that leaves/m)
    const back = JSON.parse((await move('--to', 'east', '--yes', '--json', '--quiet')).stdout)
    expect(back).toMatchObject({
      moved: true,
      from: ['east', 'west'],
      to: ['east'],
      items: Number(count) * 3,
      deliveries: 1,
    })
    expect([(await idsAt(0)).length, (await idsAt(1)).length]).toEqual([functions.length * eventsOfEach, 1])
  })

  it('leaves a queue that work opens by the names of its databases', async () => {
    await move('--yes', '--quiet')
    const given = flags.filter((flag) => flag !== '--database')
    const { store, close } = await openStore(readStoreAddresses(given, 'work'), { user: 'work' })
    const ids = new Set<string>()
    // A claim does not wait for a database that is slow.
    const claimed = async (): Promise<number> => {
      const { claims } = await store.claim({ max: 1_000, leaseMs: 600_000 })
      for (const { id } of claims) ids.add(id)
      return ids.size
    }
    await expect.poll(claimed).toBe(functions.length * eventsOfEach)
    await close()
  })

  it('goes on after kill -9, and neither loses nor repeats an item', async () => {
    const { lanes } = JSON.parse((await move('--json')).stdout)
    const [east] = pools
    if (east === undefined) throw new Error('there is no database')
    const store = await openPostgresStore({ database: east })
    const { claims } = await store.claim({ max: functions.length * eventsOfEach, leaseMs: 600_000 })
    // The move waits for the one that stays leased, so that it is killed when the others have arrived.
    const held = claims.find(({ lane }) => lane === lanes[0].lane)
    const release = (token: string) => ({ token, to: 'release' }) as const
    await store.settle(claims.filter((claim) => claim !== held).map(({ token }) => release(token)))
    const main = fileURLToPath(new URL('../src/main.ts', import.meta.url))
    const args = ['--conditions=@async-invoke/source', main, 'queue', 'move', ...flags, '--yes']
    const child = spawn(process.execPath, args, { stdio: ['ignore', 'ignore', 'pipe'] })
    let said = ''
    for await (const text of child.stderr.setEncoding('utf8')) {
      said += text
      if (said.split('\n').length > lanes.length - 1) break
    }
    child.kill('SIGKILL')
    await once(child, 'exit')
    const rest = await move()
    expect(rest.stdout).toMatch(/: a move that has begun; move with --yes$/m)
    expect(rest.stdout).toMatch(/^ +\d+ +1 {2}east +west +function:f-\d+$/m)
    await store.settle([release(held?.token ?? '')])
    expect((await move('--to', 'east', '--yes')).stderr).toContain('a move to east, west is under way')
    expect((await move('--yes')).code).toBe(0)
    const [inEast, inWest] = [await idsAt(0), await idsAt(1)]
    expect(inWest).toHaveLength(lanes.length * eventsOfEach)
    expect(new Set([...inEast, ...inWest]).size).toBe(functions.length * eventsOfEach)
    expect(inEast.length + inWest.length).toBe(functions.length * eventsOfEach)
  })
})

describe('async-invoke queue move', () => {
  it.each([
    { args: [], says: 'needs at least two databases: --database NAME=postgres://…' },
    { args: ['--database', 'east=postgres://h/a'], says: 'needs at least two databases' },
    { args: ['--database', 'sqlite:x'], says: '--database[0] is not NAME=postgres://…' },
    { args: ['--database', 'postgres://u:secret@h/a?a=b'], says: '--database[0] is not NAME=postgres://…' },
  ])('refuses $args with one sentence', async ({ args, says }) => {
    const { code, stderr } = await runHere(['queue', 'move', ...args])
    expect(stderr).toContain(says)
    expect(stderr).not.toContain('secret')
    expect(code).toBe(2)
  })
})

describe('async-invoke queue move, to a database that does not answer', () => {
  it('names it as it was given, and the address that refused', async () => {
    const given = ['east', 'west'].map((name) => ['--database', `${name}=postgres://user:s3cret@127.0.0.1:9/app`])
    const { code, stderr } = await runHere(['queue', 'move', ...given.flat()])
    expect(code).toBe(3)
    expect(stderr).toMatch(/cannot use --database: (east|west): cannot reach the database: .*127\.0\.0\.1:9/)
    expect(stderr).not.toContain('s3cret')
  })
})
