import { readFileSync, writeFileSync } from 'node:fs'
import { DatabaseSync } from 'node:sqlite'
import { VirtualClock } from '@async-invoke/engine'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { SqliteStore } from '../src/index.ts'
import { migrate, migrations } from '../src/lib/tables/schema.ts'
import { bytes, changeBehind, claimsOf, crashImage, item, tokenOf } from './items.ts'
import { openStores } from './open-stores.ts'

const stores = openStores()
const all = { max: 1_000, leaseMs: 60_000 }
const large = 'x'.repeat(9_000)

function change(path: string, sql: string): void {
  const database = new DatabaseSync(path)
  database.exec(sql)
  database.close()
}

/** Three items: `r-2` has a small body and has been retried, `r-3` has a large one; all wait for an hour. */
async function withThree(path: string, clock: VirtualClock): Promise<SqliteStore> {
  const store = await stores.open({ path, clock })
  await store.enqueue([item('r-1'), item('r-2', { state: 'a', body: 'two' }), item('r-3', { state: 'c', body: large })])
  const state = bytes('state')
  const claims = await claimsOf(store, all)
  await store.settle(claims.map(({ token }) => ({ token, to: 'again', delayMs: 3_600_000, state })))
  return store
}

const seen = async (store: SqliteStore) =>
  Object.fromEntries((await claimsOf(store, all)).map(({ id, damaged = false }) => [id, damaged]))

describe('an item that is damaged on disk', () => {
  it.each([
    { column: 'due time', sql: 'UPDATE item SET due = due + 281474976710656 WHERE seq = 2' },
    { column: 'deliveries', sql: 'UPDATE item SET deliveries = 9007199254740993 WHERE seq = 2' },
    { column: 'last claim', sql: 'UPDATE item SET settled = settled | 4 WHERE seq = 2' },
    { column: 'size', sql: 'UPDATE item SET body_bytes = 2 WHERE seq = 2' },
    { column: 'lane', sql: "UPDATE item SET lane = 'lanf' WHERE seq = 2" },
    { column: 'state', sql: "UPDATE item SET state = CAST('stbte' AS BLOB) WHERE seq = 2" },
    { column: 'state, missing', sql: 'UPDATE item SET state = NULL WHERE seq = 2' },
    { column: 'body', sql: "UPDATE item SET body = CAST('twn' AS BLOB) WHERE seq = 2" },
    { column: 'body, missing', sql: 'UPDATE item SET body = NULL WHERE seq = 2' },
    { column: 'first checksum', sql: 'UPDATE item SET head_sum = head_sum + 1 WHERE seq = 2' },
    { column: 'second checksum', sql: 'UPDATE item SET state_sum = 9223372036854775807 WHERE seq = 2' },
    { column: 'third checksum', sql: 'UPDATE item SET body_sum = body_sum - 1 WHERE seq = 2' },
  ])('is claimed as damaged after its $column changed, with all others intact', async ({ sql }) => {
    const [path, clock] = [stores.newPath(), new VirtualClock(0)]
    await (await withThree(path, clock)).close()
    change(path, sql)
    clock.advanceMs(3_600_000)
    expect(await seen(await stores.open({ path, clock }))).toEqual({ 'r-1': false, 'r-2': true, 'r-3': false })
  })

  it.each([
    { part: 'body', damaged: 'two' },
    { part: 'state', damaged: 'old' },
  ])('is claimed as damaged after its $part changed in the journal, with all others intact', async ({ damaged }) => {
    const path = stores.newPath()
    const store = await stores.open({ path })
    await store.enqueue([
      item('r-1', { state: 'first', body: 'one' }),
      item('r-2', { state: 'old', body: 'two' }),
      item('r-3', { body: large }),
    ])
    const journal = readFileSync(`${path}-journal-1`)
    journal.write('???', journal.indexOf(damaged))
    writeFileSync(`${path}-journal-1`, journal)
    const found = await store.admin?.find('r-2')
    expect([String(found?.state), String(found?.body)]).toEqual(
      damaged === 'two' ? [String(bytes('old')), String(bytes('???'))] : [String(bytes('???')), String(bytes('two'))],
    )
    expect(await seen(store)).toEqual({ 'r-1': false, 'r-2': true, 'r-3': false })
  })

  it('is due at once, whatever its due time says', async () => {
    const [path, clock] = [stores.newPath(), new VirtualClock(0)]
    await (await withThree(path, clock)).close()
    change(path, 'UPDATE item SET due = due + 1000000000000 WHERE seq = 3')
    expect(await seen(await stores.open({ path, clock }))).toEqual({ 'r-3': true })
  })

  it('is claimed beside the item whose id it has by damage', async () => {
    const [path, clock] = [stores.newPath(), new VirtualClock(0)]
    await (await withThree(path, clock)).close()
    change(path, "UPDATE item SET id = 'r-1' WHERE seq = 3")
    clock.advanceMs(3_600_000)
    const store = await stores.open({ path, clock })
    expect(await seen(store)).toEqual({ 'r-1': false, 'r-2': false, 'r-1 (number 3)': true })
  })

  it.each([
    { what: 'a large body has changed', sql: "UPDATE body SET bytes = CAST('y' AS BLOB) WHERE seq = 3", left: 'y' },
    { what: 'a large body is gone', sql: 'DELETE FROM body WHERE seq = 3', left: '' },
    { what: 'the item is gone', sql: 'DELETE FROM item WHERE seq = 3', left: '' },
  ])('is claimed with the bytes that are left, when $what in an open database', async ({ sql, left }) => {
    const [path, clock] = [stores.newPath(), new VirtualClock(0)]
    const store = await withThree(path, clock)
    clock.advanceMs(3_600_000)
    await changeBehind(store, path, sql)
    const claims = await claimsOf(store, all)
    expect(claims.map(({ id, damaged, deliveries }) => [id, damaged, deliveries])).toEqual([
      ['r-1', undefined, 2],
      ['r-2', undefined, 2],
      ['r-3', true, 2],
    ])
    expect(claims[1]).toMatchObject({ state: bytes('state'), body: bytes('two') })
    expect(Buffer.from(claims[2]?.body ?? '').toString()).toBe(left)
    expect(await store.settle(claims.map(({ token }) => ({ token, to: 'done' })))).toEqual(['ok', 'ok', 'ok'])
    expect((await stores.reopen(store, { path, clock })).opened.items).toBe(0)
  })

  it.each([{ to: 'again', delayMs: 0, state: bytes('new') } as const, { to: 'release' } as const])(
    'stays damaged, with its bytes, when it is settled $to',
    async (settlement) => {
      const [path, clock] = [stores.newPath(), new VirtualClock(0)]
      let store = await withThree(path, clock)
      clock.advanceMs(3_600_000)
      await changeBehind(store, path, "UPDATE item SET state = CAST('other' AS BLOB) WHERE seq = 2")
      for (const reopened of [false, true]) {
        if (reopened) store = await stores.reopen(store, { path, clock })
        for (let round = 0; round < 2; round += 1) {
          const [claim] = (await claimsOf(store, all)).filter(({ id }) => id === 'r-2')
          expect(claim).toMatchObject({ damaged: true, state: bytes('other'), body: bytes('two') })
          await store.settle([{ token: tokenOf(claim), ...settlement }])
        }
      }
    },
  )
})

describe('an item that is not damaged', () => {
  it('is intact after any settlements, crashes and strings', async () => {
    const step = fc.constantFrom('again', 'release', 'crash', 'lapse', 'reopen')
    const text = fc.string({ unit: 'binary', maxLength: 12 })
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 2, maxLength: 6 }), text, text, async (steps, id, lane) => {
        let path = stores.newPath()
        const clock = new VirtualClock(1_700_000_000_000)
        let store = await stores.open({ path, clock })
        await store.enqueue([item(`i${id}`, { lane, body: id }), item('large', { lane, body: large })])
        for (const next of steps) {
          const claims = await claimsOf(store, { max: 10, leaseMs: 1_000 })
          const state = bytes(next.repeat(claims.length))
          if (next === 'again')
            await store.settle(claims.map(({ token }) => ({ token, to: next, delayMs: 2.5, state })))
          else if (next === 'release') await store.settle(claims.map(({ token }) => ({ token, to: next })))
          else if (next === 'reopen') store = await stores.reopen(store, { path, clock })
          else if (next === 'crash') {
            path = crashImage(path)
            store = await stores.open({ path, clock })
          }
          clock.advanceMs(1_000)
        }
        store = await stores.reopen(store, { path, clock })
        expect((await claimsOf(store, all)).map(({ damaged }) => damaged)).toEqual([undefined, undefined])
      }),
      { seed: 20261128, numRuns: 8 },
    )
  })
})

describe('a database of schema version 1', () => {
  it('is migrated with its items, which are then intact', async () => {
    const path = stores.newPath()
    const database = new DatabaseSync(path)
    migrate(database, migrations.slice(0, 1))
    const insert = database.prepare('INSERT INTO item VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?)')
    insert.run(1, 'r-1', 'lane', 5, 2, 4_294_967_297, 3, bytes('state'), bytes('one'))
    insert.run(7, 'r-2', 'other', 1_700_000_000_000, 0, 0, 9_000, null, null)
    database.prepare('INSERT INTO body VALUES(7, ?)').run(bytes(large))
    database.close()
    const store = await stores.open({ path, clock: new VirtualClock(1_700_000_000_000) })
    const claims = await claimsOf(store, all)
    expect(claims.map(({ id, deliveries, state, body, damaged }) => [id, deliveries, state, body, damaged])).toEqual([
      ['r-1', 3, bytes('state'), bytes('one'), undefined],
      ['r-2', 1, bytes(''), bytes(large), undefined],
    ])
  })
})
