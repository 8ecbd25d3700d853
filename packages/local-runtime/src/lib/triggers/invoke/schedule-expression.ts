import { parseTime } from '@async-invoke/schemas/internal'

/** Times of a schedule: the first one after a time, in milliseconds; `undefined` if there is none any more. */
export type Schedule = (afterMs: number) => number | undefined

/** Latest time that ISO 8601 writes with a year of four digits; a rate of millions of days comes later. */
const latestMs = Date.parse('9999-12-31T23:59:59.999Z')

const unitsMs = { minute: 60_000, hour: 3_600_000, day: 86_400_000 } as const

/**
 * Reads a schedule expression: `rate(5 minutes)`, `cron(0 12 * * ? *)` and, for schedules, `at(2026-11-28T10:00:00)` (EVB-6).
 *
 * @param startMs - from which the times of a rate count
 * @param offsetOf - of the schedule's time zone from UTC at a time, in milliseconds
 * @returns `undefined` if it is none
 * @see https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-scheduled-rule-pattern.html
 */
export function readSchedule(
  expression: string,
  startMs: number,
  offsetOf: (atMs: number) => number = () => 0,
): Schedule | undefined {
  const [, name, content = ''] = /^(rate|cron|at)\(([^()]*)\)$/.exec(expression) ?? []
  if (name === 'rate') return readRate(content, startMs)
  if (name === 'at') return readMoment(content, offsetOf)
  return name === 'cron' ? readCron(content, offsetOf) : undefined
}

/** Units stand in the singular for 1 only. */
function readRate(content: string, startMs: number): Schedule | undefined {
  const [, digits = '', unit = '', plural] = /^([1-9]\d{0,9}) (minute|hour|day)(s?)$/.exec(content) ?? []
  const value = Number(digits)
  if (digits === '' || (value === 1) !== (plural === '')) return undefined
  const everyMs = value * unitsMs[unit as keyof typeof unitsMs]
  return (afterMs) => {
    const atMs = startMs + (Math.floor(Math.max(0, afterMs - startMs) / everyMs) + 1) * everyMs
    return atMs > latestMs ? undefined : atMs
  }
}

function readMoment(content: string, offsetOf: (atMs: number) => number): Schedule | undefined {
  if (!/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d$/.test(content)) return undefined
  const localMs = parseTime(`${content}Z`)
  if (localMs === undefined) return undefined
  const atMs = toUtc(localMs, offsetOf)
  return (afterMs) => (atMs > afterMs ? atMs : undefined)
}

/** A local time as UTC; the second step is for a change of the offset in between. */
function toUtc(localMs: number, offsetOf: (atMs: number) => number): number {
  return localMs - offsetOf(localMs - offsetOf(localMs))
}

/** Last year that a cron expression can name. */
const lastYear = 2199

function readCron(content: string, offsetOf: (atMs: number) => number): Schedule | undefined {
  const fields = content.trim().split(/ +/)
  const [minuteText = '', hourText = '', dayText = '', monthText = '', weekdayText = '', yearText = ''] = fields
  // One of the two fields for days has to be a question mark.
  if (fields.length !== 6 || (dayText === '?') === (weekdayText === '?')) return undefined
  const minutes = readField(minuteText, 0, 59)
  const hours = readField(hourText, 0, 23)
  const months = readField(monthText, 1, 12, monthNames)
  const years = readField(yearText, 1970, lastYear)
  const isDay = dayText === '?' ? readWeekdays(weekdayText) : readDays(dayText)
  if (!minutes || !hours || !months || !years || !isDay) return undefined
  return (afterMs) => {
    const startMs = afterMs + offsetOf(afterMs)
    const first = new Date(startMs)
    for (let year = first.getUTCFullYear(); year <= lastYear; year += 1) {
      if (!years.has(year)) continue
      for (const month of months) {
        const monthMs = Date.UTC(year, month - 1)
        const length = new Date(Date.UTC(year, month, 0)).getUTCDate()
        if (monthMs + length * unitsMs.day <= startMs) continue
        for (let day = 1; day <= length; day += 1) {
          const dayMs = monthMs + (day - 1) * unitsMs.day
          if (dayMs + unitsMs.day <= startMs || !isDay({ day, length, weekday: new Date(dayMs).getUTCDay() })) continue
          for (const hour of hours)
            for (const minute of minutes) {
              const atMs = toUtc(dayMs + hour * unitsMs.hour + minute * unitsMs.minute, offsetOf)
              if (atMs > afterMs) return atMs
            }
        }
      }
    }
    return undefined
  }
}

interface DayOfMonth {
  readonly day: number
  /** Days of the month. */
  readonly length: number
  /** 0 for Sunday. */
  readonly weekday: number
}
type IsDay = (day: DayOfMonth) => boolean

const monthNames = ['JAN', 'FEB', 'MAR', 'APR', 'MAY', 'JUN', 'JUL', 'AUG', 'SEP', 'OCT', 'NOV', 'DEC']
const weekdayNames = ['SUN', 'MON', 'TUE', 'WED', 'THU', 'FRI', 'SAT']

/** Reads a list of values, ranges and steps, ascending; `undefined` if it is none. */
function readField(text: string, from: number, to: number, names: readonly string[] = []): Set<number> | undefined {
  const found = new Set<number>()
  for (const part of text.toUpperCase().split(',')) {
    const [, range = '', step] = /^([^/]+)(?:\/(\d{1,4}))?$/.exec(part) ?? []
    const [low, high] = range === '*' ? [from, to] : range.split('-').map((each) => numberOf(each, from, names))
    const last = high ?? (step === undefined ? low : to)
    const by = Number(step ?? 1)
    if (low === undefined || last === undefined || !(low >= from && last <= to && low <= last && by > 0))
      return undefined
    for (let value = low; value <= last; value += by) found.add(value)
  }
  return new Set([...found].sort((a, b) => a - b))
}

function numberOf(text: string, from: number, names: readonly string[]): number {
  const index = names.indexOf(text)
  if (index >= 0) return index + from
  return /^\d{1,4}$/.test(text) ? Number(text) : Number.NaN
}

/** `L` is the last day of the month, `15W` the weekday nearest to the 15th within the month. */
function readDays(text: string): IsDay | undefined {
  if (text === 'L') return ({ day, length }) => day === length
  const [, near] = /^(\d{1,2})W$/.exec(text) ?? []
  if (near !== undefined) {
    const target = Number(near)
    return target >= 1 && target <= 31 ? (day) => isNearestWeekday(day, target) : undefined
  }
  const days = readField(text, 1, 31)
  return days && (({ day }) => days.has(day))
}

function isNearestWeekday({ day, length, weekday }: DayOfMonth, target: number): boolean {
  if (target > length || weekday === 0 || weekday === 6) return false
  const of = (other: number): number => (((weekday + other - day) % 7) + 7) % 7
  const shift = of(target) === 6 ? (target === 1 ? 2 : -1) : of(target) === 0 ? (target === length ? -2 : 1) : 0
  return day === target + shift
}

/** `L` is Saturday, `6L` the last Friday of the month, `6#3` its third Friday. Sunday is 1. */
function readWeekdays(text: string): IsDay | undefined {
  const upper = text.toUpperCase()
  if (upper === 'L') return ({ weekday }) => weekday === 6
  const [, name = '', nth] = /^([1-7]|SUN|MON|TUE|WED|THU|FRI|SAT)(L|#[1-5])$/.exec(upper) ?? []
  if (nth !== undefined) {
    const wanted = numberOf(name, 1, weekdayNames) - 1
    if (nth === 'L') return ({ day, length, weekday }) => weekday === wanted && day > length - 7
    return ({ day, weekday }) => weekday === wanted && Math.ceil(day / 7) === Number(nth.slice(1))
  }
  const weekdays = readField(text, 1, 7, weekdayNames)
  return weekdays && (({ weekday }) => weekdays.has(weekday + 1))
}
