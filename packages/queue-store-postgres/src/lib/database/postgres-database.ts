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

/** The part of PGlite that a store needs. */
export interface PgliteClient {
  query(
    text: string,
    values: unknown[],
    options: {
      parsers: Record<number, (text: string) => unknown>
      serializers: Record<number, (value: unknown) => string>
    },
  ): Promise<{ readonly rows: readonly unknown[] }>
}

/** Number of the type `bytea`. */
const bytea = 17

const ofBytes = {
  parsers: { [bytea]: (text: string): Uint8Array => Buffer.from(text.slice(2), 'hex') },
  serializers: {
    [bytea]: (value: unknown): string => `\\x${value instanceof Uint8Array ? asBuffer(value).toString('hex') : ''}`,
  },
}

function asBuffer({ buffer, byteOffset, byteLength }: Uint8Array): Buffer {
  return Buffer.from(buffer, byteOffset, byteLength)
}

/**
 * Adapts PGlite, PostgreSQL within the process, or one of its transactions. It reads and writes bytes faster than PGlite does
 * itself.
 *
 * @example
 * ```ts
 * const store = await openPostgresStore({ database: fromPglite(await PGlite.create()) })
 * ```
 */
export function fromPglite(client: PgliteClient): PostgresDatabase {
  return {
    async query(text, values) {
      const { rows } = await client.query(text, values, ofBytes)
      return { rows: rows as readonly PostgresRow[] }
    },
  }
}
