import { copyFileSync, existsSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import { DatabaseSync } from 'node:sqlite'
import { VirtualClock } from '@async-invoke/engine'
import { describe, expect, it } from 'vitest'
import { inspectSqliteStore, type SqliteStoreOptions } from '../src/index.ts'
import { claimsOf, drained, item } from './items.ts'
import { openStores } from './open-stores.ts'

const stores = openStores()
const clock = new VirtualClock(0)
const suffixes = ['', '-wal', '-lock', '-commits', '-journal-1', '-journal-2']

/** The files of a process that was killed after 21 commits, of which 20 are in the journal only, or in the write-ahead log only. */
async function killed(where: 'in journal' | 'in log', options: Partial<SqliteStoreOptions> = {}): Promise<string> {
  const path = stores.newPath()
  await (await stores.open({ path, clock })).close()
  const store = await stores.open({ path, clock, ...options })
  for (let n = 0; n < 20; n += 1) await store.enqueue([item(`r-${n}`, { body: String(n).repeat(3_000) })])
  if (where === 'in log') await drained(store, path)
  const image = `${path}.killed`
  // The journal would make good what is missing in the log.
  for (const suffix of where === 'in log' ? suffixes.slice(0, 4) : suffixes)
    if (existsSync(path + suffix)) copyFileSync(path + suffix, image + suffix)
  return image
}

async function closed(): Promise<string> {
  const path = stores.newPath()
  const store = await stores.open({ path, clock })
  await store.enqueue(Array.from({ length: 20 }, (_, n) => item(`r-${n}`)))
  await store.close()
  return path
}

function flipBit(path: string, at: number): void {
  const content = readFileSync(path)
  content.writeUInt8(content.readUInt8(at) ^ 4, at)
  writeFileSync(path, content)
}

function change(path: string, sql: string): void {
  const database = new DatabaseSync(path)
  database.exec(sql)
  database.close()
}

const faults = [
  { fault: 'cut', damage: (file: string) => truncateSync(file, 60_000) },
  { fault: 'damaged by one bit', damage: (file: string) => flipBit(file, 60_000) },
  { fault: 'deleted', damage: (file: string) => rmSync(file) },
]

describe('a write-ahead log or a journal', () => {
  it.each([
    ...faults.map((fault) => ({ ...fault, where: 'in log' as const, suffix: '-wal' })),
    ...faults.map((fault) => ({ ...fault, where: 'in journal' as const, suffix: '-journal-1' })),
  ])(
    'that was $fault is refused with the number of commits that are missing, until the loss is accepted ($where)',
    async ({ damage, where, suffix }) => {
      const path = await killed(where)
      damage(path + suffix)
      const before = readFileSync(path)
      const missing = expect.stringMatching(
        /is incomplete: the last \d+ commits are missing; nothing was changed\. Restore/,
      )
      await expect(stores.open({ path, clock })).rejects.toMatchObject({ code: 'corrupt', message: missing })
      expect(readFileSync(path).equals(before)).toBe(true)
      const store = await stores.open({ path, clock, acceptLoss: true })
      expect(store.opened.integrity.problems).toEqual([expect.stringMatching(/^the last \d+ commits are missing$/)])
      const found = (await claimsOf(store, { max: 100, leaseMs: 1 })).map(({ id }) => id)
      expect(found).toEqual(found.map((_, n) => `r-${n}`))
      expect(found.length).toBeLessThan(20)
      await store.enqueue([item('after')])
      expect((await stores.reopen(store, { path, clock })).opened.integrity.problems).toEqual([])
    },
  )

  it('that was deleted with the schema in it is refused, until the loss is accepted', async () => {
    const path = stores.newPath()
    const store = await stores.open({ path, clock })
    await store.enqueue([item('r-1')])
    const image = `${path}.killed`
    for (const suffix of ['', '-lock', '-commits', '-journal-1', '-journal-2'])
      copyFileSync(path + suffix, image + suffix)
    const missing = { code: 'corrupt', message: expect.stringContaining('is incomplete: all commits are missing') }
    await expect(stores.open({ path: image, clock })).rejects.toMatchObject(missing)
    const after = await stores.open({ path: image, clock, acceptLoss: true })
    expect(after.opened).toMatchObject({ items: 0, integrity: { problems: ['all commits are missing'] } })
    expect((await stores.reopen(after, { path: image, clock })).opened.integrity.problems).toEqual([])
  })

  it('that was cut is reported only, if its commits were not flushed', async () => {
    const path = await killed('in log', { synchronous: 'normal' })
    truncateSync(`${path}-wal`, 60_000)
    const store = await stores.open({ path, clock })
    expect(store.opened.integrity.problems).toEqual([expect.stringContaining('which a loss of power may take')])
  })

  it.each(['in log', 'in journal'] as const)('that is whole is read without a word (%s)', async (where) => {
    const store = await stores.open({ path: await killed(where), clock })
    expect(store.opened).toMatchObject({ items: 20, afterCrash: true, integrity: { scope: 'database', problems: [] } })
  })
})

describe('a database', () => {
  it.each([
    { fault: 'an item', sql: 'DELETE FROM item WHERE seq = 7', loss: '19 items are there, but 20 were stored' },
    {
      fault: 'an item that was replaced',
      sql: 'UPDATE item SET seq = 40, head_sum = head_sum + 22 * 11 WHERE seq = 18',
      loss: 'the items are not those that were stored',
    },
  ])('without $fault is refused until the loss is accepted', async ({ sql, loss }) => {
    const path = await closed()
    change(path, sql)
    const refused = { code: 'corrupt', message: expect.stringContaining(`${path} is incomplete: ${loss}`) }
    await expect(stores.open({ path, clock })).rejects.toMatchObject(refused)
    expect(inspectSqliteStore(path, { integrityCheck: true }).integrity?.problems).toEqual([loss])
    const store = await stores.open({ path, clock, acceptLoss: true })
    expect(store.opened.integrity.problems).toEqual([loss])
    expect((await stores.reopen(store, { path, clock })).opened.integrity.problems).toEqual([])
  })

  it.each([
    {
      fault: 'its count damaged',
      damage: (path: string) => change(path, 'UPDATE tally SET items = 3'),
      doubt: 'count',
    },
    { fault: 'its count lost', damage: (path: string) => change(path, 'DELETE FROM tally'), doubt: 'count' },
    { fault: 'its number deleted', damage: (path: string) => rmSync(`${path}-commits`), doubt: 'commits is missing' },
    {
      fault: 'its number cut',
      damage: (path: string) => truncateSync(`${path}-commits`, 9),
      doubt: 'commits is damaged',
    },
    {
      fault: 'its number changed',
      damage: (path: string) => flipBit(`${path}-commits`, 0),
      doubt: 'commits is damaged',
    },
  ])('with $fault is opened with that problem, once', async ({ damage, doubt }) => {
    const path = await closed()
    damage(path)
    const store = await stores.open({ path, clock })
    expect(store.opened).toMatchObject({ items: 20, integrity: { problems: [expect.stringContaining(doubt)] } })
    expect((await stores.reopen(store, { path, clock })).opened.integrity.problems).toEqual([])
  })

  it('that was cut to nothing beside a write-ahead log is refused, with the log left as it is', async () => {
    const path = await killed('in log')
    const wal = readFileSync(`${path}-wal`)
    truncateSync(path, 0)
    await expect(stores.open({ path, clock })).rejects.toMatchObject({ code: 'corrupt' })
    expect(readFileSync(`${path}-wal`).equals(wal)).toBe(true)
  })

  it('that was copied from an open store without its journal is opened with that problem, once', async () => {
    const path = stores.newPath()
    const store = await stores.open({ path, clock })
    await store.enqueue([item('r-1')])
    for (const suffix of ['', '-wal']) copyFileSync(path + suffix, `${path}.copy${suffix}`)
    const problems = ['the journal is missing: it is unknown whether the last commits are there']
    const inspected = inspectSqliteStore(`${path}.copy`, { integrityCheck: true })
    expect(inspected).toMatchObject({ items: 0, integrity: { problems } })
    const copy = await stores.open({ path: `${path}.copy`, clock })
    expect(copy.opened).toMatchObject({ items: 0, afterCrash: true, integrity: { problems } })
    const again = await stores.reopen(copy, { path: `${path}.copy`, clock })
    expect(again.opened.integrity.problems).toEqual([])
  })

  it.each([
    { about: 'closed', options: {}, isClosed: true },
    { about: 'open, without a journal', options: { synchronous: 'normal' as const }, isClosed: false },
  ])('that was copied from a store that was $about needs no journal', async ({ options, isClosed }) => {
    const path = stores.newPath()
    // The journal of another opening.
    await (await stores.open({ path, clock })).close()
    const store = await stores.open({ path, clock, ...options })
    await store.enqueue([item('r-1')])
    if (isClosed) await store.close()
    for (const suffix of ['', '-wal'])
      if (existsSync(path + suffix)) copyFileSync(path + suffix, `${path}.copy${suffix}`)
    const copy = await stores.open({ path: `${path}.copy`, clock })
    expect(copy.opened).toMatchObject({ items: 1, integrity: { problems: [] } })
  })

  it('that is new takes no account of a number left behind by another', async () => {
    const path = stores.newPath()
    copyFileSync(`${await closed()}-commits`, `${path}-commits`)
    const store = await stores.open({ path, clock })
    expect((await stores.reopen(store, { path, clock })).opened.integrity.problems).toEqual([])
  })
})
