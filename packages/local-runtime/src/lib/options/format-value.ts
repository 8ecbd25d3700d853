/** Characters of a value that a message shows. */
const shownCharacters = 100

/** A value as a message shows it: JSON, shortened, without members that are secrets by their name. */
export function formatValue(value: unknown): string {
  return shorten(asText(value))
}

/** @example shorten('x'.repeat(1_000)).length // 100 */
export function shorten(text: string): string {
  return text.length <= shownCharacters ? text : `${text.slice(0, shownCharacters - 3)}...`
}

function asText(value: unknown): string {
  if (typeof value === 'number') return String(value)
  if (typeof value === 'bigint') return `${value}n`
  try {
    return JSON.stringify(value, withoutSecrets) ?? String(value)
  } catch {
    // A circle, or a bigint in it.
    return Object.prototype.toString.call(value)
  }
}

function withoutSecrets(name: string, value: unknown): unknown {
  return /secret/i.test(name) ? '(not shown)' : value
}
