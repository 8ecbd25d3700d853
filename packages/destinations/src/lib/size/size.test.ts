import { checkInvocationRecord, formatInvocationRecord } from '@async-invoke/schemas'
import { describe, expect, it } from 'vitest'
import { formatEventBridgeEntry } from '../eventbridge/entry.ts'
import { formatLambdaInvocation } from '../lambda/invocation.ts'
import { formatS3Object } from '../s3/object.ts'
import { formatSnsDeadLetter } from '../sns/dead-letter.ts'
import { formatSnsMessage } from '../sns/message.ts'
import { formatSqsDeadLetter } from '../sqs/dead-letter.ts'
import { formatSqsMessage } from '../sqs/message.ts'
import { sizeOf } from './command-size.ts'
import { decideSize } from './size-decision.ts'
import { sizeLimitsByYear } from './size-limits.ts'
import type { TargetCommandInput } from './target-commands.ts'

const functionArn = 'arn:aws:lambda:us-east-1:123456789012:function:f:$LATEST'
const throttled = { RequestID: 'r', ErrorCode: 429, ErrorMessage: 'Rate Exceeded.' }
const busArn = 'arn:aws:events:us-east-1:123456789012:event-bus/b'
const recordOf = (recordText: string, destinationArn = 'arn:aws:s3:::b') => ({
  recordText,
  functionArn,
  condition: 'RetriesExhausted',
  timestamp: '2026-02-10T09:20:31.902Z',
  destinationArn,
  queueUrl: 'https://sqs/q',
  uuid: 'u',
})

interface Formatter {
  readonly kind: 'sqs' | 'sns' | 'lambda' | 'eventbridge'
  readonly format: (recordText: string) => TargetCommandInput
  /** Bytes that count besides the record. */
  readonly envelope: number
}

const formatters: readonly Formatter[] = [
  { kind: 'sqs', format: (recordText) => formatSqsMessage(recordOf(recordText)), envelope: 0 },
  { kind: 'sns', format: (recordText) => formatSnsMessage(recordOf(recordText)), envelope: 0 },
  { kind: 'lambda', format: (recordText) => formatLambdaInvocation(recordOf(recordText)), envelope: 0 },
  {
    kind: 'eventbridge',
    format: (recordText) => formatEventBridgeEntry(recordOf(recordText, busArn)),
    envelope:
      'lambda'.length + 'Lambda Function Invocation Result - Failure'.length + busArn.length + functionArn.length,
  },
]

describe('sizeOf', () => {
  it.each(formatters)(
    'counts the UTF-8 bytes of the record and the envelope for $kind (DST-9)',
    ({ format, envelope }) => {
      expect(sizeOf(format('"aé€🚚"'))).toBe(2 + 1 + 2 + 3 + 4 + envelope)
    },
  )

  it('counts name, type and value of each attribute of a dead letter (DLQ-8)', () => {
    const letter = { payload: new TextEncoder().encode('"é"'), attributes: throttled }
    const attributes = 'RequestIDStringrErrorCodeNumber429ErrorMessageStringRate Exceeded.'.length
    expect(sizeOf(formatSqsDeadLetter({ ...letter, queueUrl: 'q' }))).toBe(4 + attributes)
    expect(sizeOf(formatSnsDeadLetter({ ...letter, destinationArn: 't' }))).toBe(4 + attributes)
  })
})

describe('decideSize', () => {
  const stringOf = (bytes: number): string => 'a'.repeat(bytes)

  it.each(formatters.flatMap((formatter) => ([2026, 2024] as const).map((year) => ({ ...formatter, year }))))(
    'delivers to $kind at the limit of $year and fails one byte above (DST-9, U-02)',
    ({ kind, year, format, envelope }) => {
      const limits = sizeLimitsByYear[year]
      const limit = limits[kind]
      const full = format(stringOf(limit - envelope))
      expect(decideSize(full, { limits })).toEqual({ action: 'deliver', size: limit, limit, command: full })
      expect(decideSize(format(stringOf(limit - envelope + 1)), { limits })).toEqual({
        action: 'fail',
        size: limit + 1,
        limit,
      })
    },
  )

  it('applies the limits of 2026 by default (DST-9, DST-9b)', () => {
    expect(formatters.map(({ format }) => decideSize(format('')).limit)).toEqual([
      1_048_576, 262_144, 1_048_576, 1_048_576,
    ])
  })

  it('has no limit for S3 (DST-9)', () => {
    const command = formatS3Object(recordOf(stringOf(2_000_000)))
    expect(decideSize(command)).toEqual({ action: 'deliver', size: 2_000_000, command })
  })

  const record = formatInvocationRecord({
    timestampMs: 0,
    requestId: 'r',
    functionArn,
    condition: 'RetriesExhausted',
    approximateInvokeCount: 1,
    requestPayloadText: JSON.stringify({ text: stringOf(262_144) }),
    responseContext: { statusCode: 200, executedVersion: '$LATEST', functionError: 'Unhandled' },
    responsePayloadText: '{"errorMessage":"no"}',
  })

  it('drops both payloads on request and leaves a valid record with a deliveryError (U-02)', () => {
    const decision = decideSize(formatSnsMessage(recordOf(record)), { oversize: 'drop-payload' })
    expect(decision).toMatchObject({ action: 'drop-payload', size: record.length, limit: 262_144 })
    const sent = JSON.parse(decision.action === 'drop-payload' ? decision.command.Message : '')
    expect(checkInvocationRecord(sent)).toEqual([])
    expect(sent).toEqual({
      version: '1.0',
      timestamp: '1970-01-01T00:00:00.000Z',
      requestContext: { requestId: 'r', functionArn, condition: 'RetriesExhausted', approximateInvokeCount: 1 },
      requestPayload: null,
      responseContext: { statusCode: 200, executedVersion: '$LATEST', functionError: 'Unhandled' },
      deliveryError: {
        statusCode: 413,
        errorCode: 'RequestEntityTooLargeException',
        errorMessage: `The payloads were left out: the message would have had ${record.length} bytes of 262144.`,
      },
    })
  })

  it('drops payloads down to the last byte of the limit (U-02)', () => {
    const command = formatSnsMessage(recordOf(record))
    const smaller = decideSize(command, { oversize: 'drop-payload', topicLimits: { [command.TopicArn]: 1_024 } })
    const least = smaller.action === 'drop-payload' ? sizeOf(smaller.command) : expect.unreachable(smaller.action)
    // The record names the limit, which here has one digit less.
    const actionAt = (limit: number) =>
      decideSize(command, { oversize: 'drop-payload', limits: { ...sizeLimitsByYear[2024], sns: limit } }).action
    const exact = least - 1
    expect([actionAt(exact), actionAt(exact - 1)]).toEqual(['drop-payload', 'fail'])
  })

  it.each(formatters)('keeps the envelope of $kind when it drops the payloads (U-02)', ({ format }) => {
    const options = { limits: sizeLimitsByYear[2024], oversize: 'drop-payload' } as const
    const decision = decideSize(format(record), options)
    const sent = decision.action === 'drop-payload' ? decision.command : expect.unreachable(decision.action)
    const recordIn = (command: object): string => JSON.stringify(command).match(/\{\\"version.*?\}\}(?=")/)?.[0] ?? ''
    expect(JSON.stringify(sent).replace(recordIn(sent), '')).toBe(JSON.stringify(format('')))
    expect(sizeOf(sent)).toBeLessThan(1_000)
  })

  it.each([
    {
      name: 'a dead letter, whose body is the event (DLQ-8)',
      command: formatSqsDeadLetter({
        payload: new TextEncoder().encode(stringOf(1_048_576)),
        attributes: throttled,
        queueUrl: 'q',
      }),
    },
    { name: 'a string that is not a record', command: formatSqsMessage(recordOf(stringOf(1_048_577))) },
    { name: 'a document without payloads', command: formatSqsMessage(recordOf(JSON.stringify(stringOf(1_048_577)))) },
    {
      name: 'a record that is too large without payloads',
      command: formatSqsMessage(
        recordOf(
          JSON.stringify({
            requestPayload: 1,
            more: stringOf(1_048_576),
          }),
        ),
      ),
    },
  ])('fails for $name', ({ command }) => {
    expect(decideSize<TargetCommandInput>(command, { oversize: 'drop-payload' }).action).toBe('fail')
  })
})
