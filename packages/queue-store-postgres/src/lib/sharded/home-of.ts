import { createHash } from 'node:crypto'
import { functionPrefix } from '@async-invoke/engine/internal'
import { writeName } from '../statements/names.ts'

/** Maximum number of lanes whose homes are remembered. */
const maxKnown = 10_000

/**
 * Returns a function from a lane to the name of the database where it lives: the one with the highest hash of both names, as
 * `async_invoke.home_of` computes it. With one more of n databases, one lane of n + 1 has another home, and it is the new one.
 */
export function homes(shards: readonly string[]): (lane: string) => string {
  const known = new Map<string, string>()
  return (lane) => {
    let home = known.get(lane)
    if (home === undefined) {
      home = highest(writeName(lane), shards)
      if (known.size >= maxKnown) known.clear()
      known.set(lane, home)
    }
    return home
  }
}

function highest(lane: string, shards: readonly string[]): string {
  let best = ''
  let bestHash: Buffer | undefined
  for (const shard of shards) {
    const hash = createHash('sha256').update(`${shard}/${lane}`).digest()
    if (bestHash !== undefined && Buffer.compare(hash, bestHash) <= 0) continue
    best = shard
    bestHash = hash
  }
  return best
}

/** True for the lane of a function, which lives in one database. Deliveries stay in the database of their event. */
export function hasHome(lane: string): boolean {
  return lane.startsWith(functionPrefix)
}
