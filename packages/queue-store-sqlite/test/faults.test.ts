import { execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import {
  closeSync,
  copyFileSync,
  openSync,
  readFileSync,
  statSync,
  truncateSync,
  writeFileSync,
  writeSync,
} from 'node:fs'
import { DatabaseSync } from 'node:sqlite'
import { fileURLToPath } from 'node:url'
import { VirtualClock } from '@async-invoke/engine'
import { describe, expect, it } from 'vitest'
import { inspectSqliteStore, type SqliteStoreOptions } from '../src/index.ts'
import { crashImage, drained, item } from './items.ts'
import { openStores } from './open-stores.ts'

const stores = openStores()
const all = { max: 1_000, leaseMs: 60_000 }

/** A closed database with a hundred items of at least 3 KB. */
async function filled(): Promise<Pick<SqliteStoreOptions, 'path' | 'clock'>> {
  const options = { path: stores.newPath(), clock: new VirtualClock(0) }
  const store = await stores.open(options)
  await store.enqueue(Array.from({ length: 100 }, (_, n) => item(`r-${n}`, { body: String(n).repeat(3_000) })))
  await store.close()
  return options
}

/** Opens a store in another process; resolves once it is open, or with what it was refused with. */
async function openElsewhere(path: string) {
  const script = `import { openSqliteStore } from '@async-invoke/queue-store-sqlite'
    import { systemClock } from '@async-invoke/engine'
    const opening = openSqliteStore({ path: process.argv[1], clock: systemClock })
    console.log(await opening.then(() => 'open', ({ code }) => code))
    setInterval(() => {}, 1_000)`
  const conditions = ['--conditions=@async-invoke/source', '--input-type=module']
  const cwd = fileURLToPath(new URL('..', import.meta.url))
  const child = spawn(process.execPath, [...conditions, '-e', script, path], {
    cwd,
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const [printed] = await once(child.stdout, 'data')
  const kill = async (): Promise<void> => {
    child.kill('SIGKILL')
    await once(child, 'exit')
  }
  return { outcome: String(printed).trim(), pid: child.pid, kill }
}

describe('a second store', () => {
  it('is refused with the process id of the first, and opens once that process is killed', async () => {
    const path = stores.newPath()
    const first = await openElsewhere(path)
    const message = expect.stringContaining(`${path} is in use by process ${first.pid}`)
    await expect(stores.open({ path })).rejects.toMatchObject({ code: 'locked', message })
    expect(inspectSqliteStore(path).openedBy).toBe(first.pid)
    await first.kill()
    const store = await stores.open({ path })
    expect(store.opened).toMatchObject({ afterCrash: true, integrity: { problems: [] } })
  })

  it('is refused in the same process, and the first continues', async () => {
    const path = stores.newPath()
    const store = await stores.open({ path })
    await expect(stores.open({ path })).rejects.toMatchObject({ code: 'locked' })
    await expect(stores.open({ path })).rejects.toMatchObject({ code: 'locked' })
    expect(await store.enqueue([item('r-1')])).toEqual(['accepted'])
  })

  it('leaves the first its lock, by which other processes are refused, too', async () => {
    const path = stores.newPath()
    const store = await stores.open({ path })
    await expect(stores.open({ path })).rejects.toMatchObject({ code: 'locked' })
    expect(inspectSqliteStore(path).items).toBe(0)
    await store.backup(`${path}.copy`)
    await expect(store.backup(`${path}-lock`)).rejects.toThrow('is a file of the store itself')
    const other = await openElsewhere(path)
    await other.kill()
    expect(other.outcome).toBe('locked')
  })
})

describe('a refused database', () => {
  it('stays unchanged if its schema version is newer', async () => {
    const options = await filled()
    const change = (sql: string): void => {
      const database = new DatabaseSync(options.path)
      database.exec(sql)
      database.close()
    }
    change('PRAGMA user_version = 99')
    const before = readFileSync(options.path)
    const message = expect.stringContaining('schema version 99')
    await expect(stores.open(options)).rejects.toMatchObject({ code: 'newer-schema', message })
    expect(() => inspectSqliteStore(options.path)).toThrow('schema version 99')
    expect(readFileSync(options.path).equals(before)).toBe(true)
    change('PRAGMA user_version = 4')
    expect((await stores.open(options)).opened.items).toBe(100)
  })

  it('stays unchanged if another program made it', async () => {
    const path = stores.newPath()
    const database = new DatabaseSync(path)
    database.exec('CREATE TABLE theirs(x)')
    database.close()
    await expect(stores.open({ path })).rejects.toMatchObject({
      code: 'corrupt',
      message: expect.stringContaining('not one of this package'),
    })
    writeFileSync(path, 'not a database, but text that is long enough to be mistaken for one '.repeat(20))
    await expect(stores.open({ path })).rejects.toMatchObject({ code: 'corrupt' })
  })

  it.each([0, 50, 4_096, 50_000])('stays unchanged if truncated to %i bytes, and opens when restored', async (size) => {
    const options = await filled()
    copyFileSync(options.path, `${options.path}.whole`)
    truncateSync(options.path, size)
    await expect(stores.open(options)).rejects.toMatchObject({
      code: 'corrupt',
      message: expect.stringContaining('truncated'),
    })
    expect(() => inspectSqliteStore(options.path)).toThrow('truncated')
    expect(statSync(options.path).size).toBe(size)
    copyFileSync(`${options.path}.whole`, options.path)
    const store = await stores.open(options)
    expect((await store.claim(all)).claims).toHaveLength(100)
  })

  it('keeps its log if damaged in the middle, and loses nothing when the file is restored', async () => {
    const options = { path: stores.newPath(), clock: new VirtualClock(0) }
    const store = await stores.open(options)
    for (let n = 0; n < 200; n += 1) await store.enqueue([item(`r-${n}`, { body: 'x'.repeat(60_000) })])
    await drained(store, options.path)
    const path = crashImage(options.path)
    const whole = readFileSync(path)
    const wal = readFileSync(`${path}-wal`)
    expect(wal.length).toBeGreaterThan(0)
    expect(whole.length).toBeGreaterThan(200_000)
    const file = openSync(path, 'r+')
    for (let page = 4; page < 40; page += 1) writeSync(file, Buffer.alloc(4_096, 0xff), 0, 4_096, page * 4_096)
    closeSync(file)
    await expect(stores.open({ path })).rejects.toMatchObject({
      code: 'corrupt',
      message: expect.stringMatching(/is damaged|malformed/),
    })
    expect(readFileSync(`${path}-wal`).equals(wal)).toBe(true)
    writeFileSync(path, whole)
    expect((await stores.open({ path })).opened.items).toBe(200)
  })
})

describe('a database with damaged items', () => {
  it('is opened with their names, after a check of the whole database', async () => {
    const options = await filled()
    const database = new DatabaseSync(options.path)
    database.exec("DELETE FROM body WHERE seq = 7; UPDATE body SET bytes = x'00' WHERE seq = 9")
    database.close()
    const problems = ['item r-6 is damaged', 'item r-8 is damaged']
    expect(inspectSqliteStore(options.path, { integrityCheck: true }).integrity?.problems).toEqual(problems)
    const { opened } = await stores.open({ ...options, integrityCheck: 'always' })
    expect(opened.integrity).toMatchObject({ scope: 'database', problems })
  })
})

describe('an open store', () => {
  it('rejects a call whose id is not a string, and answers the calls after it', async () => {
    const store = await stores.open()
    const wrong = { ...item('wrong'), id: Symbol('wrong') as unknown as string }
    await expect(store.enqueue([wrong])).rejects.toThrow(/could not be cloned/)
    expect(await store.enqueue([item('right')])).toEqual(['accepted'])
    expect((await store.claim(all)).claims.map(({ id }) => id)).toEqual(['right'])
  })
})

describe('opening', () => {
  it('rejects a missing or unwritable folder with read-only and the path', async () => {
    for (const path of ['/proc/queue.db', `${stores.folder}/missing/queue.db`])
      await expect(stores.open({ path })).rejects.toMatchObject({
        code: 'read-only',
        message: expect.stringContaining(path),
      })
  })
})

describe('the package', () => {
  it('fails to import without node:sqlite, with one line that names the Node.js version needed', () => {
    const script = fileURLToPath(new URL('../src/index.ts', import.meta.url))
    const args = ['--no-experimental-sqlite', '--conditions=@async-invoke/source', script]
    let printed = ''
    try {
      execFileSync(process.execPath, args, { stdio: 'pipe' })
    } catch (error) {
      printed = String((error as { stderr: Buffer }).stderr)
    }
    const needed = '@async-invoke/queue-store-sqlite needs Node.js 22.13 or later for node:sqlite; this is'
    expect(printed.split('\n').filter((line) => line.includes('needs Node.js'))).toEqual([
      expect.stringContaining(needed),
    ])
    expect(printed).not.toContain('    at ')
  })
})
