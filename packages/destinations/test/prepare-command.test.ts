import { composeDeadLetterAttributes } from '@async-invoke/schemas'
import { SNSClient } from '@aws-sdk/client-sns'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createSender, type DestinationError, type Outgoing, prepareCommand } from '../src/send.ts'

const functionArn = 'arn:aws:lambda:us-east-1:123456789012:function:orders:$LATEST'
const arnOf = (service: string, resource: string): string => `arn:aws:${service}:us-east-1:123456789012:${resource}`
const topic = arnOf('sns', 'results')
const recordTo = (destinationArn: string, recordText = '{"version":"1.0"}', condition = 'RetriesExhausted') => ({
  ...{ recordText, functionArn, condition, destinationArn, timestamp: '2026-02-10T09:20:31.902Z' },
})
const letterTo = (destinationArn: string, errorMessage: string) => ({
  ...{ destinationArn, functionArn, payload: new TextEncoder().encode('{"id":1}') },
  attributes: composeDeadLetterAttributes({
    requestId: 'r',
    cause: { outcome: 'functionError', payload: JSON.stringify({ errorMessage }) },
  }),
})
const codeOf = (outgoing: Outgoing, options = {}): string => {
  try {
    prepareCommand(outgoing, options)
    return 'prepared'
  } catch (error) {
    return (error as DestinationError).code
  }
}

describe('prepareCommand', () => {
  it('returns the input of the command of each kind of target (DST-13)', () => {
    const text = '{"version":"1.0"}'
    expect(prepareCommand(recordTo(arnOf('sqs', 'q')))).toEqual({
      QueueUrl: 'https://sqs.us-east-1.amazonaws.com/123456789012/q',
      MessageBody: text,
    })
    expect(prepareCommand(recordTo(topic))).toEqual({ TopicArn: topic, Message: text })
    expect(prepareCommand(recordTo(arnOf('lambda', 'function:audit')))).toMatchObject({ Payload: text })
    expect(prepareCommand(recordTo(arnOf('events', 'event-bus/b')))).toEqual({
      Entries: [
        {
          ...{ Source: 'lambda', DetailType: 'Lambda Function Invocation Result - Failure', Detail: text },
          Resources: [arnOf('events', 'event-bus/b'), functionArn],
          EventBusName: arnOf('events', 'event-bus/b'),
        },
      ],
    })
    expect(prepareCommand(recordTo('arn:aws:s3:::records'), { uuid: () => 'u' })).toEqual({
      Bucket: 'records',
      Key: 'aws/lambda/async/orders/2026/02/10/2026-02-10T09.20.31-u',
      Body: text,
      ContentType: 'application/octet-stream',
    })
    expect(prepareCommand(letterTo(topic, 'no stock'))).toMatchObject({
      Message: '{"id":1}',
      MessageAttributes: { ErrorMessage: { DataType: 'String', StringValue: 'no stock' } },
    })
  })

  it.each([
    { what: 'a FIFO queue', outgoing: recordTo(arnOf('sqs', 'q.fifo')), code: 'unsupported-destination' },
    {
      what: 'a success for a bucket',
      outgoing: recordTo('arn:aws:s3:::r', '{}', 'Success'),
      code: 'unsupported-destination',
    },
    {
      what: 'a dead letter for a function',
      outgoing: letterTo(arnOf('lambda', 'function:f'), 'e'),
      code: 'unsupported-destination',
    },
    { what: 'a record of 700 KB for a topic', outgoing: recordTo(topic, 'x'.repeat(716_800)), code: 'too-large' },
    {
      what: 'a record of 700 KB for a queue',
      outgoing: recordTo(arnOf('sqs', 'q'), 'x'.repeat(716_800)),
      code: 'prepared',
    },
    { what: 'an emoji for SNS', outgoing: letterTo(topic, 'no stock 😀'), code: 'unsupported-characters' },
    { what: 'an emoji for SQS', outgoing: letterTo(arnOf('sqs', 'q'), 'no stock 😀'), code: 'prepared' },
  ])('answers as the sender for $what: $code (DST-13, DLQ-5)', async ({ outgoing, code }) => {
    expect(codeOf(outgoing)).toBe(code)
    const sns = new SNSClient({ region: 'us-east-1', credentials: { accessKeyId: 'a', secretAccessKey: 'b' } })
    if (outgoing.destinationArn !== topic) return
    const [result] = await createSender({ sns: silent(sns) }).sendAll([outgoing])
    expect(result?.status === 'failed' && result.error.code).toBe(code)
  })

  it('takes as much as the topic does, at its limit and one byte above (DST-9a)', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1_024, max: 1_048_576 }), (limit) => {
        const topicLimits = { [topic]: limit }
        expect(codeOf(recordTo(topic, 'x'.repeat(limit)), { topicLimits })).toBe('prepared')
        expect(codeOf(recordTo(topic, 'x'.repeat(limit + 1)), { topicLimits })).toBe('too-large')
        expect(codeOf(recordTo(`${topic}-2`, 'x'.repeat(262_145)), { topicLimits })).toBe('too-large')
      }),
      { numRuns: 30 },
    )
  })
})

/** A client that answers without a service: with the attributes of a topic, or the error of reading them. */
function silent(client: SNSClient, attributes: Record<string, string> | Error = {}, sent: string[] = []): SNSClient {
  client.send = async (command: { constructor: { name: string } }) => {
    sent.push(command.constructor.name)
    if (command.constructor.name !== 'GetTopicAttributesCommand') return { MessageId: 'm' }
    if (attributes instanceof Error) throw attributes
    return { Attributes: attributes }
  }
  return client
}

const failure = (name: string, rest: object = {}): Error => Object.assign(new Error('no'), { name, ...rest })
const denied = failure('AuthorizationErrorException', { $fault: 'client' })

describe('createSender', () => {
  const credentials = { accessKeyId: 'a', secretAccessKey: 'b' }
  it.each([
    {
      attributes: { MaximumMessageSize: '1048576' },
      bytes: 1_048_576,
      calls: ['GetTopicAttributesCommand', 'PublishCommand'],
    },
    { attributes: { MaximumMessageSize: '300000' }, bytes: 300_001, calls: ['GetTopicAttributesCommand'] },
    { attributes: {}, bytes: 262_145, calls: ['GetTopicAttributesCommand'] },
    { attributes: denied, bytes: 262_145, calls: ['GetTopicAttributesCommand'] },
    { attributes: {}, bytes: 262_144, calls: ['PublishCommand'] },
  ])(
    'asks a topic for its limit when a message is larger than usual: $attributes, $bytes bytes (DST-9a)',
    async (each) => {
      const { attributes, bytes, calls } = each
      const sent: string[] = []
      const sns = silent(new SNSClient({ region: 'us-east-1', credentials }), attributes, sent)
      const [result] = await createSender({ sns }).sendAll([recordTo(topic, 'x'.repeat(bytes))])
      expect([sent, result?.status]).toEqual([calls, calls.includes('PublishCommand') ? 'sent' : 'failed'])
    },
  )

  it.each([
    failure('ThrottledException', { $fault: 'client' }),
    failure('InternalErrorException', { $fault: 'server' }),
    failure('TimeoutError'),
  ])('takes no message for too large whose topic could not be asked: $name (DST-9a)', async (error) => {
    const aborted = new AbortController()
    for (const { signal, code } of [
      { signal: undefined, code: 'refused' },
      { signal: aborted.signal, code: 'aborted' },
    ])
      for (const oversize of ['fail', 'drop-payload'] as const) {
        const sns = silent(new SNSClient({ region: 'us-east-1', credentials }), error)
        const { send } = sns
        // As a caller that gives up while the topic is asked.
        sns.send = (command: never) => {
          if (signal !== undefined) aborted.abort()
          return send(command)
        }
        const options = signal === undefined ? {} : { signal }
        const [result] = await createSender({ sns }, { oversize }).sendAll(
          [recordTo(topic, 'x'.repeat(262_145))],
          options,
        )
        expect(result).toMatchObject({ status: 'failed', error: { code, cause: expect.anything() } })
      }
  })

  it('does not ask where an option has the limit (DST-9a)', async () => {
    const sent: string[] = []
    const sns = silent(new SNSClient({ region: 'us-east-1', credentials }), { MaximumMessageSize: '1048576' }, sent)
    const sender = createSender({ sns }, { topicLimits: { [topic]: 2_000 } })
    const [result] = await sender.sendAll([recordTo(topic, 'x'.repeat(2_001))])
    expect([sent, result?.status]).toEqual([[], 'failed'])
  })
})
