const units = { ms: 1, s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000 } as const

const part = /(\d+(?:\.\d+)?)\s*(ms|s|m|h|d)/y

/**
 * Reads a duration: a number of milliseconds, or numbers with units.
 *
 * @throws `RangeError` for anything else, with the value
 * @example
 * ```ts
 * readDuration('1h 30m') // 5_400_000
 * ```
 */
export function readDuration(duration: number | string): number {
  const ms = typeof duration === 'number' ? duration : sumOfParts(duration.trim())
  if (Number.isFinite(ms) && ms >= 0) return Math.round(ms)
  throw new RangeError(
    `${JSON.stringify(duration)} is not a duration: milliseconds, or numbers with ms, s, m, h or d, as '1h 30m'`,
  )
}

function sumOfParts(text: string): number {
  let sum = 0
  let at = 0
  while (at < text.length) {
    part.lastIndex = at
    const match = part.exec(text)
    if (match === null) return Number.NaN
    sum += Number(match[1]) * units[match[2] as keyof typeof units]
    at = part.lastIndex
    while (text[at] === ' ') at += 1
  }
  return text === '' ? Number.NaN : sum
}
