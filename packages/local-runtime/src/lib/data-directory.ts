import { join } from 'node:path'
import type { Clock, QueueStore } from '@async-invoke/engine'
import { type IntegrityReport, openSqliteStore, SqliteStoreError } from '@async-invoke/queue-store-sqlite'
import { dataError } from './data-error.ts'
import { relocateCode } from './functions/code-store.ts'
import { removeUnusedCode } from './functions/unused-code.ts'
import { LocalRuntimeError } from './local-runtime-error.ts'
import { makeFolder } from './make-folder.ts'
import type { FunctionRecord } from './registry/function-record.ts'
import type { RegistryFile } from './registry/registry.ts'
import { openRegistryFile } from './registry/registry-in-sqlite.ts'

/** Storage of a runtime: unpacked code, registry and queue. */
export interface Data {
  /** Folder for unpacked code. */
  readonly codeDirectory: string
  /** `undefined` when the registry is kept in memory. */
  readonly registryFile: RegistryFile | undefined
  readonly store: QueueStore
  /** Number of items in the queue that an earlier process left. */
  readonly takenOver: number
  close(): Promise<void>
}

/** Which data to open, and what to put up with. */
export interface OpenDataOptions {
  /** An absolute path. */
  readonly dataDirectory?: string | undefined
  /**
   * Whether to open a queue from which events are missing.
   *
   * @defaultValue `false`
   */
  readonly acceptLoss?: boolean | undefined
}

/** Opens the data directory, in which queue, registry and code survive the process. */
export async function openDataDirectory(
  { dataDirectory, acceptLoss = false }: OpenDataOptions & { readonly dataDirectory: string },
  clock: Clock,
  onFault: (fault: unknown) => void,
): Promise<Data> {
  const asRuntimeError = (cause: unknown): never => {
    throw dataError(cause, dataDirectory)
  }
  try {
    makeFolder(dataDirectory, 0o700)
  } catch (cause) {
    return asRuntimeError(cause)
  }
  const path = join(dataDirectory, 'queue.sqlite')
  // The lock on the queue's file guards the whole directory.
  const store = await openSqliteStore({ path, clock, acceptLoss }).catch(asRuntimeError)
  const told = new Set<string>()
  const tell = ({ problems }: IntegrityReport): void => {
    for (const problem of problems) {
      if (told.has(problem)) continue
      told.add(problem)
      onFault(new LocalRuntimeError('data-damaged', `the queue in the data directory ${dataDirectory}: ${problem}`))
    }
  }
  tell(store.opened.integrity)
  // A large queue is read while the runtime answers. If it cannot be, each of its calls fails from then on.
  store.restored.then(tell, (cause) => {
    if (!(cause instanceof SqliteStoreError && cause.code === 'closed')) onFault(dataError(cause, dataDirectory))
  })
  try {
    const codeDirectory = join(dataDirectory, 'code')
    const file = openRegistryFile(join(dataDirectory, 'registry.sqlite'))
    let tidied: Promise<void> | undefined
    const load = (): readonly FunctionRecord[] => {
      const records = file.load().map((record) => relocateCode(codeDirectory, record))
      tidied = removeUnusedCode(codeDirectory, records)
      return records
    }
    const registryFile = { ...file, load }
    const close = async (): Promise<void> => {
      await tidied
      file.close()
      await store.close()
    }
    return { codeDirectory, registryFile, store, takenOver: store.opened.items, close }
  } catch (error) {
    await store.close()
    return asRuntimeError(error)
  }
}
