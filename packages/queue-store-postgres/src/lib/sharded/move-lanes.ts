import { setTimeout } from 'node:timers/promises'
import { functionPrefix } from '@async-invoke/engine/internal'
import type { PostgresRow } from '../database/postgres-database.ts'
import { textArray } from '../statements/arrays.ts'
import { readName } from '../statements/names.ts'
import { PostgresStoreError } from '../store-error.ts'
import type { PostgresStoreOptions } from '../store-types.ts'
import { homes } from './home-of.ts'
import { agreeOnLayout, type Layout, setLayout } from './layout.ts'
import { relay } from './relay.ts'
import { checkShards, openShards, type PostgresShard, read, type Shard } from './shard.ts'

/** Options of {@link moveLanes}. */
export interface MoveLanesOptions extends Pick<PostgresStoreOptions, 'migrate' | 'clock' | 'onError'> {
  /**
   * Names of the databases that share the lanes from now on.
   *
   * @defaultValue all that are given
   */
  readonly to?: readonly string[]
  /** Called for each lane that has arrived. */
  readonly onArrived?: (lane: string) => void
  /** Aborted to end early; a later call goes on. */
  readonly signal?: AbortSignal
}

/** Result of {@link moveLanes}. */
export interface MovedLanes {
  /** Number of lanes with items or limits that have arrived. */
  readonly lanes: number
  /** Number of items that were carried. */
  readonly items: number
}

/** Pause between looks for leases that have ended, in milliseconds. */
const pauseMs = 200
const lanesAtOnce = 1_000

/**
 * Lets other databases share the lanes: adds one, or empties one. Only the lanes whose home changes move: of n databases, a new
 * one wins one lane of n + 1. Each of them gives no more items where it was; once its leases there have ended, its items are carried
 * over, with their order, and its limit; then it goes on in its new home. Other lanes go on all the time.
 *
 * Run it once, after every process has been given all databases. It resolves when everything has arrived, and may be aborted or
 * killed at any moment: the same call goes on where it ended. It needs the rights of the schema's owner.
 *
 * @param shards - all databases, those that join and those that leave
 * @throws {@link PostgresStoreError} `layout` if another move is under way
 *
 * @example
 * ```ts
 * const { lanes } = await moveLanes([east, west, north], { to: ['east', 'west', 'north'] })
 * ```
 */
export async function moveLanes(shards: readonly PostgresShard[], options: MoveLanesOptions = {}): Promise<MovedLanes> {
  checkShards(shards)
  const { to = shards.map(({ name }) => name), onArrived, signal, ...rest } = options
  const open = await openShards(shards, rest)
  const layout = await beginMove(open, await agreeOnLayout(open), to)
  const move = new Move(open, layout, onArrived)
  if (layout.before === undefined) return { lanes: 0, items: 0 }
  await move.hold()
  while (!(await move.round())) await setTimeout(pauseMs, undefined, { ...(signal && { signal }) })
  const { number, shards: names } = layout
  for (const shard of open) await setLayout(shard, { number, shards: names })
  return { lanes: move.lanes, items: move.items }
}

/**
 * Checks which databases are to share the lanes.
 *
 * @returns their names, sorted
 * @throws {@link PostgresStoreError} `layout` if one is not given, or another move is under way
 */
export function checkTarget(shards: readonly Shard[], layout: Layout, names: readonly string[]): readonly string[] {
  const to = [...new Set(names)].sort()
  const given = new Set(shards.map(({ name }) => name))
  const missing = to.filter((name) => !given.has(name))
  if (missing.length > 0 || to.length === 0)
    throw new PostgresStoreError('layout', `to: ${missing.join(', ') || 'nothing'} is not among the databases`)
  if (layout.before !== undefined && layout.shards.join() !== to.join())
    throw new PostgresStoreError(
      'layout',
      `a move to ${layout.shards.join(', ')} is under way: finish it with that list first`,
    )
  return to
}

/** Writes the new layout into every database, or finds that this was begun before. */
async function beginMove(shards: readonly Shard[], layout: Layout, names: readonly string[]): Promise<Layout> {
  const to = checkTarget(shards, layout, names)
  if (layout.before === undefined && layout.shards.join() === to.join()) return layout
  const { number, before } = layout
  const next = before === undefined ? { number: number + 1, shards: to, before: layout.shards } : layout
  // The first of the databases before decides between two moves that begin at the same time.
  const [first] = next.before ?? []
  const ordered = [...shards].sort((a, b) => Number(b.name === first) - Number(a.name === first))
  for (const shard of ordered)
    if (!(await setLayout(shard, next)))
      throw new PostgresStoreError('layout', 'another move has begun at the same time')
  return next
}

class Move {
  lanes = 0
  items = 0
  readonly #arrived = new Set<string>()
  /** By lane, items that others were carrying when it had arrived. Those of a process that was killed come back after a while. */
  readonly #carried = new Map<string, readonly string[]>()
  readonly #shards: readonly Shard[]
  readonly #onArrived: ((lane: string) => void) | undefined
  readonly #homeOf: (lane: string) => string
  readonly #homeBefore: (lane: string) => string
  readonly #before: readonly Shard[]
  readonly #joining: readonly Shard[]

  constructor(
    shards: readonly Shard[],
    { shards: names, before = names }: Layout,
    onArrived: MoveLanesOptions['onArrived'],
  ) {
    this.#shards = shards
    this.#onArrived = onArrived
    this.#homeOf = homes(names)
    this.#homeBefore = homes(before)
    this.#before = shards.filter(({ name }) => before.includes(name))
    this.#joining = shards.filter(({ name }) => names.includes(name) && !before.includes(name))
  }

  /** Sets the limits and pauses of deliveries, which stay in the database of their event, in the databases that join. */
  async hold(): Promise<void> {
    if (this.#joining.length === 0) return
    for (const shard of this.#before) {
      const rows = await read(
        shard,
        'cannot read limits',
        `select lane, most, paused from async_invoke.lane_limit where not starts_with(lane, '${functionPrefix}') order by lane`,
      )
      for (const row of rows) for (const joining of this.#joining) await setArrived(joining, String(row.lane), row)
    }
  }

  /** Carries over whatever is not leased; true if nothing is left to move. */
  async round(): Promise<boolean> {
    const moved = await Promise.all(this.#shards.map((shard) => this.#clear(shard)))
    // Lanes that nothing waits for elsewhere, such as those that are new since the move began.
    for (const shard of this.#shards) for await (const lane of lanesAt(shard, 'coming')) await this.#come(shard, lane)
    return moved.every((isClear) => isClear)
  }

  /**
   * Carries the lanes of other databases away from this one; true if all that have lived here have arrived. More may come all the
   * time, from transactions in this database: workers carry that, too.
   */
  async #clear(from: Shard): Promise<boolean> {
    let isClear = true
    for await (const lane of lanesAt(from, 'elsewhere')) {
      const home = this.#shardOf(this.#homeOf(readName(lane)))
      for (let isMore = true; isMore; ) {
        const relayed = await relay(from, home, lane)
        this.items += relayed.found
        isMore = relayed.isMore
      }
      if (from.name !== this.#homeBefore(readName(lane))) continue
      if (!this.#arrived.has(lane)) {
        isClear = false
        if (!(await hasItems(from, lane, 'lease > 0'))) await this.#arrive(from, home, lane)
      } else if (await this.#isCarried(from, lane)) isClear = false
    }
    return isClear
  }

  /** True if items of a lane that has arrived are still under way. Those that come later do not count. */
  async #isCarried(from: Shard, lane: string): Promise<boolean> {
    const before = this.#carried.get(lane)
    const rows = await read(
      from,
      'cannot look for items under way',
      'select id from async_invoke.item where lane = $1::text and lease < 0 and ($2::text is null or id = any(($2::text)::text[]))',
      [lane, before === undefined ? null : textArray(before)],
    )
    this.#carried.set(
      lane,
      rows.map(({ id }) => String(id)),
    )
    return rows.length > 0
  }

  async #come(home: Shard, lane: string): Promise<void> {
    const from = this.#shardOf(this.#homeBefore(readName(lane)))
    if (!(await hasItems(from, lane, 'true'))) await this.#arrive(from, home, lane)
  }

  /** Lets a lane go on in its new home, with its limit, once its leases have ended and what had waited is carried. */
  async #arrive(from: Shard, home: Shard, lane: string): Promise<void> {
    const [limit] = await read(
      from,
      'cannot read a limit',
      'select most, paused from async_invoke.lane_limit where lane = $1::text',
      [lane],
    )
    await setArrived(home, lane, limit)
    this.#arrived.add(lane)
    this.lanes += 1
    this.#onArrived?.(readName(lane))
    await read(from, 'cannot remove a limit', 'delete from async_invoke.lane_limit where lane = $1::text', [lane])
  }

  #shardOf(name: string): Shard {
    const found = this.#shards.find((shard) => shard.name === name)
    if (found === undefined) throw new PostgresStoreError('layout', `${name} is not among the databases`)
    return found
  }
}

/** Lets a lane go on in a database, with the limit and the pause of another one. */
async function setArrived(shard: Shard, lane: string, limit: PostgresRow = {}): Promise<void> {
  const most = typeof limit.most === 'number' ? String(limit.most) : null
  await read(
    shard,
    'cannot let a lane arrive',
    'select async_invoke.arrive($1::text, ($2::text)::integer, ($3::text)::boolean)',
    [lane, most, String(limit.paused === true)],
  )
}

async function* lanesAt(shard: Shard, place: 'elsewhere' | 'coming'): AsyncGenerator<string> {
  for (let after: string | null = null; ; ) {
    const rows = await read(
      shard,
      'cannot look for lanes to move',
      'select lane from async_invoke.unsettled_lanes($1::text, $2::text, ($3::text)::integer)',
      [place, after, String(lanesAtOnce)],
    )
    for (const { lane } of rows) yield String(lane)
    const last = rows.at(-1)
    if (last === undefined || rows.length < lanesAtOnce) return
    after = String(last.lane)
  }
}

/** True if a lane has items of a condition. A lease above 0 is that of a worker, or was. */
async function hasItems(shard: Shard, lane: string, condition: 'true' | 'lease > 0'): Promise<boolean> {
  const [row] = await read(
    shard,
    'cannot look for items',
    `select exists (select from async_invoke.item where lane = $1::text and ${condition}) as has_items`,
    [lane],
  )
  return row?.has_items === true
}
