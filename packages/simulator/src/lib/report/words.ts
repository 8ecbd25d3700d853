import type { NumberAbout } from '../run/numbers.ts'

const units = [
  { name: 'd', ms: 86_400_000 },
  { name: 'h', ms: 3_600_000 },
  { name: 'min', ms: 60_000 },
  { name: 's', ms: 1_000 },
] as const

/** Largest number of milliseconds that are shown as such. */
const shortMs = 10_000

/** A duration for people: `250 ms`, `7.3 s`, `3 min 17 s`, `2 h`. */
export function durationOf(ms: number): string {
  const size = Math.abs(ms)
  const sign = ms < 0 ? '-' : ''
  if (Math.round(size) < 1_000) return `${sign}${Math.round(size)} ms`
  if (size < shortMs) return `${sign}${trimmed((size / 1_000).toFixed(1))} s`
  const seconds = Math.round(size / 1_000) * 1_000
  const at = units.findIndex((unit) => seconds >= unit.ms)
  const [large, small] = [units[at] ?? units[3], units[at + 1]]
  const whole = Math.floor(seconds / large.ms)
  const rest = small === undefined ? 0 : Math.floor((seconds - whole * large.ms) / small.ms)
  return `${sign}${whole} ${large.name}${small === undefined || rest === 0 ? '' : ` ${rest} ${small.name}`}`
}

const whole = new Intl.NumberFormat('en-US', { maximumFractionDigits: 0 })
const small = new Intl.NumberFormat('en-US', { maximumSignificantDigits: 4 })

/** A count with separators; a fraction below 100 keeps its digits. */
export function countOf(value: number): string {
  return Math.abs(value) < 100 && !Number.isInteger(value) ? small.format(value) : whole.format(value)
}

/** A number of a report in its unit. */
export function inUnit(value: number, { unit }: Pick<NumberAbout, 'unit'>): string {
  return unit === 'milliseconds' ? durationOf(value) : countOf(value)
}

/** A difference, with its sign. */
export function differenceOf(value: number, about: Pick<NumberAbout, 'unit'>): string {
  return value > 0 ? `+${inUnit(value, about)}` : inUnit(value, about)
}

/** An amount of money with its currency. */
export function moneyOf(amount: number, currency: string): string {
  const digits = Math.abs(amount) >= 100 ? 0 : 2
  const figure = Math.abs(amount) > 0 && Math.abs(amount) < 0.01 ? small.format(amount) : amount.toFixed(digits)
  return `${figure} ${currency}`
}

function trimmed(digits: string): string {
  return digits.replace(/\.0$/, '')
}
