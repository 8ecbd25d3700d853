import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { VirtualClock } from '@async-invoke/engine'
import { afterAll, afterEach, beforeAll } from 'vitest'
import type { SqliteStore, SqliteStoreOptions } from '../src/index.ts'
import { openStore } from '../src/lib/open-sqlite-store.ts'

export interface OpenStores {
  /** Folder of this file's databases, removed after its tests. */
  readonly folder: string
  newPath(): string
  /** @param journalBytes - size of each file of the journal; the default is larger than what most tests write */
  open(options?: Partial<SqliteStoreOptions>, journalBytes?: number): Promise<SqliteStore>
  /** Closes the store and opens it again. */
  reopen(store: SqliteStore, options: Partial<SqliteStoreOptions>, journalBytes?: number): Promise<SqliteStore>
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
  const openOne = async (
    options: Partial<SqliteStoreOptions> = {},
    journalBytes: number | undefined = undefined,
  ): Promise<SqliteStore> => {
    const given = { path: newPath(), clock: new VirtualClock(1_000_000), ...options }
    const store = await openStore(given, undefined, journalBytes)
    open.add(store)
    return store
  }
  return {
    get folder() {
      return folder
    },
    newPath,
    open: openOne,
    async reopen(store, options, journalBytes) {
      await store.close()
      open.delete(store)
      return openOne(options, journalBytes)
    },
  }
}
