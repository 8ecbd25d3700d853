import { seededRandom } from '@async-invoke/engine/internal'
import { homes } from '../../../packages/queue-store-postgres/src/lib/sharded/home-of.ts'

/**
 * The share of the busiest of several databases, as a multiple of an equal share: functions live where their names' hashes tell.
 *
 * @param skew - the nth function has 1/n^skew of the events of the first
 */
export function busiestShare(databases: number, functions: number, skew: number): number {
  const names = Array.from({ length: databases }, (_, index) => `shard-${index}`)
  const homeOf = homes(names)
  const load = new Map(names.map((name) => [name, 0]))
  let total = 0
  for (let n = 1; n <= functions; n += 1) {
    const home = homeOf(`function:f-${n}`)
    load.set(home, (load.get(home) ?? 0) + 1 / n ** skew)
    total += 1 / n ** skew
  }
  return (Math.max(...load.values()) / total) * databases
}

/**
 * How long statements wait for a core of a database, at the 99th percentile, in milliseconds: they come at random, take their time, and
 * the first core that is free takes the next.
 */
export function waitMs({ perSecond, ms, cores }: { perSecond: number; ms: number; cores: number }): number {
  const random = seededRandom(1)
  const freeAtMs = new Array<number>(cores).fill(0)
  const waits: number[] = []
  for (let atMs = 0; waits.length < 200_000; ) {
    atMs += (-Math.log(1 - random()) / perSecond) * 1_000
    const core = freeAtMs.indexOf(Math.min(...freeAtMs))
    const startMs = Math.max(atMs, freeAtMs[core] ?? 0)
    freeAtMs[core] = startMs + ms
    waits.push(startMs - atMs)
  }
  return waits.sort((a, b) => a - b)[Math.floor(waits.length * 0.99)] ?? Number.NaN
}
