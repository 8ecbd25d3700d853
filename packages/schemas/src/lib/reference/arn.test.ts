import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parseArn, splitArn } from './arn.ts'

describe('splitArn', () => {
  it('splits at the first five colons, and refuses an empty partition or service, whatever the text', () => {
    const pattern = /^arn:([^:]+):([^:]+):([^:]*):([^:]*):(.*)$/s
    const part = fc.oneof(fc.constantFrom('', 'arn', 'aws', 's3', '\n'), fc.string({ maxLength: 3 }))
    const text = fc.array(part, { maxLength: 9 }).map((parts) => parts.join(':'))
    fc.assert(
      fc.property(
        fc.oneof(
          text,
          text.map((rest) => `arn:${rest}`),
        ),
        (arn) => {
          const [, partition, service, region, accountId, resource] = pattern.exec(arn) ?? []
          const expected = partition === undefined ? undefined : { partition, service, region, accountId, resource }
          expect(splitArn(arn)).toEqual(expected)
        },
      ),
      { numRuns: 1_000 },
    )
  })
})

describe('parseArn', () => {
  it.each([undefined, null, 7, 'arn:aws:s3:::', 'arn', ''])('finds no ARN in %s', (value) => {
    expect(parseArn(value)).toBeUndefined()
  })
})
