import { randomFillSync } from 'node:crypto'

/** Random bytes that are fetched and written out at one time: one by one they cost more than an event's admission. */
const bytes = Buffer.alloc(4_096)
let text = ''
let used = 0

/**
 * Random hexadecimal digits, at most 64.
 *
 * @example randomHex(16) // '5b1e0f3c9d2a4788'
 */
export function randomHex(digits: number): string {
  if (used + digits > text.length) {
    text = randomFillSync(bytes).toString('hex')
    used = 0
  }
  used += digits
  return text.slice(used - digits, used)
}
