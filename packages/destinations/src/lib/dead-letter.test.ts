import { describe, expect, it } from 'vitest'
import { readVectors } from '../../test/vectors.ts'
import { type DeadLetterCause, deadLetterError } from './dead-letter-error.ts'
import { formatSnsDeadLetter, formatSqsDeadLetter } from './dead-letter-message.ts'
import { checkSnsDeadLetter } from './sns-characters.ts'

interface Vector<Address> {
  readonly why: string
  /** The event as text; its UTF-8 bytes are the event. */
  readonly input: Address & { readonly eventText: string; readonly requestId: string; readonly cause: DeadLetterCause }
  readonly command: object
}

interface Repeated {
  readonly prefix?: string
  readonly repeat: string
  readonly times: number
  readonly suffix?: string
}

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text)
const unfold = ({ prefix = '', repeat, times, suffix = '' }: Repeated): string => prefix + repeat.repeat(times) + suffix
const letter = { eventBytes: bytes('{}'), requestId: 'r', destinationArn: 'arn:aws:sns:us-east-1:123456789012:t' }
const failure = (errorMessage: string): DeadLetterCause => ({
  outcome: 'functionError',
  payload: JSON.stringify({ errorMessage }),
})

describe('formatSqsDeadLetter', () => {
  const vectors = readVectors<Vector<{ readonly queueUrl: string }>>('dead-letter-sqs')
  it.each(vectors)('$name: $content.why', ({ content: { input, command } }) => {
    expect(formatSqsDeadLetter({ ...input, eventBytes: bytes(input.eventText) })).toStrictEqual(command)
  })

  it('keeps a byte order mark of the event, and throws at bytes that are not UTF-8 (DLQ-1)', () => {
    const format = (eventBytes: Uint8Array) =>
      formatSqsDeadLetter({ ...letter, eventBytes, cause: { outcome: 'throttle' }, queueUrl: 'q' }).MessageBody
    expect(bytes(format(bytes('\ufeff{}')))).toEqual(bytes('\ufeff{}'))
    expect(() => format(Uint8Array.of(0x22, 0xff, 0x22))).toThrow(TypeError)
  })
})

describe('formatSnsDeadLetter', () => {
  const vectors = readVectors<Vector<{ readonly destinationArn: string }>>('dead-letter-sns')
  it.each(vectors)('$name: $content.why', ({ content: { input, command } }) => {
    expect(formatSnsDeadLetter({ ...input, eventBytes: bytes(input.eventText) })).toStrictEqual(command)
  })
})

describe('the cut of ErrorMessage', () => {
  const vectors = readVectors<{ why: string; input: Repeated; expected: Repeated & { bytes: number } }>(
    'dead-letter-error-message',
  )
  it.each(vectors)('$name: $content.why', ({ content: { input, expected } }) => {
    const { ErrorMessage } = deadLetterError(failure(unfold(input)))
    expect(ErrorMessage).toBe(unfold(expected))
    expect(bytes(ErrorMessage)).toHaveLength(expected.bytes)
  })

  it('makes half a surrogate pair U+FFFD, which is what its bytes would be', () => {
    expect(deadLetterError(failure('a\ud83d')).ErrorMessage).toBe('a\ufffd')
  })

  it('reads an error payload from its bytes too', () => {
    const cause = { outcome: 'functionError', payload: bytes('{"errorMessage":"é"}') } as const
    expect(deadLetterError(cause)).toEqual({ ErrorCode: 200, ErrorMessage: 'é' })
  })
})

describe('checkSnsDeadLetter', () => {
  const check = (errorMessage: string) =>
    checkSnsDeadLetter(formatSnsDeadLetter({ ...letter, cause: failure(errorMessage) }))

  it('names the character outside the basic plane that SNS refuses (DLQ-5)', () => {
    expect(check('no 🚚 for 🚀')).toEqual([{ attribute: 'ErrorMessage', character: '🚚' }])
  })

  it('takes the basic plane to its end, and looks at attributes only (DLQ-5)', () => {
    expect(check('é € \uffee')).toEqual([])
    const eventBytes = bytes('"🚚"')
    expect(checkSnsDeadLetter(formatSnsDeadLetter({ ...letter, eventBytes, cause: { outcome: 'throttle' } }))).toEqual(
      [],
    )
  })

  it('does not mind what the cut takes away, and minds what it leaves (DLQ-4, DLQ-5)', () => {
    expect(check(`${'a'.repeat(1_021)}🚚`)).toEqual([])
    expect(check(`${'a'.repeat(1_020)}🚚`)).toEqual([{ attribute: 'ErrorMessage', character: '🚚' }])
  })
})
