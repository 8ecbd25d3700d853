import { randomUUID } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import { formatTimelineEntry, type TimelineEntry } from '@async-invoke/engine'
import { Calls } from '../database/calls.ts'
import type { PostgresDatabase } from '../database/postgres-database.ts'
import { numberArray, textArray } from '../statements/arrays.ts'
import { writeName } from '../statements/names.ts'
import { PostgresStoreError } from '../store-error.ts'

export interface OpenPostgresHistoryOptions {
  /** Pool or client, or anything with its `query`. The history does not close it. */
  readonly database: PostgresDatabase
  /** Called for each statement that fails, and once for entries that are left out because too many wait. */
  readonly onError?: (error: PostgresStoreError) => void
}

/** A writer of the history that a database keeps of its events. */
export interface PostgresHistory {
  /** Pass it to `createEngine`; several engines may share it. It never waits and never throws. */
  readonly onTimeline: (entry: TimelineEntry) => void
  /** Resolves when everything so far is written, or cannot be. */
  flush(): Promise<void>
  /** Writes what waits, once, and ends. */
  close(): Promise<void>
}

/** Entries in one statement. */
const maxBatch = 500
/** Entries that wait while the database does not answer; later ones are left out. */
const maxWaiting = 20_000
/** Entries of this time go together. */
const gatherMs = 100
/** Partitions are looked after this often at least. */
const maxTendMs = 3_600_000

const text = `insert into async_invoke.history(written_ms, at_ms, request_id, function_arn, accepted_ms, worker, n, entry)
select c.now_ms, u.at_ms, u.request_id, nullif(u.function_arn, ''), u.accepted_ms, $1::text, u.n, u.entry::json
from (select async_invoke.now_ms() as now_ms) c, unnest(($2::text)::bigint[], ($3::text)::text[], ($4::text)::text[],
  ($5::text)::bigint[], ($6::text)::bigint[], ($7::text)::text[]) u(at_ms, request_id, function_arn, accepted_ms, n, entry)`

interface Numbered {
  readonly n: number
  readonly entry: TimelineEntry
}

/**
 * Opens a writer of the history that {@link keepPostgresHistory} has begun: each entry of `onTimeline` becomes a row, in batches and
 * beside the work. Entries that were not written yet are lost with their process; the events are not.
 *
 * @throws {@link PostgresStoreError} `unsupported` if the database keeps no history
 *
 * @example
 * ```ts
 * const history = await openPostgresHistory({ database: pool })
 * const engine = createEngine({ functions, store, onTimeline: history.onTimeline })
 * ```
 */
export async function openPostgresHistory(options: OpenPostgresHistoryOptions): Promise<PostgresHistory> {
  const { database, onError } = options
  const writer = new HistoryWriter(new Calls({ database, timeoutMs: 60_000, onError }), onError)
  await writer.tend()
  return {
    onTimeline: (entry) => writer.add(entry),
    flush: () => writer.flush(),
    close: () => writer.close(),
  }
}

class HistoryWriter {
  readonly #calls: Calls
  readonly #onError: OpenPostgresHistoryOptions['onError']
  readonly #worker = randomUUID()
  #waiting: Numbered[] = []
  #count = 0
  #isFull = false
  #isClosed = false
  #tendAtMs = 0
  #writing: Promise<void> | undefined

  constructor(calls: Calls, onError: OpenPostgresHistoryOptions['onError']) {
    this.#calls = calls
    this.#onError = onError
  }

  add(entry: TimelineEntry): void {
    if (this.#isClosed) return
    if (this.#waiting.length >= maxWaiting) {
      if (!this.#isFull)
        this.#onError?.(new PostgresStoreError('failed', `the history leaves entries out: ${maxWaiting} wait already`))
      this.#isFull = true
      return
    }
    this.#waiting.push({ n: this.#count, entry })
    this.#count += 1
    this.#writing ??= this.#writeSoon()
  }

  async flush(): Promise<void> {
    await this.#writing
  }

  async close(): Promise<void> {
    this.#isClosed = true
    await this.#writing
  }

  /** Looks after the partitions. */
  async tend(): Promise<void> {
    const [row] = await this.#calls.rows({
      text: 'select async_invoke.tend_history() as span_ms',
      values: [],
      action: 'cannot tend the history',
      repeatable: true,
    })
    if (row?.span_ms === null || row?.span_ms === undefined)
      throw new PostgresStoreError(
        'unsupported',
        'the database keeps no history: let its owner call keepPostgresHistory',
      )
    this.#tendAtMs = performance.now() + Math.min(Number(row.span_ms) / 2, maxTendMs)
  }

  async #writeSoon(): Promise<void> {
    await pause(gatherMs)
    while (this.#waiting.length > 0) {
      const batch = this.#waiting.slice(0, maxBatch)
      if (await this.#write(batch)) {
        this.#waiting = this.#waiting.slice(batch.length)
        this.#isFull = false
        continue
      }
      // Calls have repeated it before; `onError` has heard of it.
      if (this.#isClosed) break
      await pause(1_000)
    }
    this.#writing = undefined
  }

  /**
   * Writes entries, without those that the database can never take: they would hold up all others.
   *
   * @returns false if they have to be written again
   */
  async #write(batch: readonly Numbered[]): Promise<boolean> {
    const result = await this.#tryToWrite(batch)
    if (typeof result === 'boolean') return result
    const [first] = batch
    if (batch.length > 1) {
      const middle = batch.length >> 1
      return (await this.#write(batch.slice(0, middle))) && this.#write(batch.slice(middle))
    }
    const message = `the history leaves out an entry of ${first?.entry.requestId.slice(0, 100)}: ${result.message}`
    this.#onError?.(new PostgresStoreError('failed', message, { cause: result }))
    return true
  }

  /** @returns true, false if it may succeed later, or the error that its data will always cause */
  async #tryToWrite(batch: readonly Numbered[]): Promise<boolean | Error> {
    try {
      if (performance.now() >= this.#tendAtMs) await this.tend()
      await this.#calls.rows({
        text,
        values: [
          this.#worker,
          numberArray(batch.map(({ entry }) => Math.floor(entry.atMs))),
          textArray(batch.map(({ entry }) => writeName(entry.requestId))),
          textArray(batch.map(({ entry }) => writeName(entry.functionArn ?? ''))),
          numberArray(
            batch.map(({ entry }) => (entry.acceptedAtMs === undefined ? null : Math.floor(entry.acceptedAtMs))),
          ),
          numberArray(batch.map(({ n }) => n)),
          textArray(batch.map(({ entry }) => JSON.stringify(formatTimelineEntry(entry)))),
        ],
        action: 'cannot write the history',
        // A row that is there twice is read once.
        repeatable: true,
      })
      return true
    } catch (error) {
      // The server's time may have left the partitions, if it was set, or nothing was written for long.
      this.#tendAtMs = 0
      return isOfData(error) ? error : false
    }
  }
}

/** Classes of SQLSTATE for what a value causes: a data exception, a limit such as that of an index. */
const dataClasses: readonly unknown[] = ['22', '54']

/** True for the error of an entry that cannot be written as JSON, or that the database refuses for its values. */
function isOfData(error: unknown): error is Error {
  if (!(error instanceof PostgresStoreError)) return error instanceof Error
  return dataClasses.includes(error.sqlState?.slice(0, 2))
}
