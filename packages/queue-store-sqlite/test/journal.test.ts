import { copyFileSync, existsSync, rmSync } from 'node:fs'
import { DatabaseSync } from 'node:sqlite'
import { VirtualClock } from '@async-invoke/engine'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { inspectSqliteStore, type SqliteStore } from '../src/index.ts'
import { journalEndings } from '../src/lib/files/private-file.ts'
import { bytes, claimsOf, crashImage, drained, item, readDatabase, tokenOf } from './items.ts'
import { openStores } from './open-stores.ts'

const stores = openStores()
const clock = new VirtualClock(0)
const all = { max: 1_000, leaseMs: 60_000 }

/** The ids in the database itself, without its journal. */
function stored(path: string): readonly unknown[] {
  using database = new DatabaseSync(path, { readOnly: true })
  return database
    .prepare('SELECT id FROM item ORDER BY seq')
    .all()
    .map(({ id }) => id)
}

async function finish(store: SqliteStore, ids: readonly string[]): Promise<void> {
  const claims = (await claimsOf(store, all)).filter(({ id }) => ids.includes(id))
  await store.settle(claims.map(({ token }) => ({ token, to: 'done' })))
}

describe('the journal in front of the database', () => {
  it('keeps from the database what ends soon, and applies the rest', async () => {
    const path = stores.newPath()
    const store = await stores.open({ path, clock })
    await store.enqueue(['a', 'b', 'c'].map((id) => item(id, { body: id })))
    expect(stored(path)).toEqual([])
    await finish(store, ['a', 'c'])
    await drained(store, path)
    expect(stored(path)).toEqual(['b'])
    expect((await stores.reopen(store, { path, clock })).opened).toMatchObject({
      items: 1,
      integrity: { problems: [] },
    })
  })

  it('hands out items of the database, of the journal and of both with one claim', async () => {
    const path = stores.newPath()
    const store = await stores.open({ path, clock })
    const large = 'x'.repeat(5_000)
    await store.enqueue([
      item('in both', { state: 'old', body: large }),
      item('in database', { state: 's', body: 'b' }),
    ])
    const [both] = await claimsOf(store, { max: 1, leaseMs: 60_000 })
    await drained(store, path)
    await store.settle([{ token: tokenOf(both), to: 'again', delayMs: 0, state: bytes('newer') }])
    await store.enqueue([item('in journal', { state: 'n', body: 'j' }), item('empty')])
    const seen = await store.admin?.peek({ lane: 'lane', limit: 10, maxBodyBytes: 2 })
    expect(seen?.map(({ id, body }) => [id, String(body)]).sort()).toEqual([
      ['empty', ''],
      ['in both', String(bytes('xx'))],
      ['in database', String(bytes('b'))],
      ['in journal', String(bytes('j'))],
    ])
    const claims = (await claimsOf(store, all)).map(({ id, state, body, damaged }) => [
      id,
      String(state),
      body,
      damaged,
    ])
    expect(Object.fromEntries(claims.map(([id, ...rest]) => [id, rest]))).toEqual({
      'in both': [String(bytes('newer')), bytes(large), undefined],
      'in database': [String(bytes('s')), bytes('b'), undefined],
      'in journal': [String(bytes('n')), bytes('j'), undefined],
      empty: ['', bytes(''), undefined],
    })
  })

  it('keeps every item over any work and crashes, however often its files are used again', async () => {
    const step = fc.oneof(
      { weight: 4, arbitrary: fc.constant('add' as const) },
      { weight: 3, arbitrary: fc.constantFrom('done' as const, 'again' as const, 'release' as const) },
      { weight: 1, arbitrary: fc.constantFrom('crash' as const, 'reopen' as const, 'back up' as const) },
    )
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(step, fc.nat(3_000)), { minLength: 10, maxLength: 50 }),
        fc.constantFrom(600, 9_000, undefined),
        async (steps, journalBytes) => {
          let path = stores.newPath()
          const time = new VirtualClock(0)
          let store = await stores.open({ path, clock: time }, journalBytes)
          const expected = new Map<string, string>()
          for (const [n, [what, size]] of steps.entries()) {
            time.advanceMs(100)
            if (what === 'add') {
              const body = String(n).repeat(1 + (size >> 2))
              expect(await store.enqueue([item(`i-${n}`, { body })])).toEqual(['accepted'])
              expected.set(`i-${n}`, body)
            } else if (what === 'crash' || what === 'back up') {
              const image = what === 'crash' ? crashImage(path) : `${path}.copy`
              if (what === 'back up') await store.backup(image)
              path = image
              store = await stores.open({ path, clock: time, integrityCheck: 'always' }, journalBytes)
              expect(store.opened).toMatchObject({ items: expected.size, integrity: { problems: [] } })
            } else if (what === 'reopen') store = await stores.reopen(store, { path, clock: time }, journalBytes)
            else {
              const [claim] = await claimsOf(store, { max: 1 + (size % 3), leaseMs: 50 })
              if (claim === undefined) continue
              expect(String(claim.body)).toBe(String(bytes(expected.get(claim.id) ?? '')))
              const state = bytes('s'.repeat(size % 90))
              await store.settle([{ token: claim.token, to: what, delayMs: 0, state } as never])
              if (what === 'done') expected.delete(claim.id)
            }
            const seen = inspectSqliteStore(path, { integrityCheck: true })
            expect(seen).toMatchObject({ items: expected.size, integrity: { problems: [] } })
          }
          time.advanceMs(100)
          const left = await claimsOf(store, all)
          expect(new Map(left.map(({ id, body }) => [id, String(body)]))).toEqual(
            new Map([...expected].map(([id, body]) => [id, String(bytes(body))])),
          )
        },
      ),
      { seed: 20261129, numRuns: 25 },
    )
  })

  it('is read by others as it is, while its files are used again', async () => {
    const path = stores.newPath()
    const store = await stores.open({ path, clock }, 20_000)
    let accepted = 0
    for (let round = 0; round < 40; round += 1) {
      const adding = store.enqueue([item(`a-${round}`, { body: 'x'.repeat(3_000) }), item(`b-${round}`)])
      const before = accepted
      const seen = inspectSqliteStore(path, { integrityCheck: true })
      expect(seen.integrity?.problems).toEqual([])
      expect(seen.items).toBeGreaterThanOrEqual(before)
      await adding
      accepted += 2
      expect(inspectSqliteStore(path).items).toBe(accepted)
    }
  })

  it('applies a full file at the pace of new items', async () => {
    const path = stores.newPath()
    const store = await stores.open({ path, clock }, 2_000_000)
    const body = 'x'.repeat(10_000)
    for (let n = 0; n < 230; n += 1) await store.enqueue([item(`r-${n}`, { body })])
    // The answer to a call comes before the application of what it makes due.
    await store.admin?.peek({ lane: 'lane', limit: 1 })
    expect(stored(path).length).toBeGreaterThan(20)
    expect(stored(path).length).toBeLessThan(60)
  })

  it('takes items as long as the file has room for those that are not applied, and no longer', async () => {
    const path = stores.newPath()
    const store = await stores.open({ path, clock, maxFileBytes: 1_000_000 }, 8_000)
    for (let round = 0; round < 300; round += 1) {
      await store.enqueue([item(`r-${round}`, { body: 'x'.repeat(2_000) })])
      await finish(store, [`r-${round}`])
    }
    await store.enqueue([item('in journal')])
    expect(stored(path)).toEqual([])
    await store.enqueue([item('no room to promise', { body: 'x'.repeat(400_000) })])
    expect(stored(path)).toEqual(['in journal', 'no room to promise'])
  })

  it('is read by others as it is at one moment, while items come and end', async () => {
    const path = stores.newPath()
    const store = await stores.open({ path, clock }, 20_000)
    let [added, isOver] = [0, false]
    const add = async (): Promise<void> => {
      while (!isOver) await store.enqueue([item(`i-${++added}`, { body: 'x'.repeat((added * 37) % 2_500) })])
    }
    const end = async (): Promise<void> => {
      while (!isOver) {
        const claims = await claimsOf(store, { max: 20, leaseMs: 60_000 })
        const settlements = claims.map(({ token }, n) =>
          n % 3 === 0 ? { token, to: 'again' as const, delayMs: 0, state: bytes('s') } : { token, to: 'done' as const },
        )
        await (settlements.length > 0 ? store.settle(settlements) : new Promise(setImmediate))
      }
    }
    const work = [add(), add(), add(), add(), end(), end(), end()]
    for (let look = 0; look < 300; look += 1) {
      await new Promise((resolve) => setTimeout(resolve, 1))
      expect(inspectSqliteStore(path, { integrityCheck: true }).integrity?.problems).toEqual([])
    }
    isOver = true
    await Promise.all(work)
  })

  it('is no part of a backup, which can be put in the place of the database beside it', async () => {
    const path = stores.newPath()
    const store = await stores.open({ path, clock })
    await store.enqueue([item('before')])
    await store.backup(`${path}.kept`)
    await store.enqueue([item('after')])
    const image = crashImage(path)
    copyFileSync(`${path}.kept`, image)
    for (const ending of ['-wal', '-shm', '-commits']) rmSync(image + ending, { force: true })
    expect(existsSync(`${image}-journal-1`)).toBe(true)
    const restored = await stores.open({ path: image, clock })
    expect((await claimsOf(restored, all)).map(({ id }) => id)).toEqual(['before'])
  })

  it.skipIf(process.platform === 'win32')('loses nothing when its file is deleted, and makes another', async () => {
    const path = stores.newPath()
    const store = await stores.open({ path, clock })
    await store.enqueue([item('before')])
    for (const ending of journalEndings) rmSync(path + ending)
    expect(await store.enqueue([item('after')])).toEqual(['accepted'])
    expect(await store.enqueue([item('later')])).toEqual(['accepted'])
    expect(stored(path)).toEqual(['before', 'after'])
    const crashed = await stores.open({ path: crashImage(path), clock })
    expect((await claimsOf(crashed, all)).map(({ id }) => id)).toEqual(['before', 'after', 'later'])
  })

  it('is applied whole where the count of items is damaged', async () => {
    const path = stores.newPath()
    const store = await stores.open({ path, clock })
    await store.enqueue([item('a'), item('b'), item('c')])
    await finish(store, ['b'])
    const image = crashImage(path)
    {
      using database = new DatabaseSync(image)
      database.exec('UPDATE tally SET items = 77')
    }
    const doubt = ['the count of items is damaged']
    expect(inspectSqliteStore(image, { integrityCheck: true })).toMatchObject({
      items: 2,
      integrity: { problems: doubt },
    })
    const after = await stores.open({ path: image, clock })
    expect(after.opened.integrity.problems).toEqual(doubt)
    expect((await claimsOf(after, all)).map(({ id }) => id)).toEqual(['a', 'c'])
    const again = await stores.reopen(after, { path: image, clock })
    expect(again.opened).toMatchObject({ items: 2, integrity: { problems: [] } })
  })

  it('goes straight to the database with what is too large for it, in order', async () => {
    const path = stores.newPath()
    const store = await stores.open({ path, clock })
    await store.enqueue([item('small')])
    await store.enqueue([item('large', { body: 'x'.repeat(2_000_000) })])
    expect(stored(path)).toEqual(['small', 'large'])
    await finish(store, ['small', 'large'])
    const left = readDatabase(path, (database) => database.prepare('SELECT count(*) AS n FROM item').get()?.n)
    expect(left).toBe(0)
  })
})

describe('a database whose creation was interrupted', () => {
  it('is created anew', async () => {
    const path = stores.newPath()
    const image = `${path}.cut`
    {
      using database = new DatabaseSync(path)
      // More than fits into memory goes to the file before the end of the transaction.
      database.exec(`PRAGMA cache_size = 1; BEGIN; CREATE TABLE a(x);
        WITH n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 900) INSERT INTO a SELECT randomblob(4000) FROM n`)
      for (const ending of ['', '-journal']) copyFileSync(path + ending, image + ending)
    }
    const store = await stores.open({ path: image, clock })
    expect(store.opened.items).toBe(0)
    expect(await store.enqueue([item('a')])).toEqual(['accepted'])
  })
})
