import { randomFillSync } from 'node:crypto'

/** Random bytes, drawn in batches: one call per id would cost more than admitting an event. */
const bytes = Buffer.alloc(4_096)
let hex = ''
let used = 0

/**
 * Generates random hexadecimal digits.
 *
 * @param digits - at most 64
 * @example randomHex(16) // '5b1e0f3c9d2a4788'
 */
export function randomHex(digits: number): string {
  if (used + digits > hex.length) {
    hex = randomFillSync(bytes).toString('hex')
    used = 0
  }
  used += digits
  return hex.slice(used - digits, used)
}
