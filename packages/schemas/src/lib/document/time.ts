const iso = /^(\d{4})-(\d\d)-(\d\d)(?:T\d\d:\d\d(?::\d\d(?:\.\d{1,9})?)?(?:Z|[+-]\d\d:?\d\d)?)?$/i

/**
 * Reads a time of ISO 8601 as milliseconds since the epoch: a date, which is midnight in UTC, or one with its time, which is the
 * machine's without a zone. `undefined` for anything else, and for days that no month has, which `Date.parse` takes for later ones.
 */
export function parseTime(text: unknown): number | undefined {
  if (typeof text !== 'string') return undefined
  const [, year, month, day] = iso.exec(text) ?? []
  const ms = isDay(Number(year), Number(month), Number(day)) ? Date.parse(text) : Number.NaN
  return Number.isNaN(ms) ? undefined : ms
}

/** Whether the month, from 1, of a year has a day. */
export function isDay(year: number, month: number, day: number): boolean {
  if (![year, month, day].every(Number.isInteger)) return false
  const date = new Date(Date.UTC(year, month - 1, day))
  return date.getUTCFullYear() === year && date.getUTCMonth() === month - 1 && date.getUTCDate() === day
}
