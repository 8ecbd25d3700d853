import { setTimeout as pause } from 'node:timers/promises'
import { PostgresStoreError } from '../store-error.ts'
import { judge } from './failure.ts'
import type { PostgresDatabase, PostgresRow } from './postgres-database.ts'

/** A value of a statement: drivers agree about these. */
export type StatementValue = string | null | Uint8Array

export interface Statement {
  readonly text: string
  readonly values: readonly StatementValue[]
}

/** A statement and what its failures mean. */
export interface Call extends Statement {
  /** For messages: `cannot claim`. */
  readonly action: string
  /** True if the statement may run twice, so that it is repeated even if the server may have committed it. */
  readonly repeatable: boolean
}

export interface CallsOptions {
  readonly database: PostgresDatabase
  /** Name of the database among several, for messages. */
  readonly name?: string
  readonly timeoutMs: number
  readonly onError: ((error: PostgresStoreError) => void) | undefined
}

/** Pauses before the repetitions of a statement, in milliseconds; each is shortened at random. */
const pausesMs = [25, 100, 400, 1_000]

/** Sends statements, with a bound on each, and repeats those that may succeed a moment later. */
export class Calls {
  readonly #options: CallsOptions
  readonly #pending = new Set<Promise<unknown>>()

  constructor(options: CallsOptions) {
    this.#options = options
  }

  /**
   * Returns the rows of a statement.
   *
   * @throws {@link PostgresStoreError} if it fails for good, or too often; see {@link keptNothing}
   */
  async rows(given: Call): Promise<readonly PostgresRow[]> {
    const { name } = this.#options
    const call = name === undefined ? given : { ...given, action: `${name}: ${given.action}` }
    for (let failures = 0; ; failures += 1) {
      try {
        return await this.#once(call)
      } catch (thrown) {
        const { error, keptNothing, passes } = judge(thrown, call.action)
        this.#options.onError?.(error)
        const pauseMs = pausesMs[failures]
        if (!passes || !(keptNothing || call.repeatable) || pauseMs === undefined) {
          if (keptNothing) withoutEffect.add(error)
          throw error
        }
        await pause(pauseMs * (0.5 + Math.random() / 2))
      }
    }
  }

  /** Waits for the statements in progress. */
  async finished(): Promise<void> {
    while (this.#pending.size > 0) await Promise.allSettled(this.#pending)
  }

  #once({ text, values, action }: Call): Promise<readonly PostgresRow[]> {
    const { database, timeoutMs } = this.#options
    return new Promise((resolve, reject) => {
      const answered = database.query(text, [...values])
      this.#pending.add(answered)
      // A connection that never answers must not hold the store open.
      const late = setTimeout(() => {
        this.#pending.delete(answered)
        reject(new PostgresStoreError('timeout', `${action}: no answer within ${timeoutMs} ms`))
      }, timeoutMs)
      late.unref()
      const ended = (): void => {
        clearTimeout(late)
        this.#pending.delete(answered)
      }
      answered
        .finally(ended)
        .then(({ rows }) => {
          if (!Array.isArray(rows)) throw new TypeError('the driver answered without rows')
          return rows
        })
        .then(resolve, reject)
    })
  }
}

const withoutEffect = new WeakSet<object>()

/** True if the statement of this error had no effect. */
export function keptNothing(error: unknown): error is PostgresStoreError {
  return error instanceof PostgresStoreError && withoutEffect.has(error)
}
