import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { sentAtIn, sentAtOf } from './sent-at.ts'

describe('sentAtOf', () => {
  it.each([
    { message: { Attributes: { SentTimestamp: '1770714031902' } }, expected: 1_770_714_031_902 },
    { message: { Attributes: {} }, expected: undefined },
    { message: { Attributes: { SentTimestamp: 'soon' } }, expected: undefined },
    { message: { Attributes: { SentTimestamp: '9e99' } }, expected: undefined },
    { message: { Attributes: null }, expected: undefined },
    { message: { Body: '{}' }, expected: undefined },
  ])('reads $expected from $message', ({ message, expected }) => {
    expect(sentAtOf(message)).toBe(expected)
  })

  it('returns a time that a date can be, or none, whatever it is given', () => {
    const message = fc.record({ Attributes: fc.oneof(fc.anything(), fc.record({ SentTimestamp: fc.anything() })) })
    fc.assert(
      fc.property(fc.oneof(fc.anything(), message), (given) => {
        // Number() throws for a symbol and for an object without a primitive value, which JSON has not.
        const value: unknown = JSON.parse(
          JSON.stringify(given, (_, each) => (typeof each === 'bigint' ? 1 : each)) ?? '0',
        )
        const sentAtMs = sentAtOf(value)
        if (sentAtMs !== undefined) expect(Number.isNaN(new Date(sentAtMs).getTime())).toBe(false)
      }),
      { seed: 20261129, numRuns: 300 },
    )
  })
})

describe('sentAtIn', () => {
  it.each([
    { form: 'a message', document: '{"Attributes":{"SentTimestamp":"7"}}', expected: 7 },
    { form: 'bytes of a message', document: Buffer.from('{"Attributes":{"SentTimestamp":"7"}}'), expected: 7 },
    {
      form: 'a record that quotes the name',
      document: '{"errorMessage":"no \\"SentTimestamp\\""}',
      expected: undefined,
    },
    { form: 'text', document: 'no "SentTimestamp" here', expected: undefined },
  ])('reads the time of $form', ({ document, expected }) => {
    expect(sentAtIn(document)).toBe(expected)
  })
})
