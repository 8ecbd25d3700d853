import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readSchedule } from './schedule-expression.ts'

const start = Date.parse('2026-02-10T09:14:30Z')
const times = (expression: string, count: number, offsetOf?: (atMs: number) => number) => {
  const schedule = readSchedule(expression, start, offsetOf)
  const found: string[] = []
  for (let at: number | undefined = start; found.length < count; ) {
    at = at === undefined ? undefined : schedule?.(at)
    if (at === undefined) break
    found.push(new Date(at).toISOString().replace(/:00\.000Z$/, ''))
  }
  return found
}

describe('readSchedule', () => {
  it.each([
    { expression: 'rate(1 minute)', next: ['2026-02-10T09:15:30.000Z', '2026-02-10T09:16:30.000Z'] },
    { expression: 'rate(2 hours)', next: ['2026-02-10T11:14:30.000Z', '2026-02-10T13:14:30.000Z'] },
    { expression: 'rate(7 days)', next: ['2026-02-17T09:14:30.000Z'] },
    { expression: 'cron(0 12 * * ? *)', next: ['2026-02-10T12:00', '2026-02-11T12:00'] },
    { expression: 'cron(0/15 * * * ? *)', next: ['2026-02-10T09:15', '2026-02-10T09:30', '2026-02-10T09:45'] },
    { expression: 'cron(5,35 14 * * ? *)', next: ['2026-02-10T14:05', '2026-02-10T14:35', '2026-02-11T14:05'] },
    { expression: 'cron(15 10 ? * 6L 2026-2027)', next: ['2026-02-27T10:15', '2026-03-27T10:15'] },
    { expression: 'cron(0 8 ? * 3#2 *)', next: ['2026-03-10T08:00', '2026-04-14T08:00'] },
    { expression: 'cron(0 18 ? * MON-FRI *)', next: ['2026-02-10T18:00', '2026-02-11T18:00'] },
    { expression: 'cron(0 0 L * ? *)', next: ['2026-02-28T00:00', '2026-03-31T00:00'] },
    { expression: 'cron(0 0 1W * ? *)', next: ['2026-03-02T00:00', '2026-04-01T00:00', '2026-05-01T00:00'] },
    { expression: 'cron(0 0 31W * ? *)', next: ['2026-03-31T00:00', '2026-05-29T00:00'] },
    { expression: 'cron(0 0 29 2 ? *)', next: ['2028-02-29T00:00', '2032-02-29T00:00'] },
    { expression: 'cron(0 0 1 JAN,jul ? *)', next: ['2026-07-01T00:00', '2027-01-01T00:00'] },
    { expression: 'cron(0 0 1 1 ? 2025)', next: [] },
    { expression: 'at(2026-02-10T10:00:00)', next: ['2026-02-10T10:00'] },
    { expression: 'at(2026-02-10T09:00:00)', next: [] },
  ])('finds the times of $expression (EVB-6)', ({ expression, next }) => {
    expect(times(expression, next.length || 1)).toEqual(next)
  })

  it('finds times of a zone across a change of its offset (EVB-6)', () => {
    const changeMs = Date.parse('2026-03-29T01:00:00Z')
    const berlin = (atMs: number): number => (atMs < changeMs ? 3_600_000 : 7_200_000)
    expect(times('cron(0 9 28-30 3 ? *)', 3, berlin)).toEqual([
      '2026-03-28T08:00',
      '2026-03-29T07:00',
      '2026-03-30T07:00',
    ])
  })

  it('has times that ISO 8601 can write, and none after them', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 2, max: 9_999_999_999 }),
        fc.constantFrom('minutes', 'hours', 'days'),
        (value, unit) => {
          const atMs = readSchedule(`rate(${value} ${unit})`, start)?.(start)
          if (atMs !== undefined) expect(new Date(atMs).toISOString()).toMatch(/^\d{4}-/)
        },
      ),
    )
    expect(readSchedule('rate(9999999999 days)', start)?.(start)).toBeUndefined()
    expect(readSchedule('rate(2000000 days)', start)?.(start)).toBeDefined()
  })

  it.each([
    ...['rate(1 minutes)', 'rate(5 minute)', 'rate(0 minutes)', 'rate(1 second)', 'rate(1  minute)', '1 minute'],
    ...['cron(0 12 * * * *)', 'cron(0 12 ? * ? *)', 'cron(0 12 * * ?)', 'cron(60 12 * * ? *)', 'cron(0 12 32 * ? *)'],
    ...['cron(0/0 * * * ? *)', 'cron(5-1 * * * ? *)', 'cron(0 0 ? * 8 *)', 'cron(0 0 ? * 6#6 *)', 'cron(a * * * ? *)'],
    ...['at(2026-02-10)', 'at(2026-13-10T10:00:00)', 'at(2026-02-30T10:00:00)', ''],
  ])('refuses %j (EVB-6)', (expression) => {
    expect(readSchedule(expression, start)).toBeUndefined()
  })
})
