import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readVectors } from '../../../test/vectors.ts'
import { describeOutcome } from '../outcome/describe-outcome.ts'
import { readOutcome } from '../outcome/read-outcome.ts'
import { composeDeadLetterAttributes, type DeadLetterCause } from './compose-dead-letter-attributes.ts'

interface DeadLetterVector {
  readonly why: string
  readonly input: { readonly requestId: string; readonly cause: DeadLetterCause }
  readonly command: {
    readonly MessageAttributes: Readonly<
      Record<string, { readonly DataType: string; readonly StringValue: string } | undefined>
    >
  }
}

interface Repeated {
  readonly prefix?: string
  readonly repeat: string
  readonly times: number
  readonly suffix?: string
}

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text)
const unfold = ({ prefix = '', repeat, times, suffix = '' }: Repeated): string => prefix + repeat.repeat(times) + suffix
const attributesOf = (cause: DeadLetterCause) => composeDeadLetterAttributes({ requestId: 'r', cause })
const messageOf = (payload: Uint8Array | string) => attributesOf({ outcome: 'functionError', payload }).ErrorMessage

describe.each(['dead-letter-sqs', 'dead-letter-sns'])('composeDeadLetterAttributes with the vectors of %s', (topic) => {
  it.each(readVectors<DeadLetterVector>(`destinations/${topic}`))('composes $name: $content.why', ({ content }) => {
    const { RequestID, ErrorCode, ErrorMessage } = content.command.MessageAttributes
    expect(composeDeadLetterAttributes(content.input)).toStrictEqual({
      RequestID: RequestID?.StringValue,
      ...(ErrorCode && { ErrorCode: Number(ErrorCode.StringValue) }),
      ErrorMessage: ErrorMessage?.StringValue ?? '',
    })
  })
})

describe('ErrorMessage of a function error (DLQ-2, U-17)', () => {
  it.each([
    { payload: '{"errorMessage":"no items","errorType":"E"}', message: 'no items' },
    {
      payload: '{"errorType":"Error","errorMessage":"","trace":[]}',
      message: '{"errorType":"Error","errorMessage":"","trace":[]}',
    },
    { payload: '{"errorType": "E" }', message: '{"errorType":"E"}' },
    { payload: '{"errorMessage": 7}', message: '{"errorMessage":7}' },
    { payload: '{"errorMessage": null}', message: '{"errorMessage":null}' },
    { payload: '[1, 2]', message: '[1,2]' },
    { payload: '"out of stock"', message: '"out of stock"' },
    { payload: 'null', message: 'null' },
    { payload: 'not JSON ', message: 'not JSON ' },
    { payload: '\ufeff{"errorMessage":"no"}', message: '\ufeff{"errorMessage":"no"}' },
    { payload: '', message: '' },
  ])('is $message for the payload $payload, as a string and as bytes', ({ payload, message }) => {
    expect([messageOf(payload), messageOf(bytes(payload))]).toEqual([message, message])
  })

  it('replaces bytes that are not UTF-8', () => {
    expect(messageOf(Uint8Array.of(0x61, 0xff))).toBe('a\ufffd')
  })

  it('ignores an inherited errorMessage', () => {
    expect(messageOf('{"__proto__":{"errorMessage":"inherited"}}')).toBe('{"__proto__":{"errorMessage":"inherited"}}')
  })

  it('keeps a payload that is nested too deep to be serialised again', () => {
    const payload = '['.repeat(100_000) + ']'.repeat(100_000)
    expect(messageOf(payload)).toBe('['.repeat(1_024))
  })

  it('has 1 to 1,026 bytes for any payload that is not empty', () => {
    const text = fc.tuple(fc.string({ unit: 'binary' }), fc.nat(120)).map(([part, times]) => part.repeat(times))
    const payload = fc.oneof(
      fc.uint8Array({ maxLength: 1_200 }),
      fc.json().map(bytes),
      text.map(bytes),
      text.map((errorMessage) => bytes(JSON.stringify({ errorMessage }))),
    )
    fc.assert(
      fc.property(payload, (error) => {
        const { length } = bytes(messageOf(error))
        expect(length === 0).toBe(error.length === 0)
        expect(length).toBeLessThanOrEqual(1_026)
      }),
    )
  })
})

describe('truncation of ErrorMessage (DLQ-4)', () => {
  const vectors = readVectors<{ why: string; input: Repeated; expected: Repeated & { bytes: number } }>(
    'destinations/dead-letter-error-message',
  )
  it.each(vectors)('cuts $name: $content.why', ({ content: { input, expected } }) => {
    const message = messageOf(JSON.stringify({ errorMessage: unfold(input) }))
    expect(message).toBe(unfold(expected))
    expect(bytes(message)).toHaveLength(expected.bytes)
  })

  it('replaces half a surrogate pair by U+FFFD, as UTF-8 encoding does', () => {
    expect(messageOf('{"errorMessage":"a\\ud83d"}')).toBe('a\ufffd')
  })

  it('cuts a compact payload, a long ARN and a message of the caller', () => {
    const long = 'x'.repeat(2_000)
    const causes: readonly DeadLetterCause[] = [
      { outcome: 'functionError', payload: JSON.stringify([long]) },
      { outcome: 'notFound', functionArn: long },
      { outcome: 'other', errorMessage: long },
    ]
    expect(causes.map((cause) => attributesOf(cause).ErrorMessage.length)).toEqual([1_024, 1_024, 1_024])
  })
})

describe('composeDeadLetterAttributes without a recording (U-01, U-04, U-09, U-17)', () => {
  it.each([
    { cause: { outcome: 'functionError' }, ErrorCode: 200, ErrorMessage: 'Unhandled' },
    {
      cause: { outcome: 'neverAttempted' },
      ErrorCode: undefined,
      ErrorMessage: 'The event expired in the queue before it was attempted.',
    },
    {
      cause: { outcome: 'systemError', statusCode: 502 },
      ErrorCode: 502,
      ErrorMessage: 'The service failed to run the function.',
    },
    {
      cause: { outcome: 'recursion', statusCode: 400 },
      ErrorCode: 400,
      ErrorMessage: 'The invocation was stopped because it came from a recursive loop.',
    },
  ] as const)('composes code $ErrorCode for $cause.outcome: $ErrorMessage', ({ cause, ErrorCode, ErrorMessage }) => {
    expect(attributesOf(cause)).toStrictEqual({ RequestID: 'r', ...(ErrorCode && { ErrorCode }), ErrorMessage })
  })
})

describe('readOutcome and describeOutcome', () => {
  it('return the composed attributes and their reason', () => {
    const functionArn = 'arn:aws:lambda:us-east-1:123456789012:function:f:3'
    const timeout = '{"errorMessage":"RequestId: r Error: Task timed out after 3.00 seconds"}'
    const cases: readonly { readonly cause: DeadLetterCause; readonly reason: string | undefined }[] = [
      { cause: { outcome: 'functionError', payload: '{"errorMessage":"no items"}' }, reason: 'handler-error' },
      { cause: { outcome: 'functionError', payload: '' }, reason: 'handler-error' },
      { cause: { outcome: 'functionError', payload: timeout }, reason: 'timeout' },
      { cause: { outcome: 'throttle' }, reason: 'throttled' },
      { cause: { outcome: 'notFound', functionArn }, reason: 'target-missing' },
      { cause: { outcome: 'zeroReserved' }, reason: 'concurrency-zero' },
      { cause: { outcome: 'systemError', statusCode: 500 }, reason: 'expired' },
      { cause: { outcome: 'neverAttempted' }, reason: undefined },
    ]
    for (const { cause, reason } of cases) {
      const attributes = attributesOf(cause)
      const MessageAttributes = Object.fromEntries(
        Object.entries(attributes)
          .filter(([, value]) => value !== '')
          .map(([name, value]) => [name, { DataType: 'String', StringValue: String(value) }]),
      )
      const outcome = readOutcome({ Type: 'Notification', Message: '{}', MessageAttributes })
      expect(outcome.kind === 'dead-letter' && outcome.attributes).toStrictEqual(attributes)
      expect(describeOutcome(outcome).reason).toBe(reason)
      if (cause.outcome === 'notFound')
        expect(describeOutcome(outcome)).toMatchObject({ functionName: 'f', qualifier: '3' })
    }
  })
})
