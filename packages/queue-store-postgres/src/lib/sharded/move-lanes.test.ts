import { VirtualClock } from '@async-invoke/engine'
import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { pgliteDatabases } from '../../../test/pglite.ts'
import {
  enqueueWithin,
  moveLanes,
  openPostgresStore,
  type PostgresDatabase,
  type PostgresShard,
  type PostgresStore,
  shardedStore,
} from '../../index.ts'
import { homes } from './home-of.ts'

const body = new TextEncoder().encode('{"a": 1}')
const item = (id: string, lane: string, delayMs = 0) => ({ id, lane, delayMs, state: body, body })
const names = ['a', 'b', 'c']
/** An error that no call repeats. */
const dead = Object.assign(new Error('killed'), { code: '42501' })
/** A function's lane by its homes before and after c has joined. */
function laneThatMoves(from: string, to: string): string {
  const [before, after] = [homes(['a', 'b']), homes(names)]
  const lanes = Array.from({ length: 200 }, (_, n) => `function:f-${n}`)
  return lanes.find((lane) => before(lane) === from && after(lane) === to) ?? ''
}

describe('the home of a lane', () => {
  it('is the same in SQL, whatever the name', async () => {
    const [database] = await pgliteDatabases(1)
    if (database === undefined) throw new Error('there is no database')
    await openPostgresStore({ database })
    for (const lane of ['function:f', 'destination:arn:aws:sqs:x', 'ключ-😀', '', "a'b\\c"]) {
      const { rows } = await database.query(`select async_invoke.home_of($1, string_to_array($2, '/')) as home`, [
        lane,
        names.join('/'),
      ])
      expect(rows).toEqual([{ home: homes(names)(lane) }])
    }
  })

  it('changes for one lane of n + 1 when a database joins n, and only to that database', () => {
    const lanes = Array.from({ length: 3_000 }, (_, n) => `function:f-${n}`)
    for (let n = 1; n < 6; n += 1) {
      const all = Array.from({ length: n + 1 }, (_, index) => `shard-${index}`)
      const [before, after] = [homes(all.slice(0, n)), homes(all)]
      const moved = lanes.filter((lane) => before(lane) !== after(lane))
      expect(new Set(moved.map(after))).toEqual(new Set([`shard-${n}`]))
      expect(Math.abs(moved.length / lanes.length - 1 / (n + 1))).toBeLessThan(0.05)
    }
  })
})

describe('a store over several databases', () => {
  let databases: readonly PostgresDatabase[] = []
  let shards: readonly PostgresShard[] = []
  const clock = new VirtualClock(1_000_000)
  const open = (given = shards): Promise<PostgresStore> => shardedStore(given, { clock, patienceMs: 60_000 })
  beforeAll(async () => {
    databases = await pgliteDatabases(3)
    shards = databases.map((database, index) => ({ name: names[index] ?? '', database }))
    for (const database of databases) await openPostgresStore({ database })
  })
  const empty = async (): Promise<void> => {
    for (const database of databases) {
      await database.query(
        'truncate async_invoke.item, async_invoke.lane_limit, async_invoke.arrived_lane, async_invoke.relayed',
        [],
      )
      await database.query(
        'update async_invoke.meta set shard = null, shards = null, shards_before = null, layout = 0',
        [],
      )
    }
  }
  beforeEach(empty)

  const idsAt = async (index: number): Promise<readonly unknown[]> =>
    (await databases[index]?.query('select id from async_invoke.item order by visible, seq', []))?.rows.map(
      ({ id }) => id,
    ) ?? []
  const claim = async (store: PostgresStore, max = 10) => (await store.claim({ max, leaseMs: 60_000 })).claims
  const move = (given = shards) => moveLanes(given, { clock })

  it('begins with the database that has items, and leaves all lanes there', async () => {
    const alone = await openPostgresStore({ database: databases[1] as PostgresDatabase, clock })
    await alone.enqueue([item('1', laneThatMoves('a', 'c'))])
    const store = await open()
    await store.enqueue([item('2', laneThatMoves('a', 'c')), item('3', laneThatMoves('b', 'b'))])
    expect([await idsAt(0), await idsAt(1), await idsAt(2)]).toEqual([[], ['1', '2', '3'], []])
  })

  it('begins with the database that has a pause, which holds there', async () => {
    const alone = await openPostgresStore({ database: databases[1] as PostgresDatabase, clock })
    const lane = laneThatMoves('a', 'c')
    await alone.admin.pause(lane)
    const store = await open()
    await store.enqueue([item('1', lane)])
    expect([await idsAt(1), await claim(store)]).toEqual([['1'], []])
  })

  it.each([
    { case: 'a name that is none', given: () => [{ name: 'A', database: databases[0] as PostgresDatabase }] },
    { case: 'no database', given: () => [] },
    { case: 'a name that comes twice', given: () => [shards[0], shards[0]].flatMap((shard) => shard ?? []) },
    { case: 'a database that is missing', given: () => shards.slice(0, 1) },
    {
      case: 'names that have changed places',
      given: () => shards.map(({ database }, index) => ({ database, name: names[2 - index] ?? '' })),
    },
  ])('refuses $case', async ({ given }) => {
    await open()
    await expect(open(given())).rejects.toMatchObject({ code: 'layout' })
  })

  it('keeps an item of the outbox in the database of its event', async () => {
    const store = await open()
    const [inA, inB] = [laneThatMoves('a', 'a'), laneThatMoves('b', 'b')]
    await store.enqueue([item('1', inA), item('2', inB)])
    const lane = 'destination:sink'
    for (const { token, id } of await claim(store))
      await store.settle([{ token, to: 'done', outbox: [item(`${id}/OnSuccess`, lane)] }])
    expect([await idsAt(0), await idsAt(1)]).toEqual([['1/OnSuccess'], ['2/OnSuccess']])
    expect((await store.admin.lanes()).lanes).toMatchObject([{ lane, ready: 2 }])
    expect(await claim(store)).toHaveLength(2)
  })

  it('carries what was queued in another database to its home, as within a transaction there', async () => {
    const store = await open()
    const lane = laneThatMoves('b', 'b')
    await enqueueWithin(databases[0] as PostgresDatabase, [
      { functionName: lane.slice('function:'.length), requestId: 'r-1' },
    ])
    clock.advanceToMs(Date.now() + 60_000)
    await expect.poll(async () => (await claim(store)).map(({ id, lane }) => [id, lane])).toEqual([['r-1', lane]])
    expect([await idsAt(0), await idsAt(1)]).toEqual([[], ['r-1']])
  })

  it('moves the lanes that a new database wins, with their order, limits and pauses, and no others', async () => {
    await open(shards.slice(0, 2))
    const store = await open()
    const [moves, paused, stays] = [laneThatMoves('a', 'c'), laneThatMoves('b', 'c'), laneThatMoves('a', 'a')]
    await store.setLaneLimits([moves, stays].map((lane) => ({ lane, most: 2 })))
    await store.admin.pause(paused)
    await store.enqueue([item('late', moves, 500), item('1', moves), item('2', moves), item('3', moves)])
    await store.enqueue([item('p', paused), item('s', stays)])
    expect(await move()).toEqual({ lanes: 2, items: 5 })
    const atC = await idsAt(2)
    expect([await idsAt(0), await idsAt(1), atC.filter((id) => id !== 'p')]).toEqual([
      ['s'],
      [],
      ['1', '2', '3', 'late'],
    ])
    clock.advanceMs(500)
    const claims = await claim(await open())
    expect(claims.map(({ id, damaged }) => [id, damaged]).sort()).toEqual([
      ['1', undefined],
      ['2', undefined],
      ['s', undefined],
    ])
    expect(await move()).toEqual({ lanes: 0, items: 0 })
  })

  it('carries pauses and limits of deliveries into a database that joins', async () => {
    const destination = 'destination:sink'
    const before = await open(shards.slice(0, 2))
    await before.admin.pause(destination)
    await before.setLaneLimits([{ lane: destination, most: 3 }])
    await move()
    const store = await open()
    const lane = laneThatMoves('a', 'c')
    await store.enqueue([item('1', lane)])
    const [event] = await claim(store)
    await store.settle([{ token: event?.token ?? '', to: 'done', outbox: [item('1/OnSuccess', destination)] }])
    expect(await idsAt(2)).toEqual(['1/OnSuccess'])
    expect(await claim(store)).toEqual([])
    await store.admin.resume(destination)
    expect((await store.admin.lanes()).lanes).toMatchObject([{ lane: destination, most: 3, paused: false }])
    expect(await claim(store)).toHaveLength(1)
  })

  it('hands out nothing of a lane in its new home while a lease lasts in the old one', async () => {
    await open(shards.slice(0, 2))
    const store = await open()
    const lane = laneThatMoves('a', 'c')
    await store.setLaneLimits([{ lane, most: 1 }])
    await store.enqueue([item('1', lane), item('2', lane)])
    const [running] = await claim(store)
    const moving = move()
    await expect.poll(() => idsAt(2)).toEqual(['2'])
    await store.enqueue([item('3', lane)])
    expect(await claim(store)).toEqual([])
    expect(await store.settle([{ token: running?.token ?? '', to: 'again', delayMs: 0, state: body }])).toEqual(['ok'])
    await moving
    expect((await claim(store)).map(({ id, deliveries }) => [id, deliveries])).toEqual([['2', 1]])
    expect((await idsAt(2)).toSorted()).toEqual(['1', '2', '3'])
  })

  it('hands out the items of one database while another one does not answer, and its own later', async () => {
    let answer = (): void => {}
    const silent = new Promise<void>((resolve) => (answer = resolve))
    let isSilent = false
    const slow = shards.slice(0, 2).map(({ name, database }) => ({
      name,
      database: {
        query: async (text: string, values: unknown[]) => {
          if (isSilent && name === 'b') await silent
          return database.query(text, values)
        },
      },
    }))
    const store = await shardedStore(slow, { clock, patienceMs: 0 })
    await store.enqueue([item('1', laneThatMoves('a', 'a')), item('2', laneThatMoves('b', 'b'))])
    isSilent = true
    const first = await store.claim({ max: 10, leaseMs: 60_000 })
    expect([first.claims.map(({ id }) => id), first.nextInMs]).toEqual([['1'], 1_000])
    answer()
    await expect.poll(async () => (await claim(store)).map(({ id }) => id)).toEqual(['2'])
    await store.close()
  })

  it('extends and settles leases of one database while another one is down', async () => {
    let isDown = false
    const failing = shards.slice(0, 2).map(({ name, database }) => ({
      name,
      database: {
        query: async (text: string, values: unknown[]) => {
          if (isDown && name === 'b') throw dead
          return database.query(text, values)
        },
      },
    }))
    const store = await open(failing)
    await store.enqueue([item('1', laneThatMoves('a', 'a')), item('2', laneThatMoves('b', 'b'))])
    const claims = (await claim(store)).toSorted((a, b) => (a.id < b.id ? -1 : 1))
    const tokens = claims.map(({ token }) => token)
    isDown = true
    expect(await store.extend(tokens, 90_000)).toEqual(['ok', 'unknown'])
    const done = tokens.map((token) => ({ token, to: 'done' }) as const)
    await expect(store.settle(done)).rejects.toThrow('killed')
    isDown = false
    expect(await store.settle(done)).toEqual(['ok', 'ok'])
    expect(await store.settle(done)).toEqual(['stale', 'stale'])
  })

  it('empties a database that leaves', async () => {
    const store = await open()
    const lanes = Array.from({ length: 20 }, (_, n) => `function:f-${n}`)
    await store.enqueue(lanes.map((lane) => item(lane, lane)))
    await moveLanes(shards, { to: ['a', 'b'], clock })
    expect(await idsAt(2)).toEqual([])
    expect((await claim(await open(), 100)).map(({ id }) => id).sort()).toEqual(lanes.toSorted())
  })

  it('comes to its end while events are queued in the old home all the time', async () => {
    await open(shards.slice(0, 2))
    const lane = laneThatMoves('a', 'c')
    let queued = 0
    const busy = shards.map(({ name, database }) => ({
      name,
      database: {
        query: async (text: string, values: unknown[]) => {
          // Another one before each look.
          if (name === 'a' && /unsettled_lanes|as has_items/.test(text)) {
            queued += 1
            const functionName = lane.slice('function:'.length)
            await enqueueWithin(database, [{ functionName, requestId: `r-${queued}` }])
          }
          return database.query(text, values)
        },
      },
    }))
    expect(await move(busy)).toMatchObject({ lanes: 1 })
    expect(queued).toBeGreaterThan(1)
  })

  it('reports once that lanes have moved to a database which it has not been given', async () => {
    const errors: unknown[] = []
    const onError = (error: { readonly message: string }) => errors.push(error.message)
    const lacking = await shardedStore(shards.slice(0, 2), { clock, onError })
    const lane = laneThatMoves('a', 'c')
    await lacking.enqueue([item('1', lane)])
    await move()
    await expect
      .poll(async () => {
        await claim(lacking)
        return errors
      })
      .toEqual(['lanes live in c too, which is not among the databases'])
    for (let again = 0; again < 3; again += 1) await claim(lacking)
    await lacking.close()
    expect(errors).toHaveLength(1)
    expect(await idsAt(2)).toEqual(['1'])
  })

  it('refuses another move before the first one has ended', async () => {
    await open(shards.slice(0, 2))
    const store = await open()
    const lane = laneThatMoves('a', 'c')
    await store.enqueue([item('1', lane)])
    await claim(store)
    const controller = new AbortController()
    const moving = moveLanes(shards, { clock, signal: controller.signal })
    await expect.poll(() => moveLanes(shards, { to: ['a'], clock }).catch(({ code }) => code)).toBe('layout')
    controller.abort()
    await expect(moving).rejects.toThrow('aborted')
    clock.advanceMs(60_000)
    expect(await move()).toEqual({ lanes: 1, items: 1 })
  })

  it('loses no item and repeats none, wherever a move is killed', async () => {
    const lane = laneThatMoves('a', 'c')
    let isKilled = true
    for (let kill = 1; isKilled; kill += 1) {
      await empty()
      await open(shards.slice(0, 2))
      const store = await open()
      await store.enqueue([item('1', lane), item('2', lane)])
      let writes = 0
      isKilled = false
      const query = async (database: PostgresDatabase, text: string, values: unknown[]) => {
        if (isKilled) throw dead
        const answer = await database.query(text, values)
        if (/set_layout|arrive|insert|update|delete/.test(text)) writes += 1
        isKilled = writes === kill
        if (isKilled) throw dead
        return answer
      }
      const dying = shards.map(({ name, database }) => ({
        name,
        database: { query: (text: string, values: unknown[]) => query(database, text, values) },
      }))
      await move(dying).catch((error) => expect(error.code).toBe('no-permission'))
      let looks = 0
      const waiting = shards.map(({ name, database }) => ({
        name,
        database: {
          query: (text: string, values: unknown[]) => {
            // What the killed one has hidden comes back while the next one waits.
            if (name === 'a' && /unsettled_lanes/.test(text) && values[0] === 'elsewhere') looks += 1
            if (looks === 3) clock.advanceMs(30_000)
            return database.query(text, values)
          },
        },
      }))
      await move(waiting)
      expect({ kill, at: [await idsAt(0), await idsAt(1), await idsAt(2)] }).toEqual({ kill, at: [[], [], ['1', '2']] })
      const claims = await claim(store)
      expect({ kill, ids: claims.map(({ id, damaged }) => [id, damaged]) }).toEqual({
        kill,
        ids: [
          ['1', undefined],
          ['2', undefined],
        ],
      })
      expect([await idsAt(0), await idsAt(1)]).toEqual([[], []])
    }
    expect(isKilled).toBe(false)
  })
})
