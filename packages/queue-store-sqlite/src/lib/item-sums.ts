import { crc32 } from 'node:zlib'

/**
 * Each item is stored with three checksums, so that damage to any of its columns is noticed:
 *
 * - `head_sum`: the crc32 of id and lane, plus a multiple of each number. SQL can keep it up to date when a number
 *   changes, without knowing the others: a number that was damaged before stays noticed.
 * - `state_sum`, `body_sum`: the crc32 of the bytes.
 */
export const headNumbers = 'due * 3 + deliveries * 5 + settled * 7 + seq * 11 + body_bytes * 13'

/** The same for an item that was not handed out yet. Exact up to due times in the year 97,000. */
export const newHeadNumbers = (seq: number, dueMs: number, bodyBytes: number): number =>
  dueMs * 3 + seq * 11 + bodyBytes * 13

/** Sum of an item that is known to be damaged: no crc32 is negative. */
export const damagedSum = -1

const noBytes = new Uint8Array()

/** Upper bound of lanes whose sums are remembered. */
const maxLanes = 10_000

/** Returns a function from id and lane to the part of `head_sum` that never changes; it remembers the sums of lanes. */
export function nameSums(): (id: string, lane: string) => number {
  const sumOfLane = new Map<string, number>()
  return (id, lane) => {
    let sum = sumOfLane.get(lane)
    if (sum === undefined) {
      sum = crc32(lane)
      if (sumOfLane.size < maxLanes) sumOfLane.set(lane, sum)
    }
    return crc32(id, sum)
  }
}

/** The crc32 of a state or a body; of no bytes 0. */
export function bytesSum(bytes: Uint8Array): number {
  return bytes.length === 0 ? 0 : crc32(bytes)
}

/** Calls for SQL: `bytes_sum(blob)` and `name_sum(id, lane)`, which migrations need. */
export const sumFunctions = {
  bytes_sum: (bytes: unknown): number => bytesSum(bytes instanceof Uint8Array ? bytes : noBytes),
  name_sum: (id: unknown, lane: unknown): number => crc32(String(id), crc32(String(lane))),
} as const
