import { shorten } from '@async-invoke/schemas/internal'

/** Formats a value for a message: JSON, shortened, without members whose name contains "secret". */
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
  return /secret/i.test(name) ? '(not shown)' : value
}
