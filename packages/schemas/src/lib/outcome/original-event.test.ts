import { describe, expect, it } from 'vitest'
import { readVectors } from '../../../test/vectors.ts'
import { originalEvent } from './original-event.ts'
import { readOutcome } from './read-outcome.ts'

const vectors = new Map(readVectors<{ input: unknown }>('outcomes').map(({ name, content }) => [name, content.input]))
const outcome = (name: string) => readOutcome(vectors.get(name) ?? expect.unreachable(name))
const record = (requestPayload: string) =>
  `{"version":"1.0","timestamp":"2026-02-10T09:20:31.902Z","requestContext":{"requestId":"r","functionArn":"arn:aws:lambda:us-east-1:123456789012:function:f:live","condition":"RetriesExhausted","approximateInvokeCount":3},"requestPayload":${requestPayload}}`

describe('originalEvent', () => {
  it('returns the payload of a record byte for byte, and its function (REC-6)', () => {
    const text = '{"id": 9007199254740993, "id2":1.50}'
    expect(originalEvent(readOutcome({ messageId: 'm', body: record(text) }))).toEqual({
      value: JSON.parse(text),
      text,
      isExact: true,
      functionName: 'f',
      qualifier: 'live',
      accountId: '123456789012',
      region: 'us-east-1',
    })
  })

  it('returns compact JSON for a record that was already parsed (CON-4)', () => {
    expect(originalEvent(readOutcome(JSON.parse(record('{"a": 1}'))))).toMatchObject({
      text: '{"a":1}',
      isExact: false,
    })
  })

  it('returns the body of a dead letter without a function, unless the caller names it (DLQ-3)', () => {
    const deadLetter = outcome('dlq-timeout')
    const event = originalEvent(deadLetter)
    expect(event).toMatchObject({ isExact: true, value: { orderId: 'A-1001' } })
    expect(event?.functionName).toBeUndefined()
    expect(originalEvent(deadLetter, { functionName: 'orders:live' })).toMatchObject({
      functionName: 'orders',
      qualifier: 'live',
    })
    expect(() => originalEvent(deadLetter, { functionName: 'no name!' })).toThrow(TypeError)
  })

  it('keeps a body that is not JSON as text alone', () => {
    const event = originalEvent(outcome('dlq-body-not-json'))
    expect(event?.text.length).toBeGreaterThan(0)
    expect(event).not.toHaveProperty('value')
  })

  it('returns the event of a record that a rule could not deliver (CON-10)', () => {
    expect(originalEvent(outcome('rule-dead-letter-of-a-record'))?.functionName).toBe('order-processor')
    expect(originalEvent(outcome('rule-dead-letter'))).toBeUndefined()
  })

  it.each(['stream-kafka', 'stream-sqs-redrive', 'pipe-failure-kinesis', 'schedule-dead-letter', 'unrecognised-html'])(
    'returns nothing for %s, which carries no event',
    (name) => expect(originalEvent(outcome(name))).toBeUndefined(),
  )
})
