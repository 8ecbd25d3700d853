/** A row, by the names of its columns. */
export type PostgresRow = Readonly<Record<string, unknown>>

/**
 * Where statements are sent: a pool or a client of `pg`, a client in a transaction of the caller's, PGlite, or anything else
 * with such a method. Values are strings, `null` and `Uint8Array` only.
 */
export interface PostgresDatabase {
  query(text: string, values: unknown[]): Promise<{ readonly rows: readonly PostgresRow[] }>
}

/** The part of postgres.js that a store needs. */
export interface PostgresJsClient {
  unsafe(text: string, values: never[]): PromiseLike<readonly PostgresRow[]>
}

/**
 * Adapts postgres.js: a client, or the `sql` of `sql.begin` to join a transaction.
 *
 * @example
 * ```ts
 * const store = await openPostgresStore({ database: fromPostgresJs(postgres(url)) })
 * ```
 */
export function fromPostgresJs(sql: PostgresJsClient): PostgresDatabase {
  return {
    // Its types of parameters are those of the query, which the server tells.
    query: async (text, values) => ({ rows: await sql.unsafe(text, values as never[]) }),
  }
}
