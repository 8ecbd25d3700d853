import type {
  ClaimAnswer,
  ClaimQuery,
  EnqueueResult,
  ExtendResult,
  LaneLimit,
  NewItem,
  QueueAdmin,
  QueueStoreCapabilities,
  QueueStoreStats,
  Settlement,
  SettleResult,
} from '@async-invoke/engine'
import { PostgresAdmin } from './admin/postgres-admin.ts'
import { type Call, type Calls, keptNothing } from './database/calls.ts'
import type { PostgresRow } from './database/postgres-database.ts'
import { numberArray, textArray } from './statements/arrays.ts'
import { chunksOf, itemBytes, settlementBytes } from './statements/chunks.ts'
import { claimStatement, type Known, nothingKnown, type ReadClaim, readClaim } from './statements/claim.ts'
import { enqueueStatement, wholeMs } from './statements/enqueue.ts'
import { fitsIndex, writeName } from './statements/names.ts'
import { settleStatement } from './statements/settle.ts'
import { statsText } from './statements/stats.ts'
import { leaseOf } from './statements/tokens.ts'
import { PostgresStoreError } from './store-error.ts'
import type { PostgresStore } from './store-types.ts'

const maxBodyBytes = 8 * 1_048_576
/** Upper bound of the damaged items that are remembered until they are settled. */
const maxDamaged = 10_000

export interface OpenPostgresStoreOptions {
  readonly calls: Calls
  readonly durability: QueueStoreCapabilities['durability']
  /** Time of a test; `undefined` for the server's. */
  readonly nowMs: (() => number) | undefined
  /** From how many dead entries on a claim notes floors of lanes; for tests. */
  readonly manyDead?: number
}

/** The port over statements. It keeps nothing between calls but the lane whose turn was last, and where live entries of lanes begin. */
export class OpenPostgresStore implements PostgresStore {
  readonly capabilities: QueueStoreCapabilities
  readonly admin: QueueAdmin
  readonly #calls: Calls
  readonly #nowMs: (() => number) | undefined
  readonly #damaged = new Set<string>()
  readonly #manyDead: number | undefined
  #lastLane = ''
  #known: Known = nothingKnown
  #closed = false

  constructor({ calls, durability, nowMs, manyDead }: OpenPostgresStoreOptions) {
    this.#calls = calls
    this.#nowMs = nowMs
    this.#manyDead = manyDead
    this.capabilities = {
      durability,
      clock: nowMs === undefined ? 'server' : 'injected',
      shared: true,
      maxBodyBytes,
      maxBatch: 1_000,
      laneLimits: 'fleet',
      admin: true,
    }
    this.admin = new PostgresAdmin({ rows: (call) => this.#rows(call), virtualNow: () => this.#virtualNow() })
  }

  async enqueue(items: readonly NewItem[]): Promise<readonly EnqueueResult[]> {
    const fitting = items.filter(fits)
    const results = new Map<string, EnqueueResult>()
    for (const chunk of chunksOf(fitting, itemBytes)) await this.#enqueueChunk(chunk, results)
    return items.map((item) => {
      if (!fits(item)) return 'too-large'
      const result = results.get(item.id) ?? 'duplicate'
      // The same id again in this call.
      if (result === 'accepted') results.delete(item.id)
      return result
    })
  }

  async #enqueueChunk(items: readonly NewItem[], results: Map<string, EnqueueResult>): Promise<void> {
    const action = 'cannot queue items'
    try {
      const rows = await this.#rows({ ...enqueueStatement(items, this.#virtualNow()), action, repeatable: false })
      const queued = new Set(rows.map(({ id }) => String(id)))
      for (const { id } of items) if (queued.has(writeName(id))) results.set(id, 'accepted')
    } catch (error) {
      if (!keptNothing(error) || error.code === 'closed') throw error
      for (const { id } of items) results.set(id, error.code === 'disk-full' ? 'full' : 'unavailable')
    }
  }

  async claim(query: ClaimQuery): Promise<ClaimAnswer> {
    return (await this.claimHere(query)).answer
  }

  /** A claim that also tells what concerns other databases. */
  async claimHere(query: ClaimQuery): Promise<ReadClaim> {
    const statement = claimStatement(query, this.#lastLane, this.#virtualNow(), this.#known, this.#manyDead)
    const rows = await this.#rows({ ...statement, action: 'cannot claim items', repeatable: true })
    const read = readClaim(rows)
    this.#known = read.known
    if (read.lastLane !== undefined) this.#lastLane = read.lastLane
    for (const { token, damaged } of read.answer.claims)
      if (damaged === true && this.#damaged.size < maxDamaged) this.#damaged.add(token)
    return read
  }

  async settle(settlements: readonly Settlement[]): Promise<readonly SettleResult[]> {
    const results: SettleResult[] = settlements.map(() => 'stale')
    // A token that comes twice is stale the second time.
    const seen = new Set<string>()
    const first = settlements.flatMap((settlement, index) => {
      if (seen.has(settlement.token)) return []
      seen.add(settlement.token)
      return [{ settlement, index, id: leaseOf(settlement.token).id }]
    })
    // Rows are locked in this order: calls that settle the same items, as after a lost answer, then wait for each other in turn.
    first.sort((a, b) => (a.id < b.id ? -1 : 1))
    for (const chunk of chunksOf(first, ({ settlement }) => settlementBytes(settlement))) {
      const given = chunk.map(({ settlement }) => settlement)
      const statement = settleStatement(given, (token) => this.#damaged.has(token), this.#virtualNow())
      const rows = await this.#rows({ ...statement, action: 'cannot settle items', repeatable: false })
      for (const { n } of rows) {
        const index = chunk[Number(n) - 1]?.index
        if (index !== undefined) results[index] = 'ok'
      }
    }
    for (const token of seen) this.#damaged.delete(token)
    return results
  }

  /** Extends leases; `unknown` is the result while another call has the lease in hand, such as a settlement. */
  async extend(tokens: readonly string[], leaseMs: number): Promise<readonly ExtendResult[]> {
    const results: ExtendResult[] = tokens.map(() => 'stale')
    const leases = tokens.map(leaseOf)
    const rows = await this.#rows({
      text: 'select n from async_invoke.extend($1::bigint, ($2::text)::text[], ($3::text)::bigint[], $4::bigint)',
      values: [
        this.#virtualNow(),
        textArray(leases.map(({ id }) => id)),
        numberArray(leases.map(({ lease }) => BigInt(lease))),
        String(wholeMs(leaseMs)),
      ],
      action: 'cannot extend leases',
      repeatable: true,
    })
    for (const { n } of rows) results[Math.abs(Number(n)) - 1] = Number(n) > 0 ? 'ok' : 'unknown'
    return results
  }

  async setLaneLimits(limits: readonly LaneLimit[]): Promise<void> {
    // The last limit of a lane that comes twice.
    const byLane = new Map(limits.map(({ lane, most }) => [writeName(lane), most]))
    await this.#rows({
      text: 'select async_invoke.limit_lanes(($1::text)::text[], ($2::text)::integer[], $3::bigint)',
      values: [textArray([...byLane.keys()]), numberArray([...byLane.values()]), this.#virtualNow()],
      action: 'cannot limit lanes',
      repeatable: true,
    })
  }

  async stats(): Promise<QueueStoreStats> {
    const [row = {}] = await this.#rows({
      ...{ text: statsText, values: [this.#virtualNow()] },
      ...{ action: 'cannot count items', repeatable: true },
    })
    const [ready, delayed, leased] = [Number(row.ready), Number(row.delayed), Number(row.leased)]
    const counted = { ready, delayed, leased, oldestDueAgeMs: Number(row.oldest_ms) }
    return row.next_ms === null ? counted : { ...counted, nextDueInMs: Number(row.next_ms) }
  }

  async close(): Promise<void> {
    this.#closed = true
    await this.#calls.finished()
  }

  async #rows(call: Call): Promise<readonly PostgresRow[]> {
    if (this.#closed) throw new PostgresStoreError('closed', `${call.action}: the store is closed`)
    return this.#calls.rows(call)
  }

  #virtualNow(): string | null {
    return this.#nowMs === undefined ? null : String(Math.floor(this.#nowMs()))
  }
}

function fits({ id, lane, body }: NewItem): boolean {
  return body.length <= maxBodyBytes && fitsIndex(id) && fitsIndex(lane)
}
