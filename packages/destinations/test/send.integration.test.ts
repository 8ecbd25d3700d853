import { GetObjectCommand, ListObjectsV2Command } from '@aws-sdk/client-s3'
import { GetQueueUrlCommand, ReceiveMessageCommand, SQSClient } from '@aws-sdk/client-sqs'
import { type FauxqsServer, startFauxqs } from 'fauxqs'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { createSender } from '../src/send.ts'
import { clientsOf } from './clients.ts'
import { expectSameDeadLetter, expectSameRecord } from './read-back.ts'
import { deadLetter as anyLetter, functionArn, recordTexts, recordTo } from './records.ts'

const arnOf = (service: string, name: string): string => `arn:aws:${service}:us-east-1:123456789012:${name}`
const queueArn = arnOf('sqs', 'order-failures')
// The server has a fixed account for topics.
const topicArn = 'arn:aws:sns:us-east-1:000000000000:order-results'

// Unlike SQS, the server refuses characters outside the basic plane in a body.
const eventText = ' {"total": 129.50, "a":1,"a":2, "s":"é"}\n'
const deadLetter = { ...anyLetter, payload: new TextEncoder().encode(eventText) }

let server: FauxqsServer
let clients: ReturnType<typeof clientsOf>

beforeAll(async () => {
  server = await startFauxqs({ port: 0, host: '127.0.0.1', logger: false })
  for (const queue of ['order-failures', 'wrapped', 'raw']) server.createQueue(queue, { region: 'us-east-1' })
  server.createTopic('order-results', { region: 'us-east-1' })
  server.subscribe({ topic: 'order-results', queue: 'wrapped', region: 'us-east-1' })
  server.subscribe({
    topic: 'order-results',
    queue: 'raw',
    region: 'us-east-1',
    attributes: { RawMessageDelivery: 'true' },
  })
  server.createBucket('order-failure-records')
  clients = clientsOf(`http://127.0.0.1:${server.port}`)
})

afterAll(async () => {
  clients.destroy()
  await server.stop()
})

/** Receives all messages of a queue. */
async function received(QueueName: string) {
  const { QueueUrl } = await clients.sqs.send(new GetQueueUrlCommand({ QueueName }))
  const all = []
  for (;;) {
    const command = new ReceiveMessageCommand({ QueueUrl, MaxNumberOfMessages: 10, MessageAttributeNames: ['All'] })
    const { Messages = [] } = await clients.sqs.send(command)
    if (Messages.length === 0) return all
    all.push(...Messages)
  }
}

const deadLetterAttributes = {
  RequestID: { DataType: 'String', StringValue: deadLetter.attributes.RequestID },
  ErrorCode: { DataType: 'Number', StringValue: '200' },
  ErrorMessage: { DataType: 'String', StringValue: 'Größe: 0' },
}

describe('the sender with SQS', () => {
  it.each(recordTexts)('sends $name as the whole body, byte for byte (DST-1, REC-6)', async ({ recordText }) => {
    await createSender(clients).send(recordTo(queueArn, recordText))
    const messages = await received('order-failures')
    expect(messages).toHaveLength(1)
    expectSameRecord(messages[0], recordText, ['sqs-message'])
    expect(messages[0]?.MessageAttributes).toBeUndefined()
  })

  it.each([
    {
      functionArn: 'arn:aws:lambda:local:000000000000:function:f',
      destinationArn: 'arn:aws:sqs:eu-west-1:123456789012:q',
      code: 'unsupported-destination',
    },
    {
      functionArn: 'orders',
      destinationArn: 'arn:aws:lambda:us-east-1:999999999999:function:orders',
      code: 'no-client',
    },
  ])(
    'compares the regions of $functionArn and $destinationArn only if both are ARNs',
    async ({ functionArn, destinationArn, code }) => {
      const record = { recordText: '{}', functionArn, condition: 'Success', destinationArn }
      const [result] = await createSender({}).sendAll([record])
      expect(result).toMatchObject({ status: 'failed', error: { code } })
    },
  )

  it('sends many in batches, each message as if it were sent alone (DST-1)', async () => {
    const sent = vi.spyOn(clients.sqs, 'send')
    const records = Array.from({ length: 23 }, (_, index) => `{"version": "1.0", "n": ${index}.50}`)
    const results = await createSender(clients).sendAll(records.map((recordText) => recordTo(queueArn, recordText)))
    expect(sent.mock.calls.map(([command]) => command.constructor.name)).toEqual([
      'GetQueueUrlCommand',
      'SendMessageBatchCommand',
      'SendMessageBatchCommand',
      'SendMessageBatchCommand',
    ])
    sent.mockRestore()
    const messages = await received('order-failures')
    expect(messages.map(({ Body }) => Body).sort()).toEqual([...records].sort())
    expect(messages.every(({ MessageAttributes }) => MessageAttributes === undefined)).toBe(true)
    // Each result has the id of the message with its body.
    expect(results.map((result) => result.status === 'sent' && result.messageId)).toEqual(
      records.map((recordText) => messages.find(({ Body }) => Body === recordText)?.MessageId),
    )
  })

  it('sends dead letters, alone and in a batch with records (DLQ-1, DLQ-2)', async () => {
    const letter = { ...deadLetter, destinationArn: queueArn }
    const sender = createSender(clients)
    await sender.send(letter)
    await sender.sendAll([letter, recordTo(queueArn)])
    const messages = await received('order-failures')
    const letters = messages.filter(({ MessageAttributes }) => MessageAttributes !== undefined)
    expect(messages).toHaveLength(3)
    expect(letters).toHaveLength(2)
    for (const message of letters) {
      expect(message.MessageAttributes).toMatchObject(deadLetterAttributes)
      expectSameDeadLetter(message, eventText, ['sqs-message'])
    }
  })

  it('looks up the URL of a queue once, with its account, and again after a failure (CFG-22)', async () => {
    const sent = vi.spyOn(clients.sqs, 'send')
    const sender = createSender(clients)
    const late = recordTo(arnOf('sqs', 'made-later'))
    await expect(sender.send(late)).rejects.toMatchObject({ code: 'refused', destinationArn: late.destinationArn })
    server.createQueue('made-later', { region: 'us-east-1' })
    await Promise.all([sender.send(late), sender.send(late)])
    const lookups = sent.mock.calls.filter(([command]) => command instanceof GetQueueUrlCommand)
    const lookup = { QueueName: 'made-later', QueueOwnerAWSAccountId: '123456789012' }
    expect(lookups.map(([command]) => command.input)).toEqual([lookup, lookup])
    expect(server.inspectQueue('made-later')?.messages.ready).toHaveLength(2)
    sent.mockRestore()
  })

  it.each([
    { without: 'a connection', members: { endpoint: 'http://127.0.0.1:9' }, reason: /ECONNREFUSED/ },
    {
      without: 'credentials',
      members: {
        credentials: () => Promise.reject(Object.assign(new Error('none'), { name: 'CredentialsProviderError' })),
      },
      reason: /CredentialsProviderError: none/,
    },
  ])('says that a queue was not reached without $without', async ({ members, reason }) => {
    const credentials = { accessKeyId: 'a', secretAccessKey: 'b' }
    const sqs = new SQSClient({ credentials, region: 'us-east-1', ...members, maxAttempts: 1 })
    const error = await createSender({ sqs })
      .send(recordTo(arnOf('sqs', 'failures')))
      .catch((cause: unknown) => cause)
    expect(error).toMatchObject({ code: 'refused', message: expect.stringMatching(reason) })
    expect(String(error)).toContain('arn:aws:sqs:us-east-1:123456789012:failures was not reached: ')
    sqs.destroy()
  })

  it('rejects with the queue and the reason if the service refuses', async () => {
    await expect(createSender(clients).send(recordTo(arnOf('sqs', 'nowhere')))).rejects.toMatchObject({
      code: 'refused',
      message: expect.stringMatching(
        /^arn:aws:sqs:us-east-1:123456789012:nowhere refused the message: QueueDoesNotExist/,
      ),
      cause: expect.objectContaining({ name: 'QueueDoesNotExist' }),
    })
  })
})

describe('the sender with SNS', () => {
  it.each(recordTexts)('sends $name as the message, byte for byte (DST-2, CON-3)', async ({ recordText }) => {
    await createSender(clients).send(recordTo(topicArn, recordText))
    const [wrapped] = await received('wrapped')
    const notification = JSON.parse(wrapped?.Body ?? '')
    expect(notification).toMatchObject({ Type: 'Notification', Message: recordText })
    expect(notification).not.toHaveProperty('Subject')
    expect(notification.MessageAttributes ?? {}).toEqual({})
    expectSameRecord(wrapped, recordText, ['sqs-message', 'sns-notification'])
    const [raw] = await received('raw')
    expectSameRecord(raw, recordText, ['sqs-message'])
    expect(raw?.MessageAttributes).toBeUndefined()
  })

  it('sends dead letters with their attributes in a batch (DLQ-2, CON-6)', async () => {
    const letter = { ...deadLetter, destinationArn: topicArn }
    const results = await createSender(clients).sendAll([letter, letter])
    expect(results.map(({ status }) => status)).toEqual(['sent', 'sent'])
    const wrapped = await received('wrapped')
    expect(wrapped).toHaveLength(2)
    for (const message of wrapped) expectSameDeadLetter(message, eventText, ['sqs-message', 'sns-notification'])
    const raw = await received('raw')
    expect(raw).toHaveLength(2)
    for (const message of raw) {
      expectSameDeadLetter(message, eventText, ['sqs-message'])
      expect(message.MessageAttributes).toMatchObject(deadLetterAttributes)
    }
  })
})

describe('the sender with S3', () => {
  const bucketArn = 'arn:aws:s3:::order-failure-records'
  const objects = async () => {
    const { Contents = [] } = await clients.s3.send(new ListObjectsV2Command({ Bucket: 'order-failure-records' }))
    return Contents.map(({ Key = '' }) => Key)
  }

  it.each(recordTexts)('writes $name to its own object, byte for byte (DST-6)', async ({ recordText }) => {
    const before = new Set(await objects())
    await createSender(clients).send(recordTo(bucketArn, recordText))
    const [Key = '', ...others] = (await objects()).filter((key) => !before.has(key))
    expect(others).toEqual([])
    // The key has the day and the second of the record.
    const second = JSON.parse(recordText).timestamp.slice(0, 19).replaceAll(':', '.')
    const day = second.slice(0, 10).replaceAll('-', '/')
    expect(Key.slice(0, -36)).toBe(`aws/lambda/async/order-processor/${day}/${second}-`)
    expect(Key.slice(-36)).toMatch(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/)
    const object = await clients.s3.send(new GetObjectCommand({ Bucket: 'order-failure-records', Key }))
    expect(object.ContentType).toBe('application/octet-stream')
    expect(object.Metadata ?? {}).toEqual({})
    expectSameRecord(await object.Body?.transformToString(), recordText, [])
  })

  it('uses the given timestamp and uuid', async () => {
    const sender = createSender(clients, { uuid: () => 'u-1' })
    await sender.send({ ...recordTo(bucketArn, 'any string'), functionArn, timestamp: '2020-02-29T23:59:59Z' })
    expect(await objects()).toContain('aws/lambda/async/order-processor/2020/02/29/2020-02-29T23.59.59-u-1')
  })
})

describe('the sender', () => {
  it('sends to several services in one call and returns results in order', async () => {
    const destinations = [queueArn, 'arn:aws:s3:::order-failure-records', topicArn, queueArn]
    const results = await createSender(clients).sendAll(
      destinations.map((destinationArn) => recordTo(destinationArn, '{"timestamp":"2026-02-10T09:20:31.902Z"}')),
    )
    expect(results.map(({ status, destinationArn }) => [status, destinationArn])).toEqual(
      destinations.map((destinationArn) => ['sent', destinationArn]),
    )
    expect(await received('order-failures')).toHaveLength(2)
  })
})
