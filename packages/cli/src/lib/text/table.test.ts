import { describe, expect, it } from 'vitest'
import { type Column, columnsFor, formatRow, wrapText } from './table.ts'

describe('wrapText', () => {
  it.each([
    { text: 'one two three', width: 9, lines: ['  one two', '  three'] },
    { text: 'one two three', width: Number.POSITIVE_INFINITY, lines: ['  one two three'] },
    { text: 'see arn:aws:sqs:us-east-1 or', width: 8, lines: ['  see', '  arn:aws:sqs:us-east-1', '  or'] },
    { text: '', width: 8, lines: ['  '] },
  ])('breaks "$text" for $width characters', ({ text, width, lines }) => {
    expect(wrapText(text, width, '  ')).toBe(lines.join('\n'))
  })
})

describe('formatRow', () => {
  const columns: readonly Column<readonly string[]>[] = [
    { title: 'ID', of: ([id = '']) => id, width: 4 },
    { title: 'COUNT', of: ([, count = '']) => count, width: 5, isNumber: true },
    { title: 'WHY', of: ([, , why = '']) => why, width: 0 },
  ]
  const row = ['r-1234', '7', 'no items in the order']

  it.each([
    { lineWidth: 24, line: 'r-1…      7  no items i…' },
    { lineWidth: Number.POSITIVE_INFINITY, line: 'r-1234      7  no items in the order' },
  ])('fits a row into $lineWidth characters', ({ lineWidth, line }) => {
    expect(formatRow(columns, lineWidth, row)).toBe(line)
  })

  it('shortens no name to copy', () => {
    const [id, count, why] = columns
    const whole = [id, count, { ...why, isWhole: true }] as typeof columns
    expect(formatRow(whole, 24, row)).toBe('r-1…      7  no items in the order')
  })

  it.each([
    { lineWidth: 33, expected: 'wide' },
    { lineWidth: 32, expected: 'narrow' },
    { lineWidth: Number.POSITIVE_INFINITY, expected: 'wide' },
  ])('takes $expected columns for $lineWidth characters', ({ lineWidth, expected }) => {
    expect(columnsFor(lineWidth, columns, [])).toEqual(expected === 'wide' ? columns : [])
  })
})
