import { crc32 } from 'node:zlib'

/** Maximum number of lanes whose queues are remembered. */
const maxLanes = 10_000

/**
 * Shuffle sharding: each lane has a few of all queues, drawn by its name, so that two lanes seldom have the same ones. All
 * processes draw the same, and one queue more moves few lanes.
 *
 * @param names - of the queues, in their order
 * @returns a function from a lane to the positions of its queues
 */
export function laneQueues(names: readonly string[], queuesPerLane: number): (lane: string) => readonly number[] {
  const known = new Map<string, readonly number[]>()
  return (lane) => {
    const before = known.get(lane)
    if (before !== undefined) return before
    const ranked = names
      .map((name, index) => ({ index, rank: mixed(crc32(name, crc32(lane))) }))
      .sort((a, b) => b.rank - a.rank || a.index - b.index)
    const queues = ranked.slice(0, queuesPerLane).map(({ index }) => index)
    if (known.size < maxLanes) known.set(lane, queues)
    return queues
  }
}

/** Spreads sums: those of similar names differ in the same bits. */
function mixed(sum: number): number {
  let bits = Math.imul(sum ^ (sum >>> 16), 0x85ebca6b)
  bits = Math.imul(bits ^ (bits >>> 13), 0xc2b2ae35)
  return (bits ^ (bits >>> 16)) >>> 0
}
