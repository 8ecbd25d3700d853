import { bytesSum, nameSum } from '@async-invoke/engine/internal/item-sums'

/**
 * Each item is stored with three checksums, so that damage to any of its columns is noticed:
 *
 * - `head_sum`: the sum of id and lane, plus a multiple of each number. SQL can keep it up to date when a number
 *   changes, without knowing the others: a number that was damaged before stays noticed.
 * - `state_sum`, `body_sum`: the sums of the bytes.
 */
export const headNumbers = 'due * 3 + deliveries * 5 + settled * 7 + seq * 11 + body_bytes * 13'

/** The same for an item that was not handed out yet. Exact up to due times in the year 97,000. */
export const newHeadNumbers = (seq: number, dueMs: number, bodyBytes: number): number =>
  dueMs * 3 + seq * 11 + bodyBytes * 13

const noBytes = new Uint8Array()

/** Calls for SQL: `bytes_sum(blob)` and `name_sum(id, lane)`, which migrations need. */
export const sumFunctions = {
  bytes_sum: (bytes: unknown): number => bytesSum(bytes instanceof Uint8Array ? bytes : noBytes),
  name_sum: (id: unknown, lane: unknown): number => nameSum(String(id), String(lane)),
} as const
