import type { Calls } from '../database/calls.ts'
import { PostgresStoreError } from '../store-error.ts'
import { type Migration, migrations } from './migrations.ts'

/** Versions of the schema of a database. */
interface SchemaVersion {
  /** 0 if there is no schema. */
  readonly version: number
  readonly oldestReader: number
}

/**
 * Reads which version of the schema a database has.
 *
 * @throws {@link PostgresStoreError} `newer-schema` if this version of the package cannot work with it
 */
export async function readVersion(calls: Calls, known = migrations.length): Promise<number> {
  const [there] = await calls.rows({
    action: 'cannot read the schema',
    text: `select to_regclass('async_invoke.meta') is not null as there, current_setting('server_encoding') as encoding`,
    values: [],
    repeatable: true,
  })
  if (there?.encoding !== 'UTF8')
    throw new PostgresStoreError(
      'unsupported',
      `the database has the encoding ${String(there?.encoding)}; this package needs UTF8`,
    )
  if (there?.there !== true) return 0
  const [row] = await calls.rows({
    action: 'cannot read the version of the schema',
    text: 'select version, oldest_reader from async_invoke.meta',
    values: [],
    repeatable: true,
  })
  const found: SchemaVersion = { version: Number(row?.version ?? 0), oldestReader: Number(row?.oldest_reader ?? 0) }
  if (found.oldestReader > known)
    throw new PostgresStoreError(
      'newer-schema',
      `the schema async_invoke has version ${found.version}, which is newer, and this version of the package works with versions up to ${known}; nothing was changed`,
    )
  return found.version
}

/** Brings the schema up to date: one transaction, one process at a time. */
export async function migrate(calls: Calls, steps: readonly Migration[] = migrations): Promise<void> {
  await calls.rows({
    action: 'cannot migrate the schema',
    text: migrationBlock(steps),
    values: [],
    repeatable: true,
  })
}

/**
 * The steps as one statement, which works through any pooler: it takes the lock, reads the version, and takes the steps that
 * are missing, in one transaction.
 */
export function migrationBlock(steps: readonly Migration[]): string {
  const blocks = steps.map(
    ({ version, title, sql, oldestReader }) => `
  -- ${version}: ${title}
  if found < ${version} then
    execute $step$${sql}$step$;
    insert into async_invoke.meta(version, oldest_reader) values (${version}, ${oldestReader})
      on conflict (one) do update set version = excluded.version, oldest_reader = excluded.oldest_reader;
  end if;`,
  )
  return `do $migrate$
declare found integer := 0;
begin
  perform pg_advisory_xact_lock(hashtext('async_invoke'), 1);
  -- By a query: a name is looked up in what the session knew before it waited for the lock.
  if exists (select from pg_catalog.pg_class c join pg_catalog.pg_namespace s on s.oid = c.relnamespace
      where s.nspname = 'async_invoke' and c.relname = 'meta') then
    execute 'select version from async_invoke.meta' into found;
    found := coalesce(found, 0);
  end if;${blocks.join('')}
end
$migrate$`
}

/**
 * Brings the schema up to date, or refuses one that is not.
 *
 * @throws {@link PostgresStoreError} `no-schema` for an older schema or none, with `never`
 */
export async function requireSchema(calls: Calls, mode: 'auto' | 'never'): Promise<void> {
  const version = await readVersion(calls)
  if (version >= migrations.length) return
  if (mode === 'never')
    throw new PostgresStoreError(
      'no-schema',
      `the schema async_invoke has version ${version}, and this version of the package needs ${migrations.length}: migrate it with a role that may`,
    )
  await migrate(calls)
}
