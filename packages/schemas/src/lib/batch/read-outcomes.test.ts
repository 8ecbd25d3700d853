import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readVectors } from '../../../test/vectors.ts'
import { type OutcomesOfEvent, readOutcomes } from './read-outcomes.ts'

const record = readVectors<{ input: object }>('outcomes').find(({ name }) => name === 'sqs-event-record')?.content.input
const invocation = readVectors<object>('invocation-record/valid').find(
  ({ name }) => name === 'retries-exhausted',
)?.content

interface BatchVector {
  readonly why: string
  readonly input: unknown
  readonly outcomes?: readonly object[]
  readonly batchItemFailures?: readonly { readonly itemIdentifier: string }[]
  /** The error that is thrown. */
  readonly error?: object
}

const bad = (messageId: string) => ({ messageId, body: '<html>', messageAttributes: {} })

describe('readOutcomes', () => {
  it('reads the records around a bad one and lists its message as a failure', () => {
    const { outcomes, batchItemFailures } = readOutcomes({ Records: [bad('m-1'), record, bad('m-3')] })
    expect(outcomes.map(({ kind }) => kind)).toEqual(['unrecognised', 'invocation-record', 'unrecognised'])
    expect(batchItemFailures).toEqual([{ itemIdentifier: 'm-1' }, { itemIdentifier: 'm-3' }])
  })

  it('lists no failures for SNS, which has no partial response', () => {
    const sns = { EventSource: 'aws:sns', Sns: { MessageId: 'm-1', Message: '<html>' } }
    expect(readOutcomes({ Records: [sns] })).toMatchObject({
      outcomes: [{ kind: 'unrecognised' }],
      batchItemFailures: [],
    })
  })

  it('lists no failures for the response of ReceiveMessage', () => {
    const Messages = [{ MessageId: 'm-1', Body: '<html>' }]
    for (const received of [{ Messages }, Messages]) {
      const { outcomes, batchItemFailures } = readOutcomes(received)
      expect(outcomes).toMatchObject([{ kind: 'unrecognised', messageId: 'm-1' }])
      expect(batchItemFailures).toEqual([])
    }
  })

  it('reads the array of EventBridge Pipes record by record (CON-11)', () => {
    const { outcomes, batchItemFailures } = readOutcomes([bad('m-1'), record])
    expect(outcomes.map(({ kind }) => kind)).toEqual(['unrecognised', 'invocation-record'])
    expect(batchItemFailures).toEqual([{ itemIdentifier: 'm-1' }])
  })

  it('reads every form of a batch the same', () => {
    const item = fc.oneof(fc.constant(record), fc.stringMatching(/^[a-z0-9-]{1,9}$/).map(bad))
    fc.assert(
      fc.property(fc.array(item), (items) => {
        const records = JSON.parse(JSON.stringify(items))
        const expected = readOutcomes({ Records: records })
        expect(expected.outcomes).toHaveLength(items.length)
        const texts = [JSON.stringify(records), JSON.stringify({ Records: records }, null, 2)]
        for (const form of [records, ...texts, ...texts.map((text) => new TextEncoder().encode(text))])
          expect(readOutcomes(form)).toEqual(expected)
      }),
      { seed: 6 },
    )
  })

  it('names every failure of a polled batch, or throws (CON-11)', () => {
    const item = fc.oneof(
      fc.constantFrom(record, bad('')),
      fc.stringMatching(/^[a-z0-9-]{1,9}$/).map(bad),
      fc.jsonValue(),
    )
    fc.assert(
      fc.property(fc.array(item), fc.boolean(), (items, isPipe) => {
        const event = isPipe ? items : { Records: [...items, record] }
        let read: OutcomesOfEvent
        try {
          read = readOutcomes(event)
        } catch (error) {
          expect(error).toMatchObject({ name: 'DocumentError', code: 'unidentified-item' })
          return
        }
        const failed = read.outcomes.filter(({ kind }) => kind === 'unrecognised')
        expect(read.batchItemFailures).toHaveLength(failed.length)
        expect(read.batchItemFailures.every(({ itemIdentifier }) => itemIdentifier !== '')).toBe(true)
      }),
      { seed: 6, numRuns: 300 },
    )
  })

  it('never throws for text or bytes', () => {
    const document = fc.oneof(fc.json(), fc.string(), fc.constantFrom('{"Records":[{"body":"x"}]}', '[1]', '{}', '\n'))
    fc.assert(
      fc.property(fc.array(document), fc.constantFrom('', '\n', '\r\n'), (documents, separator) => {
        const text = documents.join(separator)
        const read = readOutcomes(text)
        expect(readOutcomes(new TextEncoder().encode(text))).toEqual(
          readOutcomes(new TextDecoder().decode(new TextEncoder().encode(text))),
        )
        expect(read.batchItemFailures).toEqual([])
      }),
      { seed: 6, numRuns: 500 },
    )
  })

  it.each(readVectors<BatchVector>('batches'))('reads $name: $content.why', ({ content }) => {
    if (content.error !== undefined)
      return expect(() => readOutcomes(content.input)).toThrow(expect.objectContaining(content.error))
    const { outcomes, batchItemFailures } = readOutcomes(content.input)
    expect(outcomes).toMatchObject(content.outcomes ?? [])
    expect(outcomes).toHaveLength(content.outcomes?.length ?? 0)
    expect(batchItemFailures).toEqual(content.batchItemFailures)
  })

  it.each([
    {
      form: 'an S3 object of bytes',
      read: (text: string) => ({ $metadata: {}, Body: new TextEncoder().encode(text) }),
    },
    { form: 'an S3 object of text with its key', read: (text: string) => ({ Key: 'k', Body: text }) },
    {
      form: 'the response of Invoke',
      read: (text: string) => ({ StatusCode: 200, Payload: new TextEncoder().encode(text) }),
    },
    { form: 'bytes with a byte order mark', read: (text: string) => new TextEncoder().encode(`\uFEFF${text}`) },
    { form: 'text with a byte order mark', read: (text: string) => `\uFEFF${text}` },
    { form: 'an ArrayBuffer', read: (text: string) => new TextEncoder().encode(text).buffer },
  ])('reads $form', ({ read }) => {
    const text = JSON.stringify(invocation)
    expect(readOutcomes(read(text))).toMatchObject({
      outcomes: [{ kind: 'invocation-record', text }],
      batchItemFailures: [],
    })
    expect(readOutcomes(read(`${text}\n<html>`)).outcomes).toMatchObject([
      { kind: 'invocation-record', line: 1 },
      { kind: 'unrecognised', line: 2 },
    ])
  })

  const text = JSON.stringify(invocation)
  it.each([
    { carrier: 'an SQS message', around: (body: string) => ({ Records: [{ messageId: 'm', body }] }) },
    { carrier: 'ReceiveMessage', around: (Body: string) => ({ Messages: [{ MessageId: 'm', Body }] }) },
    { carrier: 'SNS', around: (Message: string) => ({ Records: [{ Sns: { Message } }] }) },
    {
      carrier: 'SNS in SQS',
      around: (Message: string) => ({ body: JSON.stringify({ Type: 'Notification', Message }) }),
    },
    { carrier: 'HTTP', around: (body: string) => ({ body, isBase64Encoded: false }) },
    { carrier: 'S3', around: (Body: string) => ({ Key: 'k', Body }) },
  ])('reads a record behind a byte order mark in $carrier', ({ around }) => {
    expect(readOutcomes(around(`\uFEFF${text}`)).outcomes).toMatchObject([{ kind: 'invocation-record', text }])
  })

  it('names the key of an S3 object that it does not recognise', () => {
    expect(readOutcomes({ Key: 'a/b.json', Body: '<html>' })).toMatchObject({
      outcomes: [{ kind: 'unrecognised', key: 'a/b.json', text: '<html>' }],
      batchItemFailures: [],
    })
  })

  it('explains what it cannot read: gzip, also in base64, and the stream of an S3 object', () => {
    const gzip = new Uint8Array([0x1f, 0x8b, 8, 0])
    const body = { transformToByteArray: async () => gzip }
    const inMessage = { body: 'H4sIAAAAAAAAA6tWKkktLlGyUlAqSy0qzszPAwCqcgdWEQAAAA==' }
    const subscription = { awslogs: { data: inMessage.body } }
    const messages = [gzip, { Body: body, Key: 'k' }, inMessage, subscription].map((input) => {
      const [outcome] = readOutcomes(input).outcomes
      return outcome?.kind === 'unrecognised' && outcome.issues.map(({ message }) => message).join()
    })
    expect(messages).toEqual([
      'is gzip: decompress it first',
      expect.stringContaining('await Body.transformToByteArray()'),
      'is gzip: decompress it first',
      'is gzip in base64: decompress it first',
    ])
  })

  const logEvent = { timestamp: 1_770_714_031_555, message: JSON.stringify(invocation) }
  it.each([
    { form: 'GetLogEvents', input: { events: [logEvent, logEvent], nextForwardToken: 'f/1' } },
    { form: 'a subscription', input: { messageType: 'DATA_MESSAGE', logEvents: [logEvent, logEvent] } },
    { form: 'an export to S3', input: `2026-02-10T09:00:31.555Z ${logEvent.message}\n`.repeat(2) },
    { form: 'aws logs tail', input: `2026-02-10T09:00:31.555000+00:00 a/b ${logEvent.message}\n`.repeat(2) },
    { form: 'aws logs tail --format short', input: `2026-02-10T09:00:31 ${logEvent.message}\n`.repeat(2) },
  ])('reads the log events of $form', ({ input }) => {
    const asText = typeof input === 'string' ? input : JSON.stringify(input)
    for (const given of [input, asText, new TextEncoder().encode(asText)])
      expect(readOutcomes(given)).toMatchObject({
        outcomes: [{ kind: 'invocation-record', text: logEvent.message }, { kind: 'invocation-record' }],
        batchItemFailures: [],
      })
  })

  it('reads as one document what only looks like log events', () => {
    for (const events of [[{ message: 'x' }], [logEvent, {}], 'none', [{ timestamp: 1 }]])
      expect(readOutcomes({ events }).outcomes).toMatchObject([{ kind: 'unrecognised' }])
    // A time is dropped before a document only.
    expect(readOutcomes(`2026-02-10T09:00:31Z\n${logEvent.message}\nat 9 ${logEvent.message}`).outcomes).toMatchObject([
      { kind: 'unrecognised', text: '2026-02-10T09:00:31Z' },
      { kind: 'invocation-record' },
      { kind: 'unrecognised', text: 'at 9' },
      { kind: 'invocation-record' },
    ])
  })

  it('says first that a dead letter lacks its attributes, and of a record what it lacks', () => {
    const s3Event = { Records: [{ s3: { bucket: { name: 'b' }, object: { key: 'k' } } }] }
    const broken = { ...invocation, timestamp: 'today' }
    const firstIssues = [{ orderId: 1 }, s3Event, { Records: [] }, [1], 'text', broken].map((body) => {
      const Messages = [{ MessageId: 'm-1', Body: JSON.stringify(body) }]
      const [outcome] = readOutcomes({ Messages }).outcomes
      return outcome?.kind === 'unrecognised' ? outcome.issues[0]?.keyword : outcome?.kind
    })
    expect(firstIssues).toEqual([...Array(5).fill('attributes'), 'pattern'])
  })

  it.each([
    { poll: 'without the member', event: { $metadata: { httpStatusCode: 200 } } },
    { poll: 'of boto3', event: { ResponseMetadata: { HTTPStatusCode: 200, RetryAttempts: 0 } } },
    { poll: 'with the member undefined', event: { $metadata: {}, Messages: undefined } },
    { poll: 'with an empty array', event: { $metadata: {}, Messages: [] } },
  ])('reads no outcomes from an empty poll $poll', ({ event }) => {
    expect(readOutcomes(event)).toEqual({ outcomes: [], batchItemFailures: [] })
  })

  it('reads any other response of the SDK as a batch of one', () => {
    for (const event of [{ $metadata: null }, { $metadata: {}, ResponseMetadata: {} }, { Metadata: {} }])
      expect(readOutcomes(event).outcomes).toHaveLength(1)
    expect(readOutcomes({ $metadata: {}, Payload: '{}' }).outcomes).toMatchObject([{ kind: 'unrecognised' }])
  })

  it.each([null, 'text', {}, { Records: 'none' }, 7])('reads %j as a batch of one', (event) => {
    expect(readOutcomes(event).outcomes).toMatchObject([{ kind: 'unrecognised' }])
  })

  it('reads the event of a destination function or of a rule as a batch of one', () => {
    for (const { name, content } of readVectors<{ input: object }>('outcomes'))
      if (name === 'lambda-destination' || name === 'eventbridge-event')
        expect(readOutcomes(content.input).outcomes).toMatchObject([{ kind: 'invocation-record' }])
  })

  it('reads no outcomes from an empty event', () => {
    expect(readOutcomes({ Records: [] })).toEqual({ outcomes: [], batchItemFailures: [] })
  })
})
