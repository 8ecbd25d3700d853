import { fromPglite, type PostgresDatabase } from '@async-invoke/queue-store-postgres'
import { PGlite } from '@electric-sql/pglite'
import pg from 'pg'

export interface Database extends PostgresDatabase {
  /** Runs statements in a transaction: rolled back if the function throws, committed otherwise. */
  transaction(run: (client: PostgresDatabase) => Promise<void>): Promise<void>
  close(): Promise<void>
}

/** Opens the server at the URL, or, without one, PGlite on a folder: a PostgreSQL within this process. */
export async function openDatabase(url: string | undefined, folder: string): Promise<Database> {
  return url === undefined ? openFolder(folder) : openServer(url)
}

async function openFolder(folder: string): Promise<Database> {
  const database = await PGlite.create(folder)
  return {
    ...fromPglite(database),
    transaction: (run) => database.transaction((client) => run(fromPglite(client))),
    close: () => database.close(),
  }
}

async function openServer(connectionString: string): Promise<Database> {
  const pool = new pg.Pool({ connectionString })
  return {
    query: (text, values) => pool.query(text, values),
    async transaction(run) {
      const client = await pool.connect()
      try {
        await client.query('begin')
        await run(client)
        await client.query('commit')
      } catch (error) {
        await client.query('rollback')
        throw error
      } finally {
        client.release()
      }
    },
    close: () => pool.end(),
  }
}
