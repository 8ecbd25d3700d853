import { composeDeadLetterAttributes, type DeadLetterCause, readOutcome } from '@async-invoke/schemas'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readVectors } from '../../../test/vectors.ts'
import { checkSnsDeadLetter } from '../sns/characters.ts'
import { formatSnsDeadLetter } from '../sns/dead-letter.ts'
import { formatSqsDeadLetter } from '../sqs/dead-letter.ts'

interface Vector<Address> {
  readonly why: string
  /** The event as a string, in UTF-8. */
  readonly input: Address & { readonly eventText: string; readonly requestId: string; readonly cause: DeadLetterCause }
  readonly command: object
}

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text)
const letterOf = (input: Vector<unknown>['input']) => ({
  payload: bytes(input.eventText),
  attributes: composeDeadLetterAttributes(input),
})
const throttled = composeDeadLetterAttributes({ requestId: 'r', cause: { outcome: 'throttle' } })
const failed = (payload: Uint8Array | string) =>
  composeDeadLetterAttributes({ requestId: 'r', cause: { outcome: 'functionError', payload } })
const letter = { payload: bytes('{}'), destinationArn: 'arn:aws:sns:us-east-1:123456789012:t' }

describe('formatSqsDeadLetter', () => {
  const vectors = readVectors<Vector<{ readonly queueUrl: string }>>('dead-letter-sqs')
  it.each(vectors)('formats $name: $content.why', ({ content: { input, command } }) => {
    expect(formatSqsDeadLetter({ ...input, ...letterOf(input) })).toStrictEqual(command)
  })

  it('keeps a byte order mark, and throws for bytes that are not UTF-8 (DLQ-1)', () => {
    const format = (payload: Uint8Array) =>
      formatSqsDeadLetter({ payload, attributes: throttled, queueUrl: 'q' }).MessageBody
    expect(bytes(format(bytes('\ufeff{}')))).toEqual(bytes('\ufeff{}'))
    expect(() => format(Uint8Array.of(0x22, 0xff, 0x22))).toThrow(TypeError)
  })
})

describe('formatSnsDeadLetter', () => {
  const vectors = readVectors<Vector<{ readonly destinationArn: string }>>('dead-letter-sns')
  it.each(vectors)('formats $name: $content.why', ({ content: { input, command } }) => {
    expect(formatSnsDeadLetter({ ...input, ...letterOf(input) })).toStrictEqual(command)
  })
})

describe('attributes of dead letters', () => {
  it('are read back as composed, and none is empty, for any error payload (DLQ-2, U-17)', () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.uint8Array(), fc.string({ unit: 'binary' }).map(bytes), fc.json().map(bytes)),
        (payload) => {
          const attributes = failed(payload)
          const sqs = formatSqsDeadLetter({ payload: bytes('{}'), attributes, queueUrl: 'q' })
          const sns = formatSnsDeadLetter({ ...letter, attributes })
          expect(sns.MessageAttributes).toEqual(sqs.MessageAttributes)
          expect(Object.values(sqs.MessageAttributes).map(({ StringValue }) => StringValue)).not.toContain('')
          const { MessageBody: Message, MessageAttributes } = sqs
          const outcome = readOutcome({ Type: 'Notification', Message, MessageAttributes })
          expect(outcome.kind === 'dead-letter' && outcome.attributes).toStrictEqual(attributes)
        },
      ),
    )
  })
})

describe('checkSnsDeadLetter', () => {
  const check = (errorMessage: string) =>
    checkSnsDeadLetter(formatSnsDeadLetter({ ...letter, attributes: failed(JSON.stringify({ errorMessage })) }))

  it('reports the first character outside the basic plane (DLQ-5)', () => {
    expect(check('no 🚚 for 🚀')).toEqual([{ attribute: 'ErrorMessage', character: '🚚' }])
  })

  it('accepts the whole basic plane, and any character in the message (DLQ-5)', () => {
    expect(check('é € \uffee')).toEqual([])
    const payload = bytes('"🚚"')
    expect(checkSnsDeadLetter(formatSnsDeadLetter({ ...letter, payload, attributes: throttled }))).toEqual([])
  })

  it('reports nothing for a value that is no dead letter, and never throws', () => {
    fc.assert(
      fc.property(fc.oneof(fc.anything(), fc.record({ MessageAttributes: fc.anything() })), (value) => {
        expect(checkSnsDeadLetter(value as never)).toBeInstanceOf(Array)
      }),
      { seed: 5 },
    )
  })

  it('checks the message after the cut (DLQ-4, DLQ-5)', () => {
    expect(check(`${'a'.repeat(1_021)}🚚`)).toEqual([])
    expect(check(`${'a'.repeat(1_020)}🚚`)).toEqual([{ attribute: 'ErrorMessage', character: '🚚' }])
  })
})
