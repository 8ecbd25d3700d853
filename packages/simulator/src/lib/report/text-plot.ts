const blocks = ' ▁▂▃▄▅▆▇█'

/**
 * Draws values as columns of block characters.
 *
 * @param top - value of the full height
 * @returns lines of equal length, the highest first
 */
export function columnsOf(values: readonly number[], top: number, height: number): readonly string[] {
  const eighths = values.map((value) => {
    if (value <= 0 || top <= 0) return 0
    // A value that is not 0 is seen.
    return Math.max(1, Math.round((value / top) * height * 8))
  })
  return Array.from({ length: height }, (_, line) => {
    const below = (height - line - 1) * 8
    return eighths.map((each) => blocks[Math.min(8, Math.max(0, each - below))]).join('')
  })
}

/** Brings values to at most `width` columns, of as many steps each: the greatest of them, or their sum. */
export function fitted(values: readonly number[], width: number, join: 'greatest' | 'sum'): readonly number[] {
  return joined(values, Math.max(1, Math.ceil(values.length / width)), join)
}

/** Joins each `per` values to one. */
export function joined(values: readonly number[], per: number, join: 'greatest' | 'sum'): readonly number[] {
  return Array.from({ length: Math.ceil(values.length / per) }, (_, index) => {
    const own = values.slice(index * per, (index + 1) * per)
    return join === 'sum' ? own.reduce((sum, each) => sum + each, 0) : Math.max(...own)
  })
}
