import { shorten } from '@async-invoke/schemas/internal'

/** Formats a value for a message: JSON, shortened, without members whose name contains "secret", and users of URLs. */
export function formatValue(value: unknown): string {
  return shorten(asText(value))
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
