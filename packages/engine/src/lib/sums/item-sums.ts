import { crc32 } from './crc32.ts'

/** Sum of an item that is known to be damaged: no crc32 is negative. */
export const damagedSum = -1

/** Upper bound of lanes whose sums are remembered. */
const maxLanes = 10_000

/** The crc32 of a state or a body; of no bytes 0. */
export function bytesSum(bytes: Uint8Array): number {
  return bytes.length === 0 ? 0 : crc32(bytes)
}

/** The crc32 of an item's lane and id: the part of its sum that never changes. */
export function nameSum(id: string, lane: string): number {
  return crc32(id, crc32(lane))
}

/** Returns a {@link nameSum} that remembers the sums of lanes. */
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
