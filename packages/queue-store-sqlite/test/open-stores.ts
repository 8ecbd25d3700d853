import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { VirtualClock } from '@async-invoke/engine'
import { afterAll, afterEach, beforeAll } from 'vitest'
import { openSqliteStore, type SqliteStore, type SqliteStoreOptions } from '../src/index.ts'

export interface OpenStores {
  /** Folder of this file's databases, removed after its tests. */
  readonly folder: string
  newPath(): string
  open(options?: Partial<SqliteStoreOptions>): Promise<SqliteStore>
  /** Closes the store and opens it again. */
  reopen(store: SqliteStore, options: Partial<SqliteStoreOptions>): Promise<SqliteStore>
}

/** Opens stores for the tests of one block, and closes each after its test. */
export function openStores(): OpenStores {
  let folder = ''
  let paths = 0
  const open = new Set<SqliteStore>()
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'queue-store-sqlite-'))
  })
  afterEach(async () => {
    for (const store of open) await store.close()
    open.clear()
  })
  afterAll(() => rmSync(folder, { recursive: true, force: true }))
  const newPath = (): string => join(folder, `queue ${++paths}.db`)
  const openOne = async (options: Partial<SqliteStoreOptions> = {}): Promise<SqliteStore> => {
    const store = await openSqliteStore({ path: newPath(), clock: new VirtualClock(1_000_000), ...options })
    open.add(store)
    return store
  }
  return {
    get folder() {
      return folder
    },
    newPath,
    open: openOne,
    async reopen(store, options) {
      await store.close()
      open.delete(store)
      return openOne(options)
    },
  }
}
