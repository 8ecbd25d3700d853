/** Characters of a value that a message shows. */
const shownCharacters = 100

/** A value as a message shows it: JSON, shortened. */
export function shown(value: unknown): string {
  return shortened(JSON.stringify(value) ?? String(value))
}

/** @example shortened('x'.repeat(1_000)).length // 100 */
export function shortened(text: string): string {
  return text.length <= shownCharacters ? text : `${text.slice(0, shownCharacters - 3)}...`
}
