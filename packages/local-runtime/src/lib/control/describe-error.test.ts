import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { describeError } from './describe-error.ts'

describe('describeError', () => {
  it.each([
    { payload: { errorType: 'TypeError', errorMessage: 'no items' }, line: 'error  TypeError: no items' },
    { payload: { errorType: 'E', errorMessage: '' }, line: 'error  E' },
    { payload: { errorType: 'A\nf  12345678  ended', errorMessage: 'b\r\nc' }, line: 'error  A f 12345678 ended: b c' },
    {
      payload: { errorType: 'Sandbox.Timedout', errorMessage: 'RequestId: r Error: Task timed\n out' },
      line: 'timeout  Task timed out',
    },
  ])('describes $payload', ({ payload, line }) => expect(describeError(JSON.stringify(payload))).toBe(line))

  it('takes one short line, whatever a function answers', () => {
    const text = fc.oneof(fc.string(), fc.constantFrom('\n', '\r', '\u2028', '\u2029', '\u0085', 'x'.repeat(100_000)))
    const payload = fc.oneof(
      text,
      fc.record({ errorType: text, errorMessage: text }).map((each) => JSON.stringify(each)),
    )
    fc.assert(
      fc.property(payload, (each) => {
        expect(describeError(each)).not.toMatch(/[\n\r\u2028\u2029]/)
        expect(describeError(each).length).toBeLessThan(1_000)
      }),
    )
  })
})
