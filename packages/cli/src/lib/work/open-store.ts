import { type QueueStore, systemClock } from '@async-invoke/engine'
import { CommandError, UsageError } from '../command-error.ts'
import { withQuietThreads } from '../experimental-warnings.ts'

/** A store that the command has opened. */
export interface OpenStore {
  readonly store: QueueStore
  /** Closes the store, and its connections. */
  close(): Promise<void>
}

/**
 * Opens the store of an address.
 *
 * @param onError - called for each statement that fails, also where it is repeated
 * @throws {@link CommandError} with the reason, and never with the address, which may hold a password
 */
export async function openStore(address: string, onError: (error: unknown) => void): Promise<OpenStore> {
  const file = /^sqlite:(?<file>.+)$/.exec(address)?.groups?.file
  try {
    return file === undefined ? await openPostgres(address, onError) : await openSqlite(file)
  } catch (cause) {
    if (cause instanceof CommandError) throw cause
    const message = cause instanceof Error ? cause.message : String(cause)
    throw new CommandError(`cannot open --store: ${message}`, { cause })
  }
}

async function openSqlite(path: string): Promise<OpenStore> {
  const { openSqliteStore } = await import('@async-invoke/queue-store-sqlite')
  const store = await withQuietThreads(() => openSqliteStore({ path, clock: systemClock }))
  return { store, close: () => store.close() }
}

async function openPostgres(connectionString: string, onError: (error: unknown) => void): Promise<OpenStore> {
  const [{ openPostgresStore }, { Pool }] = await Promise.all([
    import('@async-invoke/queue-store-postgres'),
    importDriver(),
  ])
  const database = new Pool({ connectionString, application_name: 'async-invoke work' })
  const store = await openPostgresStore({ database, onError }).catch(async (error) => {
    await database.end()
    throw error
  })
  return {
    store,
    async close() {
      await store.close()
      await database.end()
    },
  }
}

async function importDriver(): Promise<typeof import('pg')['default']> {
  try {
    return (await import('pg')).default
  } catch (cause) {
    throw new UsageError('--store postgres://… needs the package pg: npm install pg', { cause })
  }
}
