import type {
  LaneStats,
  LanesPage,
  LanesQuery,
  PeekOptions,
  PeekQuery,
  PurgeQuery,
  QueueAdmin,
  QueuedItem,
} from '@async-invoke/engine'
import type { Call, StatementValue } from '../database/calls.ts'
import type { PostgresRow } from '../database/postgres-database.ts'
import { textArray } from '../statements/arrays.ts'
import { readName, writeName } from '../statements/names.ts'
import { findText, lanesText, peekText, purgeItemText, purgeLaneText, redriveText } from './admin-statements.ts'

export interface PostgresAdminDependencies {
  rows(call: Call): Promise<readonly PostgresRow[]>
  /** Time of a test; `null` for the server's. */
  virtualNow(): string | null
}

/** Operations of people on the items in the database. */
export class PostgresAdmin implements QueueAdmin {
  readonly #dependencies: PostgresAdminDependencies

  constructor(dependencies: PostgresAdminDependencies) {
    this.#dependencies = dependencies
  }

  async lanes({ limit = 100, cursor }: LanesQuery = {}): Promise<LanesPage> {
    const most = Math.min(Math.max(1, limit), 1_000)
    const rows = await this.#read('cannot count lanes', lanesText, cursor ?? null, String(most + 1))
    const page = rows.slice(0, most)
    const last = page.at(-1)
    const lanes = page.map(laneStats)
    return last === undefined || rows.length <= most ? { lanes } : { lanes, next: String(last.lane) }
  }

  async find(id: string, { maxBodyBytes = 65_536 }: PeekOptions = {}): Promise<QueuedItem | undefined> {
    const [row] = await this.#read('cannot find an item', findText, writeName(id), String(maxBodyBytes))
    return row && queuedItem(row)
  }

  async peek({ lane, limit = 10, maxBodyBytes = 65_536 }: PeekQuery): Promise<readonly QueuedItem[]> {
    const most = Math.min(Math.max(0, limit), 100)
    const values = [writeName(lane), String(maxBodyBytes), String(most)]
    return (await this.#read('cannot look at a lane', peekText, ...values)).map(queuedItem)
  }

  async pause(lane: string): Promise<void> {
    await this.#setPaused(lane, true)
  }

  async resume(lane: string): Promise<void> {
    await this.#setPaused(lane, false)
  }

  async purge(which: PurgeQuery): Promise<number> {
    const text = which.lane === undefined ? purgeItemText : purgeLaneText
    return this.#count('cannot purge items', text, writeName(which.lane ?? which.id))
  }

  async redrive(ids: readonly string[]): Promise<number> {
    return this.#count('cannot redrive items', redriveText, textArray(ids.map(writeName)))
  }

  async #setPaused(lane: string, isPaused: boolean): Promise<void> {
    await this.#dependencies.rows({
      text: 'select async_invoke.pause_lane($1::text, ($2::text)::boolean)',
      values: [writeName(lane), String(isPaused)],
      action: 'cannot pause or resume a lane',
      repeatable: true,
    })
  }

  /** Sends a statement whose first value is the time. */
  #read(action: string, text: string, ...values: readonly StatementValue[]): Promise<readonly PostgresRow[]> {
    const { rows, virtualNow } = this.#dependencies
    return rows({ text, values: [virtualNow(), ...values], action, repeatable: true })
  }

  /** Sends a change, which is not repeated once the server may have made it: its count would be wrong. */
  async #count(action: string, text: string, value: string): Promise<number> {
    const { rows, virtualNow } = this.#dependencies
    const [row] = await rows({ text, values: [virtualNow(), value], action, repeatable: false })
    return Number(row?.changed ?? 0)
  }
}

function laneStats({ lane, ready, delayed, leased, oldest_ms, paused, most }: PostgresRow): LaneStats {
  return {
    lane: readName(String(lane)),
    ready: Number(ready),
    delayed: Number(delayed),
    leased: Number(leased),
    oldestDueAgeMs: Number(oldest_ms),
    paused: paused === true,
    ...(most !== null && { most: Number(most) }),
  }
}

function queuedItem({ id, lane, status, due_in, deliveries, state, body, body_bytes }: PostgresRow): QueuedItem {
  return {
    id: readName(String(id)),
    lane: readName(String(lane)),
    status: status === 'ready' || status === 'leased' ? status : 'delayed',
    dueInMs: Number(due_in),
    deliveries: Number(deliveries),
    state: state as Uint8Array,
    body: body as Uint8Array,
    bodyBytes: Number(body_bytes),
  }
}
