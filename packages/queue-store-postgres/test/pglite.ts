import { PGlite } from '@electric-sql/pglite'
import { fromPglite, type PostgresDatabase } from '../src/index.ts'

export interface PgliteDatabase {
  readonly pglite: PGlite
  readonly database: PostgresDatabase
}

let created: Promise<PGlite> | undefined

/** PostgreSQL within the process, one for all files: it takes seconds to start. A file empties it before its tests. */
export async function pgliteDatabase(): Promise<PgliteDatabase> {
  created ??= PGlite.create()
  const pglite = await created
  await pglite.exec('drop schema if exists async_invoke cascade')
  return { pglite, database: fromPglite(pglite) }
}
