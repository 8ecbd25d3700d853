import { checkS3Event } from '@async-invoke/schemas/trigger-events'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { formatBucketEvent } from './bucket-events.ts'

const context = { region: 'us-east-1', nowMs: Date.UTC(2026, 1, 10), configurationId: 'n' }
const keyOf = (event: object): string =>
  (event as { Records: { s3: { object: { key: string } } }[] }).Records[0]?.s3.object.key ?? ''

describe('formatBucketEvent', () => {
  it.each([
    { key: 'in/a b.pdf', encoded: 'in/a+b.pdf' },
    { key: "in/it's (1)!~*+.pdf", encoded: 'in/it%27s+%281%29%21%7E*%2B.pdf' },
    { key: 'a@b', encoded: 'a%40b' },
    { key: 'é', encoded: '%C3%A9' },
    { key: '\ud800', encoded: '%EF%BF%BD' },
  ])('encodes the key $key as in a form: $encoded (BKT-1)', ({ key, encoded }) => {
    const event = formatBucketEvent({ bucket: 'uploads', key, event: 'ObjectCreated:Put' }, context)
    expect(keyOf(event)).toBe(encoded)
  })

  it.each([
    { region: 'us-east-1', arn: 'arn:aws:s3:::uploads' },
    { region: 'cn-north-1', arn: 'arn:aws-cn:s3:::uploads' },
  ])('names the bucket in the partition of $region: $arn', ({ region, arn }) => {
    const event = formatBucketEvent({ bucket: 'uploads', key: 'a', event: 'ObjectCreated:Put' }, { ...context, region })
    expect(event).toMatchObject({ Records: [{ s3: { bucket: { arn } } }] })
  })

  it('writes an event of S3 for any change, from which the key is read back (BKT-1, BKT-3)', () => {
    const change = fc.record({
      bucket: fc.constantFrom('uploads', 'order.uploads-2'),
      key: fc.string({ unit: fc.constantFrom(..."aZ0/ +%&=?#()!~*'é漢😀"), minLength: 1 }),
      event: fc.constantFrom('ObjectCreated:Put', 's3:ObjectCreated:Copy', 'ObjectRemoved:Delete'),
      size: fc.nat(),
    })
    fc.assert(
      fc.property(change, (each) => {
        const event: object = JSON.parse(JSON.stringify(formatBucketEvent(each, context)))
        expect(checkS3Event(event)).toEqual([])
        expect(decodeURIComponent(keyOf(event).replaceAll('+', ' '))).toBe(each.key)
      }),
      { seed: 20261128 },
    )
  })
})
