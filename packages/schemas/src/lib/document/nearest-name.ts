/** Longer names are not compared. */
const maxLength = 64

/**
 * Finds the known name that a mistyped one most likely stands for: at most a third of its letters differ, or one of the two
 * is a prefix of the other. Ignores case, `-` and `_`. Refusals of unknown options suggest it (CFG-25).
 *
 * @example findNearestName('dead_letter_target', ['deadLetterTargetArn', 'role']) // 'deadLetterTargetArn'
 */
export function findNearestName(name: string, known: readonly string[]): string | undefined {
  if (name.length > maxLength) return undefined
  const mistyped = letters(name)
  const limit = Math.max(Math.floor(mistyped.length / 3), mistyped.length > 3 ? 2 : 1)
  const near = known
    .map((candidate) => ({ candidate, distance: distance(mistyped, letters(candidate)) }))
    .filter(({ distance }) => distance <= limit)
  return near.sort((a, b) => a.distance - b.distance)[0]?.candidate
}

function letters(name: string): string {
  return name.toLowerCase().replaceAll(/[-_]/g, '')
}

function distance(a: string, b: string): number {
  const isPrefix = a.length > 3 && b.length > 3 && (a.startsWith(b) || b.startsWith(a))
  return a !== b && isPrefix ? 1 : editDistance(a, b)
}

/** Levenshtein distance. */
function editDistance(a: string, b: string): number {
  let above = Array.from({ length: b.length + 1 }, (_, at) => at)
  for (const [row, letter] of [...a].entries()) {
    const current = [row + 1]
    for (const [column, other] of [...b].entries()) {
      const replaced = (above[column] ?? 0) + (letter === other ? 0 : 1)
      current.push(Math.min(replaced, (above[column + 1] ?? 0) + 1, (current[column] ?? 0) + 1))
    }
    above = current
  }
  return above.at(-1) ?? 0
}
