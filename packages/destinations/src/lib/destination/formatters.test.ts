import { describe, expect, it } from 'vitest'
import { readVectors } from '../../../test/vectors.ts'
import { formatEventBridgeEntry } from '../eventbridge/entry.ts'
import { formatLambdaInvocation } from '../lambda/invocation.ts'
import { formatS3Object } from '../s3/object.ts'
import { formatSnsMessage } from '../sns/message.ts'
import { formatSqsMessage } from '../sqs/message.ts'

interface Vector<Input> {
  readonly why: string
  readonly input: Input
  readonly command: object
}

function formatsVectors<Input>(format: (input: Input) => object, target: string): void {
  describe(format.name, () => {
    it.each(readVectors<Vector<Input>>(target))('formats $name: $content.why', ({ content: { input, command } }) => {
      // An undefined member counts as a difference.
      expect(format(input)).toStrictEqual(command)
    })
  })
}

formatsVectors(formatSqsMessage, 'sqs')
formatsVectors(formatSnsMessage, 'sns')
formatsVectors(formatLambdaInvocation, 'lambda')
formatsVectors(formatEventBridgeEntry, 'eventbridge')
formatsVectors(formatS3Object, 's3')

describe('formatS3Object', () => {
  const failure = {
    recordText: '{}',
    functionArn: 'arn:aws:lambda:us-east-1:123456789012:function:f:$LATEST',
    condition: 'RetriesExhausted',
    timestamp: '2026-02-10T09:20:31.902Z',
    destinationArn: 'arn:aws:s3:::bucket',
    uuid: 'u',
  }

  it('formats the key in UTC, whatever the offset of the timestamp (DST-6)', () => {
    const { Key } = formatS3Object({ ...failure, timestamp: '2026-01-01T00:30:00.000+01:00' })
    expect(Key).toBe('aws/lambda/async/f/2025/12/31/2025-12-31T23.30.00-u')
  })

  it.each(['2026-01-31', '2028-02-29'])('takes %s, the last day of its month', (day) => {
    const { Key } = formatS3Object({ ...failure, timestamp: `${day}T23:59:59.000Z` })
    expect(Key).toBe(`aws/lambda/async/f/${day.replaceAll('-', '/')}/${day}T23.59.59-u`)
  })

  it.each([
    { wrong: { condition: 'Success' }, error: TypeError, message: 'failures only' },
    { wrong: { destinationArn: 'arn:aws:sqs:us-east-1:123456789012:q' }, error: TypeError, message: 'no bucket' },
    { wrong: { destinationArn: 'bucket' }, error: TypeError, message: 'no bucket' },
    { wrong: { functionArn: 'f' }, error: TypeError, message: 'no function' },
    { wrong: { functionArn: 'arn:aws:lambda:eu-west-1:1:function:' }, error: TypeError, message: 'no function' },
    { wrong: { functionArn: 'arn:aws:lambda:eu-west-1:1:layer:l:1' }, error: TypeError, message: 'no function' },
    { wrong: { timestamp: 'yesterday' }, error: RangeError, message: 'Invalid time' },
    { wrong: { timestamp: '2026-13-01T00:00:00.000Z' }, error: RangeError, message: 'Invalid time' },
    { wrong: { timestamp: '2026-02-10T09:60:00.000Z' }, error: RangeError, message: 'Invalid time' },
    { wrong: { timestamp: '2026-02-30T09:00:00.000Z' }, error: RangeError, message: 'Invalid time' },
    { wrong: { timestamp: '2026-04-31T09:00:00+02:00' }, error: RangeError, message: 'Invalid time' },
  ])('throws for $wrong: $message (DST-6)', ({ wrong, error, message }) => {
    const format = () => formatS3Object({ ...failure, ...wrong })
    expect(format).toThrow(error)
    expect(format).toThrow(message)
  })
})
