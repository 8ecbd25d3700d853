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

const copies: PGlite[] = []

/** Several databases within the process, all empty; the first is that of {@link pgliteDatabase}. */
export async function pgliteDatabases(count: number): Promise<readonly PostgresDatabase[]> {
  const { pglite, database } = await pgliteDatabase()
  // A copy starts several times as fast.
  while (copies.length < count - 1) copies.push(await PGlite.create({ loadDataDir: await pglite.dumpDataDir('none') }))
  const others = copies.slice(0, count - 1)
  for (const copy of others) await copy.exec('drop schema if exists async_invoke cascade')
  return [database, ...others.map((copy) => fromPglite(copy))]
}
