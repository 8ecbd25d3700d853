import { execFileSync } from 'node:child_process'
import {
  existsSync,
  linkSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { VirtualClock } from '@async-invoke/engine'
import { describe, expect, it } from 'vitest'
import { inspectSqliteStore } from '../src/index.ts'
import { bytes, crashImage, item, tokenOf } from './items.ts'
import { openStores } from './open-stores.ts'

const stores = openStores()
const all = { max: 10_000, leaseMs: 60_000 }

async function withThree(path: string) {
  const store = await stores.open({ path, clock: new VirtualClock(1_000) })
  await store.enqueue([
    item('r-1', { lane: 'a', body: 'one' }),
    item('r-2', { lane: 'b', delayMs: 500, state: 'waiting', body: 'two' }),
    item('r-3', { lane: 'a', delayMs: 900 }),
  ])
  return store
}

const seen = {
  schemaVersion: 4,
  items: 3,
  bodyBytes: 6,
  lanes: [
    { lane: 'a', items: 2, earliestDueMs: 1_000 },
    { lane: 'b', items: 1, earliestDueMs: 1_500 },
  ],
}

describe('inspectSqliteStore', () => {
  it('reads an open, a crashed and a closed database without changing it', async () => {
    const path = stores.newPath()
    const store = await withThree(path)
    expect(inspectSqliteStore(path)).toMatchObject({ ...seen, openedBy: process.pid })
    const image = crashImage(path)
    const kept = ['', '-wal'].map((suffix) => readFileSync(image + suffix))
    expect(inspectSqliteStore(image, { integrityCheck: true })).toMatchObject({ ...seen, integrity: { problems: [] } })
    expect(['', '-wal'].map((suffix) => readFileSync(image + suffix))).toEqual(kept)
    await store.close()
    const stopped = readFileSync(path)
    expect(inspectSqliteStore(path)).toMatchObject({ ...seen, openedBy: undefined })
    expect(readFileSync(path)).toEqual(stopped)
  })

  it('lists items by due time, optionally of one lane, up to the limit', async () => {
    const path = stores.newPath()
    await withThree(path)
    expect(inspectSqliteStore(path).listed.map(({ id }) => id)).toEqual(['r-1', 'r-2', 'r-3'])
    expect(inspectSqliteStore(path, { limit: 1 }).listed.map(({ id }) => id)).toEqual(['r-1'])
    expect(inspectSqliteStore(path, { lane: 'b' }).listed).toEqual([
      { id: 'r-2', lane: 'b', dueMs: 1_500, deliveries: 0, bodyBytes: 3, state: bytes('waiting') },
    ])
  })

  it('refuses a missing database', () => {
    expect(() => inspectSqliteStore(stores.newPath())).toThrow('there is no database')
  })
})

describe('backup', () => {
  it('copies one moment of a store in use, and opens like any database', async () => {
    const path = stores.newPath()
    const copy = stores.newPath()
    const store = await stores.open({ path })
    await store.enqueue(Array.from({ length: 2_000 }, (_, n) => item(`before-${n}`, { body: 'x'.repeat(3_000) })))
    const copied = store.backup(copy)
    let working = true
    let added = 0
    const work = (async () => {
      for (; working; added += 1) await store.enqueue([item(`during-${added}`, { body: 'y'.repeat(3_000) })])
    })()
    await copied
    working = false
    await work
    expect(added).toBeGreaterThan(0)
    const restored = await stores.open({ path: copy, integrityCheck: 'always' })
    expect(restored.opened.integrity?.problems).toEqual([])
    const ids = (await restored.claim(all)).claims.map(({ id }) => id)
    expect(ids.filter((id) => id.startsWith('before')).length).toBe(2_000)
    // Of the concurrent items, it contains a prefix.
    const during = ids.filter((id) => id.startsWith('during'))
    expect(during).toEqual(during.map((_, n) => `during-${n}`))
  })

  it.each(['', '-wal', '-shm', '-lock', '-commits'])(
    'leaves the file of the store with the ending %j alone',
    async (ending) => {
      const path = stores.newPath()
      const store = await stores.open({ path })
      await store.enqueue([item('r-1')])
      const link = `${path}-folder`
      symlinkSync(dirname(path), link)
      const hard = `${path}-hard`
      linkSync(`${path}-lock`, hard)
      for (const copy of [path + ending, join(link, basename(path) + ending), hard])
        await expect(store.backup(copy)).rejects.toThrow(`${copy} is a file of the store itself`)
      expect(await store.enqueue([item('r-2')])).toEqual(['accepted'])
      await store.close()
      expect(inspectSqliteStore(path).items).toBe(2)
    },
  )

  it('replaces no database in use, and nothing that is no file', async () => {
    const [path, copy, folder] = [stores.newPath(), stores.newPath(), stores.newPath()]
    const other = await stores.open({ path })
    await other.enqueue([item('r-1')])
    const store = await stores.open()
    await expect(store.backup(path)).rejects.toThrow(/to .*: .*-(wal|lock) is beside it, as of a database in use/)
    expect(await other.enqueue([item('r-2')])).toEqual(['accepted'])
    mkdirSync(folder)
    await expect(store.backup(folder)).rejects.toThrow(`${folder} is not a regular file`)
    execFileSync('mkfifo', [copy])
    await expect(store.backup(copy)).rejects.toThrow(`${copy} is not a regular file`)
  })

  it('makes copies to one path one after the other, which only their owner can read', async () => {
    const copy = stores.newPath()
    const store = await stores.open()
    await store.enqueue(Array.from({ length: 500 }, (_, n) => item(`r-${n}`, { body: 'x'.repeat(3_000) })))
    await Promise.all([store.backup(copy), store.backup(copy), store.backup(copy)])
    expect(inspectSqliteStore(copy).items).toBe(500)
    expect(statSync(copy).mode & 0o777).toBe(0o600)
    expect(readdirSync(stores.folder).filter((name) => name.endsWith('.partial'))).toEqual([])
  })

  it('ends a backup that was begun before the store was closed', async () => {
    const [path, copy] = [stores.newPath(), stores.newPath()]
    const store = await stores.open({ path })
    await store.enqueue([item('r-1')])
    const copying = store.backup(copy)
    await store.enqueue([item('r-2')])
    await store.close()
    await copying
    expect(inspectSqliteStore(copy).listed.map(({ id }) => id)).toContain('r-1')
    expect(inspectSqliteStore(path).items).toBe(2)
  })

  it('replaces an older backup as a whole, and leaves it and no partial file after a failure', async () => {
    const copy = stores.newPath()
    const store = await stores.open()
    await store.enqueue([item('r-1')])
    writeFileSync(copy, 'an older backup')
    await store.backup(copy)
    expect(inspectSqliteStore(copy).items).toBe(1)
    const [claim] = (await store.claim(all)).claims
    await store.settle([{ token: tokenOf(claim), to: 'done' }])
    await expect(store.backup(`${stores.folder}/missing/copy.db`)).rejects.toMatchObject({
      name: 'SqliteStoreError',
      code: 'read-only',
    })
    expect(inspectSqliteStore(copy).items).toBe(1)
    expect(readdirSync(stores.folder).filter((name) => name.endsWith('.partial'))).toEqual([])
    expect(existsSync(copy)).toBe(true)
  })
})
