import { expect, it } from 'vitest'
import { firstKilobyte } from './dead-letter-message.ts'

it.each([
  ['a'.repeat(1_024), 'a'.repeat(1_024)],
  ['a'.repeat(1_500), 'a'.repeat(1_024)],
  [`x${'é'.repeat(600)}`, `x${'é'.repeat(511)}\u{fffd}`],
  ['€'.repeat(400), `${'€'.repeat(341)}\u{fffd}`],
  ['', ''],
])('a message is cut to 1,024 bytes, a character cut in two becomes U+FFFD (DLQ-4) %#', (text, cut) => {
  expect(firstKilobyte(text)).toBe(cut)
})
