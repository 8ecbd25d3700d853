/** Maximum length of a value in a message, in UTF-16 code units. */
const maxLength = 100

/** Formats a value for a message: JSON, shortened, without members whose name contains "secret". */
export function formatValue(value: unknown): string {
  return shorten(asText(value))
}

/** @example shorten('x'.repeat(1_000)).length // 100 */
export function shorten(text: string): string {
  return text.length <= maxLength ? text : `${text.slice(0, maxLength - 3)}...`
}

function asText(value: unknown): string {
  if (typeof value === 'number') return String(value)
  if (typeof value === 'bigint') return `${value}n`
  try {
    return JSON.stringify(value, withoutSecrets) ?? String(value)
  } catch {
    // A cycle, or a bigint inside.
    return Object.prototype.toString.call(value)
  }
}

function withoutSecrets(name: string, value: unknown): unknown {
  return /secret/i.test(name) ? '(not shown)' : value
}
