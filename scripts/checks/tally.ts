/** Tests by result, over every package. */
export interface Tally {
  readonly passed: number
  readonly failed: number
  readonly skipped: number
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: colours begin with one
const colours = /\u001B\[[0-9;]*m/g

/** Adds up the lines with which vitest closes each package: `Tests  2 failed | 31 passed | 1 skipped (34)`. */
export function tallyOf(printed: string): Tally {
  const tally = { passed: 0, failed: 0, skipped: 0 }
  for (const line of printed.replaceAll(colours, '').split('\n')) {
    if (!/ Tests {2}/.test(line)) continue
    for (const [, count, result] of line.matchAll(/(\d+) (passed|failed|skipped)\b/g))
      tally[result as keyof Tally] += Number(count)
  }
  return tally
}

/** One line for all packages. */
export const describeTally = ({ passed, failed, skipped }: Tally): string =>
  `tests: ${passed} passed, ${failed} failed, ${skipped} skipped`

/** Whether tests ran and none failed. */
export const isGood = ({ passed, failed }: Tally): boolean => passed > 0 && failed === 0
