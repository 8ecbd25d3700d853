/** Longest name that is compared. */
const maxLength = 64

/**
 * The known name that a mistyped one most likely stands for, if one is near: up to a third of its letters differ, or one
 * of the two begins with the other. Case, `-` and `_` do not count.
 *
 * @example nearestName('dead_letter_target', ['deadLetterTargetArn', 'role']) // 'deadLetterTargetArn'
 */
export function nearestName(name: string, known: readonly string[]): string | undefined {
  if (name.length > maxLength) return undefined
  const asked = letters(name)
  const limit = Math.max(Math.floor(asked.length / 3), asked.length > 3 ? 2 : 1)
  const near = known
    .map((each) => ({ each, distance: distance(asked, letters(each)) }))
    .filter((candidate) => candidate.distance <= limit)
  return near.sort((a, b) => a.distance - b.distance)[0]?.each
}

function letters(name: string): string {
  return name.toLowerCase().replaceAll(/[-_]/g, '')
}

function distance(a: string, b: string): number {
  const isBeginning = a.length > 3 && b.length > 3 && (a.startsWith(b) || b.startsWith(a))
  return a !== b && isBeginning ? 1 : editDistance(a, b)
}

/** Letters to insert, delete or replace (Levenshtein). */
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
