import { isDay } from '@async-invoke/schemas/internal'
import { problemOf, ScenarioError, type ScenarioProblem } from '../scenario/scenario-error.ts'

/** Members that hold the time of a line which is an object. */
const timeMembers = ['time', 'timestamp', 'at'] as const
const maxProblems = 5
/** The last time that a date can hold. */
const maxMs = 8.64e15

/**
 * Reads a trace: JSON Lines of times, each a number of milliseconds, a text in ISO 8601, or an object with such a `time`,
 * `timestamp` or `at`.
 *
 * @param name - of the file, for messages
 * @returns milliseconds since the earliest time, in ascending order
 * @throws {@link ScenarioError} when a line is no time, or when there is none
 */
export function readTrace(text: string, name: string): Float64Array {
  const times: number[] = []
  const problems: ScenarioProblem[] = []
  let line = 0
  for (const each of text.split('\n')) {
    line += 1
    if (each.trim() === '') continue
    const time = timeIn(each)
    if (typeof time === 'number') times.push(time)
    else
      problems.push(
        problemOf(`${name}:${line}`, 'trace', time.given, 'must be a time, or have a time, timestamp or at'),
      )
    if (problems.length >= maxProblems) break
  }
  if (problems.length > 0) throw new ScenarioError(problems)
  if (times.length === 0) throw new ScenarioError([problemOf(name, 'trace', text, 'must have at least one time')])
  const sorted = Float64Array.from(times).sort()
  const first = sorted[0] ?? 0
  return sorted.map((time) => time - first)
}

/** The time of a line in milliseconds since the epoch; what stands there instead, otherwise. */
function timeIn(line: string): number | { readonly given: unknown } {
  let value: unknown
  try {
    value = JSON.parse(line)
  } catch {
    // A time alone, as other tools write it, without quotes.
    value = line.trim()
  }
  const member = timeMembers.map((name) => memberOf(value, name)).find((each) => each !== undefined)
  const time = toMs(member ?? value)
  return time ?? { given: member ?? value }
}

function memberOf(value: unknown, name: string): unknown {
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, name)) return undefined
  return (value as Readonly<Record<string, unknown>>)[name]
}

/** A time as a number of milliseconds, or as text that begins with a date. */
export function toMs(value: unknown): number | undefined {
  if (typeof value === 'number') return Math.abs(value) <= maxMs ? value : undefined
  const [, year, month, day] = (typeof value === 'string' && /^(\d{4})[-/](\d\d?)[-/](\d\d?)/.exec(value)) || []
  if (typeof value !== 'string' || !isDay(Number(year), Number(month), Number(day))) return undefined
  // CloudWatch's tables write a space between date and time, and mean UTC.
  const hasZone = /(?:Z|[+-]\d\d:?\d\d)$/i.test(value)
  const ms = Date.parse(
    hasZone ? value : `${value.trim().replaceAll('/', '-').replace(' ', 'T')}${value.includes(':') ? 'Z' : ''}`,
  )
  return Number.isNaN(ms) ? undefined : ms
}
