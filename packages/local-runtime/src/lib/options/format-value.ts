import { shorten } from '@async-invoke/schemas/internal'

/** Formats a value for a message: JSON, shortened, without members whose name contains "secret", and users of URLs. */
export function formatValue(value: unknown): string {
  return shorten(asText(value))
}

/** Formats the name of a member for a path, shortened: as it is, or as JSON if it is empty or would not fit on a line. */
export function formatName(name: string): string {
  if (name !== '' && !/\p{C}|\p{Zl}|\p{Zp}/u.test(name)) return shorten(name)
  // JSON leaves these two separators as they are.
  return shorten(JSON.stringify(name).replaceAll('\u2028', '\\u2028').replaceAll('\u2029', '\\u2029'))
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
  if (/secret/i.test(name)) return '(not shown)'
  return typeof value === 'string' ? value.replace(userOfUrl, '$1…@') : value
}

/** The user of a URL with the password: up to the last `@`, since a password that is not encoded may have any character. */
const userOfUrl = /(:\/\/).*@/gs
