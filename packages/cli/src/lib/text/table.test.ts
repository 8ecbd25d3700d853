import { describe, expect, it } from 'vitest'
import { wrapText } from './table.ts'

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
