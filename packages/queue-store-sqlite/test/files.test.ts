import { execFileSync } from 'node:child_process'
import { chmodSync, existsSync, mkdirSync, renameSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { VirtualClock } from '@async-invoke/engine'
import { describe, expect, it } from 'vitest'
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
      await expect(stores.open({ path, clock })).rejects.toThrow(`${path}${suffix} is not a regular file`)
      expect(rightsOf(path + suffix)).toBe(before)
    }
  })
})

describe('a file that is deleted or moved', () => {
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
