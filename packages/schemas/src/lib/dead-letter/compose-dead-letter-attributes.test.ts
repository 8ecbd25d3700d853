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

describe.each(['dead-letter-sqs', 'dead-letter-sns'])('the vectors of %s', (topic) => {
  it.each(readVectors<DeadLetterVector>(`destinations/${topic}`))('$name: $content.why', ({ content }) => {
    const { RequestID, ErrorCode, ErrorMessage } = content.command.MessageAttributes
    expect(composeDeadLetterAttributes(content.input)).toStrictEqual({
      RequestID: RequestID?.StringValue,
      ...(ErrorCode && { ErrorCode: Number(ErrorCode.StringValue) }),
      ErrorMessage: ErrorMessage?.StringValue ?? '',
    })
  })
})

describe('ErrorMessage of an error payload (DLQ-2, U-17)', () => {
  it.each([
    ['{"errorMessage":"no items","errorType":"E"}', 'no items'],
    ['{"errorType":"Error","errorMessage":"","trace":[]}', '{"errorType":"Error","errorMessage":"","trace":[]}'],
    ['{"errorType": "E" }', '{"errorType":"E"}'],
    ['{"errorMessage": 7}', '{"errorMessage":7}'],
    ['{"errorMessage": null}', '{"errorMessage":null}'],
    ['[1, 2]', '[1,2]'],
    ['"out of stock"', '"out of stock"'],
    ['null', 'null'],
    ['not JSON ', 'not JSON '],
    ['\ufeff{"errorMessage":"no"}', '\ufeff{"errorMessage":"no"}'],
    ['', ''],
  ])('of %j is %j, from text and from bytes', (payload, message) => {
    expect([messageOf(payload), messageOf(bytes(payload))]).toEqual([message, message])
  })

  it('replaces bytes that are not UTF-8', () => {
    expect(messageOf(Uint8Array.of(0x61, 0xff))).toBe('a\ufffd')
  })

  it('takes no errorMessage from a prototype', () => {
    expect(messageOf('{"__proto__":{"errorMessage":"inherited"}}')).toBe('{"__proto__":{"errorMessage":"inherited"}}')
  })

  it('takes the text of a payload that is nested too deep to be written again', () => {
    const payload = '['.repeat(100_000) + ']'.repeat(100_000)
    expect(messageOf(payload)).toBe('['.repeat(1_024))
  })

  it('has 1 to 1,026 bytes for any payload but an empty one', () => {
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

describe('the cut of ErrorMessage (DLQ-4)', () => {
  const vectors = readVectors<{ why: string; input: Repeated; expected: Repeated & { bytes: number } }>(
    'destinations/dead-letter-error-message',
  )
  it.each(vectors)('$name: $content.why', ({ content: { input, expected } }) => {
    const message = messageOf(JSON.stringify({ errorMessage: unfold(input) }))
    expect(message).toBe(unfold(expected))
    expect(bytes(message)).toHaveLength(expected.bytes)
  })

  it('makes half a surrogate pair U+FFFD, as its bytes would be', () => {
    expect(messageOf('{"errorMessage":"a\\ud83d"}')).toBe('a\ufffd')
  })

  it('cuts a compact payload, a long ARN and the words of a caller too', () => {
    const long = 'x'.repeat(2_000)
    const causes: readonly DeadLetterCause[] = [
      { outcome: 'functionError', payload: JSON.stringify([long]) },
      { outcome: 'notFound', functionArn: long },
      { outcome: 'other', errorMessage: long },
    ]
    expect(causes.map((cause) => attributesOf(cause).ErrorMessage.length)).toEqual([1_024, 1_024, 1_024])
  })
})

describe('causes that no recording tells', () => {
  it.each([
    [{ outcome: 'functionError' }, 200, 'Unhandled'],
    [{ outcome: 'neverAttempted' }, undefined, 'The event expired in the queue before it was attempted.'],
    [{ outcome: 'systemError', statusCode: 502 }, 502, 'The service failed to run the function.'],
    [
      { outcome: 'recursion', statusCode: 400 },
      400,
      'The invocation was stopped because it came from a recursive loop.',
    ],
  ] as const)('%j (U-01, U-04, U-09, U-17)', (cause, ErrorCode, ErrorMessage) => {
    expect(attributesOf(cause)).toStrictEqual({ RequestID: 'r', ...(ErrorCode && { ErrorCode }), ErrorMessage })
  })
})

it('readOutcome reads the same attributes back, and describeOutcome their reason', () => {
  const functionArn = 'arn:aws:lambda:us-east-1:123456789012:function:f:3'
  const timeout = '{"errorMessage":"RequestId: r Error: Task timed out after 3.00 seconds"}'
  const causes: readonly (readonly [DeadLetterCause, string | undefined])[] = [
    [{ outcome: 'functionError', payload: '{"errorMessage":"no items"}' }, 'handler-error'],
    [{ outcome: 'functionError', payload: '' }, 'handler-error'],
    [{ outcome: 'functionError', payload: timeout }, 'timeout'],
    [{ outcome: 'throttle' }, 'throttled'],
    [{ outcome: 'notFound', functionArn }, 'target-missing'],
    [{ outcome: 'zeroReserved' }, 'concurrency-zero'],
    [{ outcome: 'systemError', statusCode: 500 }, 'expired'],
    [{ outcome: 'neverAttempted' }, undefined],
  ]
  for (const [cause, reason] of causes) {
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
