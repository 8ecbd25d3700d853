import { execFileSync } from 'node:child_process'
import {
  chmodSync,
  existsSync,
  linkSync,
  mkdirSync,
  readdirSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { dirname, join } from 'node:path'
import { VirtualClock } from '@async-invoke/engine'
import { describe, expect, it } from 'vitest'
import { inspectSqliteStore } from '../src/index.ts'
import { item } from './items.ts'
import { openStores } from './open-stores.ts'

const stores = openStores()
const clock = new VirtualClock(0)
const filesOf = (path: string): string[] =>
  ['', '-wal', '-shm', '-lock', '-commits', '-journal-1', '-journal-2'].map((suffix) => path + suffix)
const rightsOf = (path: string): string => (statSync(path).mode & 0o777).toString(8)

describe.skipIf(process.platform === 'win32')('rights of the files', () => {
  it('lets nobody but the owner read them', async () => {
    const path = stores.newPath()
    const store = await stores.open({ path, clock })
    await store.enqueue([item('r-1')])
    expect(filesOf(path).filter(existsSync).map(rightsOf)).toEqual(filesOf(path).map(() => '600'))
  })

  it('takes the rights of others from a database that has them', async () => {
    const path = stores.newPath()
    await (await stores.open({ path, clock })).close()
    for (const file of filesOf(path)) if (existsSync(file)) chmodSync(file, 0o644)
    const store = await stores.open({ path, clock })
    await store.enqueue([item('r-1')])
    expect(filesOf(path).filter(existsSync).map(rightsOf)).toEqual(filesOf(path).map(() => '600'))
  })
})

describe('a path of something else than a file', () => {
  it.skipIf(process.platform === 'win32').each([
    { what: 'a folder', make: (path: string) => mkdirSync(path) },
    { what: 'a pipe', make: (path: string) => execFileSync('mkfifo', ['-m', '666', path]) },
    // Its rights are everyone's on the machine: tried through a link, whose own rights say nothing.
    { what: 'a device', make: (path: string) => symlinkSync('/dev/null', path) },
  ])('is refused, and keeps its rights: $what', async ({ make }) => {
    for (const suffix of ['', '-lock', '-commits', '-wal', '-journal-2']) {
      const path = stores.newPath()
      make(path + suffix)
      const before = rightsOf(path + suffix)
      // A link to the database itself is followed.
      const file = suffix === '' ? realpathSync(path) : path + suffix
      await expect(stores.open({ path, clock })).rejects.toThrow(`${file} is not a regular file`)
      expect(rightsOf(path + suffix)).toBe(before)
    }
  })
})

/** Makes a link to a path, and returns its own. */
function linkedLink(path: string): string {
  symlinkSync(path, `${path}-link`)
  return `${path}-link`
}

describe.skipIf(process.platform === 'win32')('a database with two names', () => {
  it.each([
    { about: 'a link', linkTo: (path: string) => path },
    { about: 'a link relative to a folder that is a link', linkTo: () => '../real/queue.db' },
    { about: 'a link to a link', linkTo: linkedLink },
  ])('is one database: $about has the lock, the log and the journal of the file itself', async ({ linkTo }) => {
    const folder = stores.newPath()
    const path = join(folder, 'real', 'queue.db')
    mkdirSync(join(folder, 'real'), { recursive: true })
    mkdirSync(join(folder, 'far', 'links'), { recursive: true })
    symlinkSync(join(folder, 'far', 'links'), join(folder, 'links'))
    symlinkSync(join(folder, 'real'), join(folder, 'far', 'real'))
    const link = join(folder, 'links', 'link.db')
    symlinkSync(linkTo(path), link)
    // The file is not there yet.
    const store = await stores.open({ path: link, clock })
    await store.enqueue([item('r-1')])
    expect(readdirSync(join(folder, 'links'))).toEqual(['link.db'])
    await expect(stores.open({ path, clock })).rejects.toMatchObject({ code: 'locked' })
    expect([inspectSqliteStore(path).items, inspectSqliteStore(link).items]).toEqual([1, 1])
    const again = await stores.reopen(store, { path, clock })
    expect(again.opened.items).toBe(1)
    await expect(stores.open({ path: link, clock })).rejects.toMatchObject({ code: 'locked' })
  })

  it('takes nothing more once the link by which it was opened leads elsewhere', async () => {
    const [path, link] = [stores.newPath(), stores.newPath()]
    symlinkSync(path, link)
    const store = await stores.open({ path: link, clock })
    rmSync(link)
    symlinkSync(`${path}.other`, link)
    const moved = { code: 'removed', message: expect.stringContaining(`${link} was moved while it was open`) }
    await expect(store.enqueue([item('r-1')])).rejects.toMatchObject(moved)
  })

  it('is refused if the second is a hard link, until it has gone', async () => {
    const path = stores.newPath()
    await (await stores.open({ path, clock })).close()
    linkSync(path, `${path}.second`)
    const refused = { code: 'failed', message: expect.stringContaining('.second has 2 names (hard links)') }
    await expect(stores.open({ path: `${path}.second`, clock })).rejects.toMatchObject(refused)
    await expect(stores.open({ path, clock })).rejects.toMatchObject({ code: 'failed' })
    rmSync(`${path}.second`)
    expect((await stores.open({ path, clock })).opened.items).toBe(0)
  })

  it('says what is wrong with links in a circle', async () => {
    const [path, other] = [stores.newPath(), stores.newPath()]
    symlinkSync(other, path)
    symlinkSync(path, other)
    const error = { name: 'SqliteStoreError', message: expect.stringContaining('ELOOP') }
    await expect(stores.open({ path, clock })).rejects.toMatchObject(error)
  })
})

describe('a file that is deleted or moved', () => {
  it.skipIf(process.platform === 'win32').each([
    { about: 'deleted', lose: (lock: string) => rmSync(lock) },
    { about: 'moved', lose: (lock: string) => renameSync(lock, `${lock}.old`) },
  ])('ends a store whose lock was $about, and the next one has all that was accepted', async ({ lose }) => {
    const path = stores.newPath()
    const store = await stores.open({ path, clock })
    await store.enqueue([item('r-1'), item('r-2')])
    lose(`${path}-lock`)
    const lost = {
      code: 'removed',
      message: expect.stringContaining(`${path}-lock was deleted or moved, so another store may have opened`),
    }
    const second = await stores.open({ path, clock })
    expect(await second.enqueue([item('r-3')])).toEqual(['accepted'])
    await expect(store.enqueue([item('late')])).rejects.toMatchObject(lost)
    await expect(store.claim({ max: 1, leaseMs: 1 })).rejects.toMatchObject(lost)
    await expect(store.backup(`${path}.copy`)).rejects.toMatchObject(lost)
    await store.close()
    expect(inspectSqliteStore(path).openedBy).toBe(process.pid)
    const third = await stores.reopen(second, { path, clock })
    expect(third.opened).toMatchObject({ items: 3, afterCrash: false, integrity: { problems: [] } })
  })

  it.skipIf(process.platform === 'win32')('refuses every write while the store is open, and closes', async () => {
    const path = stores.newPath()
    const store = await stores.open({ path, clock })
    await store.enqueue([item('r-1')])
    for (const file of filesOf(path)) rmSync(file, { force: true })
    const removed = { code: 'removed', message: expect.stringContaining(`${path} was deleted while it was open`) }
    await expect(store.enqueue([item('r-2')])).rejects.toMatchObject(removed)
    writeFileSync(path, '')
    await expect(store.enqueue([item('r-3')])).rejects.toMatchObject(removed)
  })

  it.skipIf(process.platform === 'win32').each([
    { about: 'alone', moved: (path: string) => path, replace: () => {} },
    { about: 'and replaced', moved: (path: string) => path, replace: (path: string) => writeFileSync(path, '') },
    { about: 'with its folder', moved: dirname, replace: () => {} },
  ])('refuses every write after it was moved $about, until it is back', async ({ moved: ofPath, replace }) => {
    const path = join(stores.newPath(), 'own', 'queue.sqlite')
    mkdirSync(dirname(path), { recursive: true })
    const store = await stores.open({ path, clock })
    await store.enqueue([item('r-1')])
    renameSync(ofPath(path), `${ofPath(path)}.old`)
    replace(path)
    const moved = { code: 'removed', message: expect.stringContaining(`${path} was moved while it was open`) }
    await expect(store.enqueue([item('r-2')])).rejects.toMatchObject(moved)
    renameSync(`${ofPath(path)}.old`, ofPath(path))
    expect(await store.enqueue([item('r-3')])).toEqual(['accepted'])
  })

  it('is refused beside a lock that knows of it, with the write-ahead log left as it is', async () => {
    const path = stores.newPath()
    await (await stores.open({ path, clock })).close()
    rmSync(path)
    writeFileSync(`${path}-wal`, 'log')
    const missing = { code: 'corrupt', message: expect.stringContaining(`${path} is missing, but ${path}-lock`) }
    await expect(stores.open({ path, clock })).rejects.toMatchObject(missing)
    expect(statSync(`${path}-wal`).size).toBe(3)
    rmSync(`${path}-wal`)
    rmSync(`${path}-lock`)
    const store = await stores.open({ path, clock })
    expect(store.opened.items).toBe(0)
  })
})
