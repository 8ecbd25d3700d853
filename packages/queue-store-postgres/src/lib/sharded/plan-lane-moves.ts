import { hasHome, homes } from './home-of.ts'
import { readLayout } from './layout.ts'
import { checkTarget, type MoveLanesOptions } from './move-lanes.ts'
import { checkShards, openShards, type PostgresShard, type Shard } from './shard.ts'

/** Options of {@link planLaneMoves}: those of {@link moveLanes} that decide what moves. */
export type PlanLaneMovesOptions = Pick<MoveLanesOptions, 'to' | 'clock' | 'onError'>

/** A lane that a move carries to another database. */
export interface LaneMove {
  readonly lane: string
  /** Names of the databases. */
  readonly from: string
  readonly to: string
  /** Number of items. */
  readonly items: number
  /** Number of those that are leased: the lane waits for them. */
  readonly leased: number
}

/** What {@link moveLanes} would do. */
export interface LaneMovesPlan {
  /** Names of the databases that share the lanes, and of those that will. */
  readonly from: readonly string[]
  readonly to: readonly string[]
  /** True if a move to these databases has begun and is not at its end. */
  readonly isUnderWay: boolean
  /** Lanes with items or a pause, by database and name. */
  readonly lanes: readonly LaneMove[]
  /** Number of deliveries in databases that leave. They do not move: workers send them from there. */
  readonly deliveries: number
}

/**
 * Tells what {@link moveLanes} would do with the same arguments, and changes nothing. It counts the items of every lane.
 *
 * @throws {@link PostgresStoreError} `layout` for what `moveLanes` refuses, `no-schema` for a database without tables
 *
 * @example
 * ```ts
 * const { lanes } = await planLaneMoves([east, west, north])
 * ```
 */
export async function planLaneMoves(
  shards: readonly PostgresShard[],
  options: PlanLaneMovesOptions = {},
): Promise<LaneMovesPlan> {
  checkShards(shards)
  const { to: names = shards.map(({ name }) => name), ...rest } = options
  const open = await openShards(shards, { ...rest, migrate: 'never' })
  const layout = await readLayout(open)
  const to = checkTarget(open, layout, names)
  const homeOf = homes(to)
  const lanes: LaneMove[] = []
  let deliveries = 0
  for (const shard of open)
    for await (const { lane, ready, delayed, leased } of lanesOf(shard)) {
      const [home, items] = [homeOf(lane), ready + delayed + leased]
      if (!hasHome(lane)) deliveries += to.includes(shard.name) ? 0 : items
      else if (home !== shard.name) lanes.push({ lane, from: shard.name, to: home, items, leased })
    }
  return { from: layout.before ?? layout.shards, to, isUnderWay: layout.before !== undefined, lanes, deliveries }
}

async function* lanesOf({ store: { admin } }: Shard) {
  for (let cursor: string | undefined; ; ) {
    const { lanes, next } = await admin.lanes({ limit: 1_000, ...(cursor !== undefined && { cursor }) })
    yield* lanes
    if (next === undefined) return
    cursor = next
  }
}
