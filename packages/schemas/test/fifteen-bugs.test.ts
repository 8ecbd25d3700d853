/** Fifteen common bugs of hand-written consumers of failure queues. The package rules out or reports each one. */
import { describe, expect, expectTypeOf, it } from 'vitest'
import {
  checkEventBridgeEvent,
  checkInvocationRecord,
  describeOutcome,
  eventInvokeDefaults,
  type FunctionEventInvokeConfig,
  type InvocationRecord,
  isFailure,
  isSuccess,
  parseInvocationRecord,
  putEventInvokeConfig,
  readOutcome,
  readOutcomes,
  updateEventInvokeConfig,
} from '../src/index.ts'
import { checkNotEmpty } from '../src/internal.ts'
import { readVectors } from './vectors.ts'

const records = new Map(readVectors<InvocationRecord>('invocation-record/valid').map((v) => [v.name, v.content]))
const inputs = new Map(readVectors<{ input: unknown }>('outcomes').map((v) => [v.name, v.content.input]))
const record = (name: string): InvocationRecord => records.get(name) ?? expect.unreachable(name)
const outcome = (name: string) => readOutcome(inputs.has(name) ? inputs.get(name) : expect.unreachable(name))

describe('common bugs of consumers', () => {
  it('1: describeOutcome does not mistake the qualifier in an ARN for the function name', () => {
    const { functionName, qualifier } = describeOutcome(outcome('sqs-event-record'))
    expect({ functionName, qualifier }).toEqual({ functionName: 'order-processor', qualifier: '$LATEST' })
  })

  it('2: records without responseContext or responsePayload are read, not returned to the queue', () => {
    for (const name of ['zero-reserved-concurrency', 'event-age-throttled', 'retries-exhausted-target-deleted']) {
      expect(checkInvocationRecord(record(name))).toEqual([])
      const event = { Records: [{ messageId: 'm', body: JSON.stringify(record(name)) }] }
      expect(readOutcomes(event)).toMatchObject({ outcomes: [{ kind: 'invocation-record' }], batchItemFailures: [] })
    }
  })

  it('3: responsePayload is typed as optional, and described without an error if it is missing', () => {
    expectTypeOf<InvocationRecord<unknown, { errorType: string }>['responsePayload']>().toEqualTypeOf<
      { errorType: string } | undefined
    >()
    expect(describeOutcome(readOutcome(record('zero-reserved-concurrency'))).error).toBeUndefined()
    const payloadless = { ...record('retries-exhausted') }
    delete payloadless.responsePayload
    expect(describeOutcome(readOutcome(payloadless)).error).toEqual({ stack: [] })
  })

  it('4: describeOutcome reads stackTrace, the trace of Node.js, and neither after a crash', () => {
    expect(describeOutcome(outcome('record-node-trace')).error?.stack).toHaveLength(2)
    expect(describeOutcome(outcome('sqs-event-record')).error?.stack).toHaveLength(1)
    expect(describeOutcome(outcome('record-retries-exhausted-timeout')).error?.stack).toEqual([])
  })

  it('5: failures of Kinesis, DynamoDB, Kafka and SQS redrive are not read as asynchronous failures', () => {
    for (const name of ['stream-kinesis-in-sqs', 'stream-dynamodb', 'stream-kafka', 'stream-sqs-redrive'])
      expect(outcome(name).kind).toBe('stream-failure')
  })

  it('6: requestPayload may be any JSON and is typed as unknown', () => {
    for (const name of ['request-array', 'request-null', 'request-string', 'request-false', 'success-scalar-payloads'])
      expect(checkInvocationRecord(record(name))).toEqual([])
    expectTypeOf<InvocationRecord['requestPayload']>().toBeUnknown()
  })

  it('7: a payload may be a scalar', () => {
    const scalar = parseInvocationRecord(JSON.stringify(record('success-scalar-payloads')))
    expect(typeof scalar.requestPayload).not.toBe('object')
  })

  it('8: a success has no functionError', () => {
    const success = record('success')
    expect(success.responseContext).not.toHaveProperty('functionError')
    expect(isSuccess(success)).toBe(true)
  })

  it('9: an unknown condition is valid and a failure', () => {
    const unknown = record('unknown-condition')
    expect(checkInvocationRecord(unknown)).toEqual([])
    expect(isFailure(unknown)).toBe(true)
  })

  it('10: the attributes of a dead letter are read in all four spellings', () => {
    const names = [
      'dlq-sqs-event-record',
      'dlq-receive-message',
      'dlq-sns-event-record',
      'dlq-sns-wrapped',
      'dlq-sns-raw',
    ]
    const read = names.map(outcome).map((found) => found.kind === 'dead-letter' && found.attributes)
    for (const attributes of read) expect(attributes).toEqual(read[0])
    expect(read[0]).toEqual({
      RequestID: '2b9e6c1a-8d47-4c35-b1f0-5e7d3a9c8f21',
      ErrorCode: 200,
      ErrorMessage: 'Order A-1002 has no items',
    })
  })

  it('11: EventBridge events are read with lambda or aws.lambda, and with a hyphen or a dash', () => {
    const event = inputs.get('eventbridge-event') as Record<string, unknown>
    for (const source of ['lambda', 'aws.lambda'])
      for (const dash of ['-', '\u2013', '\u2014']) {
        const read = { ...event, source, 'detail-type': `Lambda Function Invocation Result ${dash} Failure` }
        expect(checkEventBridgeEvent(read)).toEqual([])
        expect(readOutcome(read).kind).toBe('invocation-record')
      }
  })

  it('12: MaximumRetryAttempts counts retries of Lambda, after the first attempt', () => {
    expect(eventInvokeDefaults.MaximumRetryAttempts).toBe(2)
    expect(record('retries-exhausted').requestContext.approximateInvokeCount).toBe(3)
  })

  it('13: Put unsets the settings that it does not mention, and Update keeps them', () => {
    const stored = { MaximumRetryAttempts: 1, OnFailure: 'arn:aws:sqs:us-east-1:123456789012:q' }
    expect(putEventInvokeConfig({ MaximumRetryAttempts: 0 })).toEqual({ MaximumRetryAttempts: 0 })
    expect(updateEventInvokeConfig(stored, { MaximumRetryAttempts: 0 })).toEqual({ ...stored, MaximumRetryAttempts: 0 })
    const cleared = { DestinationConfig: { OnFailure: { Destination: '' } } }
    expect(updateEventInvokeConfig(stored, cleared)).toEqual({ MaximumRetryAttempts: 1 })
    expect(checkNotEmpty({ DestinationConfig: {} })[0]?.rule).toBe('CFG-9')
  })

  it('14: settings have no member that could be mistaken for the time when they take effect', () => {
    expectTypeOf<keyof FunctionEventInvokeConfig>().toEqualTypeOf<
      'LastModified' | 'FunctionArn' | 'MaximumRetryAttempts' | 'MaximumEventAgeInSeconds' | 'DestinationConfig'
    >()
  })

  it('15: the dead letter and the record of one event have the same request id', () => {
    const deadLetter = describeOutcome(outcome('dlq-receive-message'))
    const viaDestination = describeOutcome(outcome('receive-message'))
    expect(deadLetter.kind).not.toBe(viaDestination.kind)
    expect(deadLetter.requestId).toBe(viaDestination.requestId)
  })
})
