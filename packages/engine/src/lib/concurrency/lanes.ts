import type { LaneStats, QueueAdmin } from '../queue/queue-admin.ts'

/** The beginnings of lane names: events wait in the lane of their function, deliveries in that of their destination. */
export const functionPrefix = 'function:'
export const destinationPrefix = 'destination:'

/** Maximum number of names whose lanes are cached. */
const maxCached = 10_000
/** Cached per name: a string that was already a Map key carries its hash. */
const lanes = new Map<string, string>()

/** The lane of a function's events. */
export function functionLane(functionName: string): string {
  const known = lanes.get(functionName)
  if (known !== undefined) return known
  if (lanes.size >= maxCached) lanes.clear()
  const lane = functionPrefix + functionName
  lanes.set(functionName, lane)
  return lane
}

/** The lane of the deliveries to a destination or dead-letter target. */
export function destinationLane(destinationArn: string): string {
  return destinationPrefix + destinationArn
}

/**
 * Of the lanes in a store, those of functions that are not among the names: with the names that all engines of a store serve,
 * the lanes whose items wait in vain.
 *
 * @param lanes - as {@link QueueAdmin.lanes} counts them
 *
 * @example
 * ```ts
 * const { lanes = [] } = (await store.admin?.lanes()) ?? {}
 * for (const { lane, ready } of unservedLanes(lanes, ['orders', 'reports'])) console.warn(lane, ready)
 * ```
 */
export function unservedLanes(lanes: readonly LaneStats[], functionNames: readonly string[]): readonly LaneStats[] {
  const served = new Set(functionNames.map(functionLane))
  return lanes.filter(({ lane }) => lane.startsWith(functionPrefix) && !served.has(lane))
}
