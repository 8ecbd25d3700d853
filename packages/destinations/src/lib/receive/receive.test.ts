import {
  checkEventBridgeEvent,
  checkSnsEvent,
  checkSnsNotification,
  checkSqsEvent,
  formatInvocationRecord,
  handleOutcomes,
  type Outcome,
  readOutcomes,
  readRawPayloads,
} from '@async-invoke/schemas'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readVectors } from '../../../test/vectors.ts'
import {
  asEventBridgeEvent,
  asLambdaEvent,
  asS3Event,
  asS3Object,
  asSnsEvent,
  asSnsNotification,
  asSqsEvent,
} from '../../testing.ts'
import { formatEventBridgeEntry } from '../eventbridge/entry.ts'
import { formatLambdaInvocation } from '../lambda/invocation.ts'
import { formatS3Object } from '../s3/object.ts'
import { formatSnsDeadLetter } from '../sns/dead-letter.ts'
import { formatSnsMessage } from '../sns/message.ts'
import { formatSqsDeadLetter } from '../sqs/dead-letter.ts'
import { formatSqsMessage } from '../sqs/message.ts'
import type { DeadLetterToReceive } from './sent.ts'

/** The event of a documented record or dead letter, as `vectors` has it. */
const documented = (topic: string, name: string) =>
  readVectors<{ Records: Record<string, unknown>[] } & Record<string, unknown>>(`../${topic}/valid`).find(
    (vector) => vector.name === `${name}.json`,
  )?.content ?? expect.unreachable()

const attributes = {
  RequestID: '2b9e6c1a-8d47-4c35-b1f0-5e7d3a9c8f21',
  ErrorCode: 200,
  ErrorMessage: 'Order A-1002 has no items',
}
const payload = '{"orderId":"A-1002","items":[],"total":0}'
const functionArn = 'arn:aws:lambda:eu-central-1:210987654321:function:orders:live'

const recordText = fc
  .record({
    requestPayloadText: fc.json(),
    responsePayloadText: fc.json(),
    condition: fc.constantFrom('Success', 'RetriesExhausted', 'EventAgeExceeded', 'New'),
    timestampMs: fc.integer({ min: 0, max: 4e12 }),
  })
  .map((members) => formatInvocationRecord({ ...members, requestId: 'r', functionArn, approximateInvokeCount: 1 }))
const letter: fc.Arbitrary<DeadLetterToReceive> = fc.record({
  payload: fc.oneof(fc.json(), fc.string({ unit: 'binary' })),
  attributes: fc.record({
    RequestID: fc.string({ minLength: 1 }),
    ErrorCode: fc.integer({ min: 0, max: 599 }),
    ErrorMessage: fc.string({ unit: 'binary' }),
  }),
})

const only = (event: unknown): Outcome => {
  const { outcomes } = readOutcomes(event)
  expect(outcomes).toHaveLength(1)
  return outcomes[0] ?? expect.unreachable()
}

describe('the event of what Lambda sent', () => {
  it('is read back as the same record, byte for byte except through EventBridge (CON-4)', () => {
    fc.assert(
      fc.property(recordText, (text) => {
        const record = JSON.parse(text)
        for (const event of [asSqsEvent(text), asSnsEvent(text), asSqsEvent(asSnsNotification(text))]) {
          const outcome = only(event)
          expect(outcome).toMatchObject({ kind: 'invocation-record', record, text })
          expect(outcome.kind === 'invocation-record' && readRawPayloads(outcome.text ?? '')).toEqual(
            readRawPayloads(text),
          )
        }
        for (const event of [asEventBridgeEvent(text), asLambdaEvent(text), asSqsEvent(record), asSnsEvent(record)])
          expect(only(event)).toMatchObject({ kind: 'invocation-record', record })
        const throughQueue = asSqsEvent(JSON.stringify(asEventBridgeEvent(text)))
        expect(only(throughQueue)).toMatchObject({ through: ['sqs-event-record', 'eventbridge-event'], record })
      }),
      { seed: 4, numRuns: 200 },
    )
  })

  it('is read back as the same dead letter (CON-5, CON-6)', () => {
    fc.assert(
      fc.property(letter, (sent) => {
        for (const event of [asSqsEvent(sent), asSnsEvent(sent), asSqsEvent(asSnsNotification(sent))])
          expect(only(event)).toMatchObject({
            kind: 'dead-letter',
            attributes: sent.attributes,
            bodyText: sent.payload,
          })
      }),
      { seed: 4, numRuns: 200 },
    )
  })

  it('is read back as the same outcome for every kind in the vectors (CON-10)', () => {
    const kinds = new Set<string>()
    for (const { name, content } of readVectors<{ input: unknown }>('../outcomes')) {
      const [outcome] = readOutcomes(content.input).outcomes
      if (outcome === undefined || outcome.kind === 'payload-mismatch' || outcome.kind === 'unrecognised') continue
      if (outcome.kind === 'stream-failure' && outcome.source === 'sqs') continue // SQS moved it: nothing was sent
      kinds.add(outcome.kind)
      const sent =
        'record' in outcome
          ? JSON.stringify(outcome.record)
          : { payload: outcome.bodyText, attributes: outcome.attributes }
      const said = 'record' in outcome ? { record: outcome.record } : { attributes: outcome.attributes }
      for (const event of [asSqsEvent(sent), asSnsEvent(sent)])
        expect(only(event), name).toMatchObject({ kind: outcome.kind, ...said })
    }
    expect(kinds.size).toBe(6)
  })

  it('is read back from an S3 object by handleOutcomes', async () => {
    const text = formatInvocationRecord({
      timestampMs: 0,
      requestId: 'r',
      functionArn,
      condition: 'RetriesExhausted',
      approximateInvokeCount: 3,
      requestPayloadText: '"Größe 🚚"',
    })
    const seen: unknown[] = []
    await handleOutcomes(asS3Object(text), (outcome) => void seen.push('record' in outcome && outcome.record))
    expect(seen).toEqual([JSON.parse(text)])
    expect(only(asS3Event(text))).toMatchObject({ issues: [{ keyword: 's3-object' }] })
  })

  it('is the same for the input of the SDK command', () => {
    const { text = '' } = readVectors<{ text: string }>('../invocation-record/text')[0]?.content ?? {}
    const { timestamp, requestContext } = JSON.parse(text)
    const record = {
      recordText: text,
      timestamp,
      ...requestContext,
      destinationArn: 'arn:aws:sns:us-east-1:1:failures',
    }
    const queue = { queueUrl: 'https://sqs/failures' }
    const bytes = { payload: new TextEncoder().encode(payload), attributes, destinationArn: record.destinationArn }
    const sentAt = new Date(0)
    expect(asSqsEvent(formatSqsMessage({ ...record, ...queue }))).toEqual(asSqsEvent(text))
    expect(asSqsEvent(formatSqsDeadLetter({ ...bytes, ...queue }), { sentAt })).toEqual(asSqsEvent(bytes, { sentAt }))
    expect(asSnsEvent(formatSnsMessage(record))).toEqual(asSnsEvent(text))
    expect(asSnsEvent(formatSnsDeadLetter(bytes), { sentAt })).toEqual(asSnsEvent(bytes, { sentAt }))
    expect(asEventBridgeEvent(formatEventBridgeEntry(record))).toEqual(asEventBridgeEvent(text))
    expect(asLambdaEvent(formatLambdaInvocation(record))).toEqual(asLambdaEvent(text))
    const command = formatS3Object({ ...record, condition: 'New', destinationArn: 'arn:aws:s3:::b', uuid: 'u' })
    const failure = { ...command, Body: text.replace('"Success"', '"New"') }
    expect(asS3Event(failure).Records[0]?.s3.object.key).toBe(command.Key)
  })
})

describe('asSqsEvent', () => {
  it('has every member of the documented event, with the same checksums (CON-1, CON-5)', () => {
    const [expected] = documented('sqs-event', 'dead-letter').Records
    const queueArn = 'arn:aws:sqs:us-east-1:123456789012:order-dlq'
    const [received] = asSqsEvent({ payload, attributes }, { queueArn, sentAt: new Date(1_770_715_232_050) }).Records
    const { messageId, receiptHandle, attributes: system, ...exact } = expected ?? {}
    expect(received).toMatchObject(exact)
    expect(Object.keys(received ?? {}).sort()).toEqual(Object.keys(expected ?? {}).sort())
    expect(Object.keys(received?.attributes ?? {})).toEqual(Object.keys(system ?? {}))
    expect(system).toMatchObject({ SentTimestamp: received?.attributes.SentTimestamp })
    expect(checkSqsEvent(asSqsEvent({ payload, attributes }))).toEqual([])
  })

  it('makes one batch of several, with ids that differ and stay the same', () => {
    const event = asSqsEvent(['a', 'a', 'b'])
    const ids = event.Records.map(({ messageId }) => messageId)
    expect(new Set(ids).size).toBe(3)
    for (const id of ids) expect(id).toMatch(/^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/)
    expect(asSqsEvent(['a', 'a', 'b']).Records.map(({ messageId }) => messageId)).toEqual(ids)
    expect(asSqsEvent([])).toEqual({ Records: [] })
  })

  it('puts the queue where the function is', () => {
    const text = fc.sample(recordText, { numRuns: 1, seed: 1 })[0] ?? ''
    expect(asSqsEvent(text).Records[0]).toMatchObject({
      eventSourceARN: 'arn:aws:sqs:eu-central-1:210987654321:failures',
      awsRegion: 'eu-central-1',
      messageAttributes: {},
    })
  })

  it.each([undefined, null, 5])('refuses %j, which is nothing that Lambda sends', (sent) => {
    expect(() => asSqsEvent(sent as never)).toThrow(new TypeError(`no record and no dead letter: ${sent}`))
  })
})

describe('asSnsEvent', () => {
  it('has every member of the documented event (CON-2, CON-6)', () => {
    const expected = documented('sns-event', 'dead-letter')
    const topicArn = 'arn:aws:sns:us-east-1:123456789012:order-dlq-topic'
    const event = asSnsEvent({ payload, attributes }, { topicArn, sentAt: new Date('2026-02-10T09:20:32.015Z') })
    const masked = (value: unknown) =>
      JSON.parse(JSON.stringify(value).replaceAll(/[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, '<id>'))
    expect(masked(event)).toEqual(masked(expected))
    expect(checkSnsEvent(event)).toEqual([])
  })
})

describe('asSnsNotification', () => {
  it('has the endpoints of the partition', () => {
    fc.assert(
      fc.property(recordText, (text) => {
        const record = JSON.parse(text)
        record.requestContext.functionArn = 'arn:aws-cn:lambda:cn-north-1:123456789012:function:orders:$LATEST'
        const { SigningCertURL, UnsubscribeURL } = JSON.parse(asSnsNotification(record))
        for (const url of [SigningCertURL, UnsubscribeURL])
          expect(url).toMatch(/^https:\/\/sns\.cn-north-1\.amazonaws\.com\.cn\//)
      }),
      { numRuns: 10 },
    )
  })

  it('is what a queue receives without raw delivery: no subject, attributes only if there are some (CON-3)', () => {
    const notification = JSON.parse(asSnsNotification('{}'))
    expect(checkSnsNotification(notification)).toEqual([])
    expect(notification).not.toHaveProperty('Subject')
    expect(notification).not.toHaveProperty('MessageAttributes')
    expect(asSnsNotification('{}')).toMatch(/^\{\n {2}"Type": "Notification",\n {2}"MessageId"/)
  })
})

describe('asEventBridgeEvent', () => {
  it('has every member of the documented event (CON-4, DST-4)', () => {
    for (const { content } of readVectors<Record<string, unknown>>('../eventbridge-event/valid')) {
      if (content.source !== 'lambda' || !String(content['detail-type']).includes(' - ')) continue
      const [eventBusArn = ''] = content.resources as string[]
      const sentAt = new Date(content.time as string)
      const event = asEventBridgeEvent(JSON.stringify(content.detail), { eventBusArn, sentAt })
      expect(event).toEqual({ ...content, id: event.id })
      expect(checkEventBridgeEvent(event)).toEqual([])
    }
  })

  it('refuses a dead letter, which Lambda does not send there', () => {
    for (const receive of [asEventBridgeEvent, asLambdaEvent, asS3Event, asS3Object])
      expect(() => receive({ payload, attributes })).toThrow(expect.objectContaining({ code: 'invalid-document' }))
  })
})

describe('asS3Event', () => {
  it('refuses a success, as S3 is a destination for failures only', () => {
    const { text = '' } =
      readVectors<{ text: string }>('../invocation-record/text').find(({ content }) =>
        content.text.includes('"Success"'),
      )?.content ?? {}
    expect(() => asS3Event(text)).toThrow('S3 is a destination for failures only')
    expect(() => asS3Object(text)).toThrow('S3 is a destination for failures only')
  })
})
