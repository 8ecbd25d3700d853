import { CreateEventBusCommand, PutRuleCommand, PutTargetsCommand } from '@aws-sdk/client-eventbridge'
import { CreateFunctionCommand } from '@aws-sdk/client-lambda'
import { CreateTopicCommand, SubscribeCommand } from '@aws-sdk/client-sns'
import { CreateQueueCommand, GetQueueUrlCommand, type Message, ReceiveMessageCommand } from '@aws-sdk/client-sqs'
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { createSender } from '../src/send.ts'
import { clientsOf } from './clients.ts'
import { type MotoServer, startMotoServer } from './moto-server.ts'
import { expectSameDeadLetter, expectSameValue } from './read-back.ts'
import { deadLetter, eventText, functionArn, recordTexts, recordTo, traceHeader } from './records.ts'

const arnOf = (service: string, name: string): string => `arn:aws:${service}:us-east-1:123456789012:${name}`
const queueArn = arnOf('sqs', 'order-failures')
const topicArn = arnOf('sns', 'order-results')
const busArn = arnOf('events', 'event-bus/order-events')
const auditArn = arnOf('lambda', 'function:order-audit')

let server: MotoServer | string
let clients: ReturnType<typeof clientsOf>

beforeAll(async () => {
  server = await startMotoServer()
  if (typeof server === 'string') return
  clients = clientsOf(server.endpoint)
  const { sqs, sns, eventBridge } = clients
  for (const QueueName of ['order-failures', 'wrapped', 'raw', 'events'])
    await sqs.send(new CreateQueueCommand({ QueueName }))
  await sns.send(new CreateTopicCommand({ Name: 'order-results' }))
  const toQueue = (queue: string) => ({ TopicArn: topicArn, Protocol: 'sqs', Endpoint: arnOf('sqs', queue) })
  await sns.send(new SubscribeCommand(toQueue('wrapped')))
  await sns.send(new SubscribeCommand({ ...toQueue('raw'), Attributes: { RawMessageDelivery: 'true' } }))
  await eventBridge.send(new CreateEventBusCommand({ Name: 'order-events' }))
  const Rule = 'lambda-results'
  const pattern = { source: ['lambda'], 'detail-type': [{ prefix: 'Lambda Function Invocation Result - ' }] }
  await eventBridge.send(
    new PutRuleCommand({ Name: Rule, EventBusName: 'order-events', EventPattern: JSON.stringify(pattern) }),
  )
  const Targets = [{ Id: '1', Arn: arnOf('sqs', 'events') }]
  await eventBridge.send(new PutTargetsCommand({ Rule, EventBusName: 'order-events', Targets }))
})

beforeEach((context) => {
  if (typeof server === 'string') context.skip(server)
})

afterAll(async () => {
  if (typeof server === 'string') return
  clients.destroy()
  await server.stop()
})

/** Receives all messages of a queue. */
async function received(QueueName: string): Promise<readonly Message[]> {
  const { QueueUrl } = await clients.sqs.send(new GetQueueUrlCommand({ QueueName }))
  const names = { MessageAttributeNames: ['All'], MessageSystemAttributeNames: ['All' as const] }
  const all: Message[] = []
  for (;;) {
    const { Messages = [] } = await clients.sqs.send(
      new ReceiveMessageCommand({ QueueUrl, MaxNumberOfMessages: 10, ...names }),
    )
    if (Messages.length === 0) return all
    all.push(...Messages)
  }
}

const records = recordTexts.map(({ recordText }) => recordText)
// The server serialises numbers beyond the range of a double as `Infinity`, which is not JSON.
const finite = records.filter((record) => !record.includes('1e400'))
const sorted = (texts: readonly (string | undefined)[]) => [...texts].sort()

describe('the sender with SQS of moto', () => {
  it('sends the trace as a system attribute (DLQ-11)', async () => {
    await createSender(clients).send({ ...recordTo(queueArn), traceHeader })
    const [message] = await received('order-failures')
    expect(message?.Attributes).toMatchObject({ AWSTraceHeader: traceHeader })
    expect(message?.MessageAttributes).toBeUndefined()
  })

  it('sends every record byte for byte (DST-1)', async () => {
    await createSender(clients).sendAll(records.map((record) => recordTo(queueArn, record)))
    const messages = await received('order-failures')
    expect(sorted(messages.map(({ Body }) => Body))).toEqual(sorted(records))
    expect(messages.every(({ MessageAttributes }) => MessageAttributes === undefined)).toBe(true)
  })

  it('sends a dead letter byte for byte, including characters of four bytes (DLQ-1, DLQ-2)', async () => {
    await createSender(clients).send({ ...deadLetter, destinationArn: queueArn })
    const [message] = await received('order-failures')
    expectSameDeadLetter(message, eventText, ['sqs-message'])
    expect(message?.MessageAttributes).toEqual({
      RequestID: { DataType: 'String', StringValue: deadLetter.attributes.RequestID },
      ErrorCode: { DataType: 'Number', StringValue: '200' },
      ErrorMessage: { DataType: 'String', StringValue: 'Größe: 0' },
    })
  })
})

describe('the sender with SNS of moto', () => {
  it('sends every record byte for byte, with and without raw delivery (DST-2, CON-3)', async () => {
    const results = await createSender(clients).sendAll(records.map((record) => recordTo(topicArn, record)))
    expect(new Set(results.map(({ status }) => status))).toEqual(new Set(['sent']))
    const wrapped = (await received('wrapped')).map(({ Body }) => JSON.parse(Body ?? ''))
    expect(sorted(wrapped.map(({ Message }) => Message))).toEqual(sorted(records))
    for (const notification of wrapped) expect(notification).not.toHaveProperty('Subject')
    expect(sorted((await received('raw')).map(({ Body }) => Body))).toEqual(sorted(records))
  })

  it('sends a dead letter with its attributes (DLQ-2, CON-6)', async () => {
    await createSender(clients).send({ ...deadLetter, destinationArn: topicArn })
    const [wrapped] = await received('wrapped')
    expectSameDeadLetter(wrapped, eventText, ['sqs-message', 'sns-notification'])
    const [raw] = await received('raw')
    expectSameDeadLetter(raw, eventText, ['sqs-message'])
  })
})

describe('the sender with EventBridge of moto', () => {
  it('sends every record by value, in the envelope of Lambda (DST-4, CON-4)', async () => {
    await createSender(clients).sendAll(finite.map((record) => recordTo(busArn, record)))
    const messages = await received('events')
    expect(messages).toHaveLength(finite.length)
    // Messages arrive in any order, and EventBridge keeps only the values of records.
    const values = new Map(finite.map((record) => [JSON.stringify(JSON.parse(record)), record]))
    for (const message of messages) {
      const event = JSON.parse(message.Body ?? '')
      expect(event).toMatchObject({
        source: 'lambda',
        'detail-type': 'Lambda Function Invocation Result - Failure',
        resources: [busArn, functionArn],
      })
      const value = JSON.stringify(event.detail)
      expectSameValue(message, values.get(value) ?? 'none of the records')
      values.delete(value)
    }
    expect(values.size).toBe(0)
  })
})

describe('the sender with Lambda of moto', () => {
  it('sends a record as an event (DST-3)', async () => {
    const { endpoint } = server as MotoServer
    const trust = {
      Version: '2012-10-17',
      Statement: [{ Effect: 'Allow', Principal: { Service: 'lambda.amazonaws.com' } }],
    }
    const role = new URLSearchParams({ Action: 'CreateRole', Version: '2010-05-08', RoleName: 'r', Path: '/' })
    role.set('AssumeRolePolicyDocument', JSON.stringify(trust))
    const scope = 'Credential=test/20260101/us-east-1/iam/aws4_request, SignedHeaders=host, Signature=0'
    const headers = { Authorization: `AWS4-HMAC-SHA256 ${scope}` }
    await fetch(endpoint, { method: 'POST', body: role, headers })
    // An empty archive: only the end-of-central-directory record.
    const ZipFile = Uint8Array.from([0x50, 0x4b, 5, 6, ...Array(18).fill(0)])
    await clients.lambda.send(
      new CreateFunctionCommand({
        FunctionName: 'order-audit',
        Runtime: 'nodejs24.x',
        Handler: 'index.handler',
        Role: 'arn:aws:iam::123456789012:role/r',
        Code: { ZipFile },
      }),
    )
    const sent = vi.spyOn(clients.lambda, 'send')
    await createSender(clients).send({ ...recordTo(auditArn, records[0]), traceHeader })
    expect(await sent.mock.results[0]?.value).toMatchObject({ StatusCode: 202 })
  })
})
