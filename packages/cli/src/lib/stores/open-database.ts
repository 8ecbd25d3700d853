import type { Pool, PoolConfig } from 'pg'
import { adviceFor } from '../aws/service-error.ts'
import { CommandError, UsageError } from '../command-error.ts'
import type { NamedDatabase } from './store-address.ts'

/**
 * Runs work on a pool of connections, and ends it.
 *
 * @param flag - the flag that names the database
 * @throws {@link CommandError} with the reason, and never with the address, which may hold a password
 */
export async function withDatabase<Result>(
  connectionString: string,
  run: (database: Pool) => Promise<Result>,
  flag = '--store',
): Promise<Result> {
  const database = await openDatabase({ connectionString, application_name: 'async-invoke queue' })
  try {
    return await run(database)
  } catch (cause) {
    throw toStoreError(cause, flag)
  } finally {
    await database.end()
  }
}

/** As {@link withDatabase}, over several databases with names. */
export async function withDatabases<Result>(
  named: readonly NamedDatabase[],
  run: (databases: readonly { readonly name: string; readonly database: Pool }[]) => Promise<Result>,
): Promise<Result> {
  const opened: { readonly name: string; readonly database: Pool }[] = []
  const next = async ([first, ...rest]: readonly NamedDatabase[]): Promise<Result> => {
    if (first === undefined) return run(opened)
    const withNext = (database: Pool): Promise<Result> => {
      opened.push({ name: first.name, database })
      return next(rest)
    }
    return withDatabase(first.connectionString, withNext, '--database')
  }
  return next(named)
}

/** A server that does not answer is no reason to wait for ever. */
const connectionTimeoutMillis = 10_000

/** @throws {@link UsageError} if the driver is not installed */
export async function openDatabase(config: PoolConfig): Promise<Pool> {
  const { Pool } = await importDriver()
  return new Pool({ connectionTimeoutMillis, ...config })
}

/** An error of a store in one sentence, with the command that mends it. */
export function toStoreError(cause: unknown, flag = '--store'): CommandError {
  if (cause instanceof CommandError) return cause
  const { code, message } = cause instanceof Error ? (cause as NodeJS.ErrnoException) : { message: String(cause) }
  const advice = code !== undefined && Object.hasOwn(adviceByCode, code) ? adviceByCode[code] : adviceFor(cause)
  return new CommandError(`cannot use ${flag}: ${message}${advice === undefined ? '' : `; ${advice}`}`, { cause })
}

/** Advice by the code of an error of a store. */
const adviceByCode: Readonly<Record<string, string>> = {
  'no-schema': 'run async-invoke queue migrate',
  locked: 'stop that process, or look at the file with async-invoke queue doctor',
}

async function importDriver(): Promise<typeof import('pg')['default']> {
  try {
    return (await import('pg')).default
  } catch (cause) {
    throw new UsageError('--store postgres://… needs the package pg: npm install pg', { cause })
  }
}
