import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Clock, createMemoryStore, type QueueStore } from '@async-invoke/engine'
import { openSqliteStore, SqliteStoreError } from '@async-invoke/queue-store-sqlite'
import { relocateCode } from './functions/code-store.ts'
import { LocalRuntimeError } from './local-runtime-error.ts'
import type { RegistryFile } from './registry/registry.ts'
import { openRegistryFile } from './registry/registry-in-sqlite.ts'

/** Storage of a runtime: unpacked code, registry and queue. */
export interface Data {
  /** Folder for unpacked code. */
  readonly codeDirectory: string
  /** `undefined` when the registry is kept in memory. */
  readonly registryFile: RegistryFile | undefined
  readonly store: QueueStore
  close(): Promise<void>
}

/**
 * Opens the data directory, in which queue, registry and code survive the process. Without one, queue and registry are
 * kept in memory, and code in a temporary folder that is deleted when the runtime closes.
 *
 * @param dataDirectory - an absolute path
 * @throws {@link LocalRuntimeError} `data-in-use` when another process has the directory open, `data-too-new` when a
 * later version wrote it
 */
export async function openData(dataDirectory: string | undefined, clock: Clock): Promise<Data> {
  if (dataDirectory === undefined) {
    const codeDirectory = mkdtempSync(join(tmpdir(), 'async-invoke-'))
    const close = async (): Promise<void> => rmSync(codeDirectory, { recursive: true, force: true })
    return { codeDirectory, registryFile: undefined, store: createMemoryStore({ clock }), close }
  }
  mkdirSync(dataDirectory, { recursive: true, mode: 0o700 })
  // The lock on the queue's file guards the whole directory.
  const store = await openSqliteStore({ path: join(dataDirectory, 'queue.sqlite'), clock }).catch((cause: unknown) => {
    throw asRuntimeError(cause, dataDirectory)
  })
  try {
    const codeDirectory = join(dataDirectory, 'code')
    const file = openRegistryFile(join(dataDirectory, 'registry.sqlite'))
    const registryFile = { ...file, load: () => file.load().map((record) => relocateCode(codeDirectory, record)) }
    const close = async (): Promise<void> => {
      file.close()
      await store.close()
    }
    return { codeDirectory, registryFile, store, close }
  } catch (error) {
    await store.close()
    throw error
  }
}

function asRuntimeError(cause: unknown, dataDirectory: string): unknown {
  if (!(cause instanceof SqliteStoreError)) return cause
  if (cause.code === 'locked')
    return new LocalRuntimeError('data-in-use', `another process is using ${dataDirectory}`, { cause })
  if (cause.code === 'newer-schema')
    return new LocalRuntimeError('data-too-new', `${dataDirectory} was written by a later version of async-invoke`, {
      cause,
    })
  return cause
}
