import { randomFillSync } from 'node:crypto'

/** Random bytes fetched at one time: one by one, fetching them costs more than an event's admission. */
const pool = Buffer.alloc(4_096)
let used = pool.length

/**
 * Random hexadecimal digits, an even number of at most 64.
 *
 * @example randomHex(16) // '5b1e0f3c9d2a4788'
 */
export function randomHex(digits: number): string {
  const bytes = digits / 2
  if (used + bytes > pool.length) {
    randomFillSync(pool)
    used = 0
  }
  used += bytes
  return pool.toString('hex', used - bytes, used)
}
