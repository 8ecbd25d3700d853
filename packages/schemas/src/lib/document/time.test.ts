import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isDay, parseTime } from './time.ts'

describe('parseTime', () => {
  it.each([
    { text: '2026-02-10', is: '2026-02-10T00:00:00.000Z' },
    { text: '2024-02-29T23:59:59.5Z', is: '2024-02-29T23:59:59.500Z' },
    { text: '2026-02-10T09:15+02:00', is: '2026-02-10T07:15:00.000Z' },
    { text: '2026-02-10T09:15:00-0530', is: '2026-02-10T14:45:00.000Z' },
  ])('reads $text', ({ text, is }) => {
    expect(new Date(parseTime(text) ?? Number.NaN).toISOString()).toBe(is)
  })

  it.each(['2026-02-29', '2026-02-30T09:15:00Z', '2026-04-31', '2026-00-10', '2026-13-01', '2026-01-00', '2026-01-32'])(
    'reads no time in %s, a day that no month has',
    (text) => {
      expect(parseTime(text)).toBeUndefined()
    },
  )

  it.each([
    '',
    '5',
    'now',
    '2026',
    '2026-02',
    '10 Feb 2026',
    '2026-02-10 09:15',
    '2026-02-10T25:00Z',
    '2026-02-10T09:15:00Z\n',
  ])('reads no time in %j', (text) => {
    expect(parseTime(text)).toBeUndefined()
  })

  it('reads each time that a date writes', () => {
    fc.assert(
      fc.property(fc.date({ min: new Date(0), max: new Date('9999-12-31'), noInvalidDate: true }), (date) => {
        expect(parseTime(date.toISOString())).toBe(date.getTime())
        expect(isDay(date.getUTCFullYear(), date.getUTCMonth() + 1, date.getUTCDate())).toBe(true)
      }),
    )
  })
})
