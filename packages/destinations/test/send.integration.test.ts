import { GetQueueUrlCommand, ReceiveMessageCommand, SQSClient } from '@aws-sdk/client-sqs'
import { type FauxqsServer, startFauxqs } from 'fauxqs'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { createSender } from '../src/send.ts'

const functionArn = 'arn:aws:lambda:us-east-1:123456789012:function:order-processor:$LATEST'
const recordText = '{"version":"1.0","requestPayload":{"total": 129.50}\n}'
const queueArn = 'arn:aws:sqs:us-east-1:123456789012:order-failures'
const credentials = { accessKeyId: 'test', secretAccessKey: 'test' }

let server: FauxqsServer
let sqs: SQSClient

beforeAll(async () => {
  server = await startFauxqs({ port: 0, host: '127.0.0.1', logger: false })
  server.createQueue('order-failures', { region: 'us-east-1' })
  const endpoint = `http://127.0.0.1:${server.port}`
  sqs = new SQSClient({ endpoint, region: 'us-east-1', credentials, maxAttempts: 1 })
})

afterAll(async () => {
  sqs.destroy()
  await server.stop()
})

const record = { recordText, functionArn, condition: 'RetriesExhausted', destinationArn: queueArn }

describe('createSender, with the real SDK client and an SQS-compatible server', () => {
  it('puts the record into the queue as its whole body, and the trace beside it (DST-1, DLQ-11)', async () => {
    const traceHeader = 'Root=1-698af7b0-1f0c2d3e4a5b6c7d8e9f0a1b;Parent=53995c3f42cd8ad8;Sampled=0'
    const sent = vi.spyOn(sqs, 'send')
    await createSender({ sqs }).send(record, { traceHeader })
    const { QueueUrl } = await sqs.send(new GetQueueUrlCommand({ QueueName: 'order-failures' }))
    const { Messages } = await sqs.send(
      new ReceiveMessageCommand({ QueueUrl, MessageSystemAttributeNames: ['All'], MessageAttributeNames: ['All'] }),
    )
    expect(Messages).toHaveLength(1)
    expect(Messages?.[0]?.Body).toBe(recordText)
    expect(Messages?.[0]?.MessageAttributes).toBeUndefined()
    // The server here keeps no system attributes, so the trace is seen in what was sent.
    expect(sent.mock.calls.map(([{ input }]) => input)).toContainEqual({
      QueueUrl,
      MessageBody: recordText,
      MessageSystemAttributes: { AWSTraceHeader: { DataType: 'String', StringValue: traceHeader } },
    })
    sent.mockRestore()
  })

  it('asks for the URL of a queue once, and again after it was not found', async () => {
    const sent = vi.spyOn(sqs, 'send')
    const sender = createSender({ sqs })
    const late = { ...record, destinationArn: 'arn:aws:sqs:us-east-1:123456789012:made-later' }
    await expect(sender.send(late)).rejects.toMatchObject({ code: 'refused', destinationArn: late.destinationArn })
    server.createQueue('made-later', { region: 'us-east-1' })
    await Promise.all([sender.send(late), sender.send(late)])
    const asked = sent.mock.calls.filter(([command]) => command instanceof GetQueueUrlCommand)
    expect(asked.map(([command]) => command.input)).toEqual([
      { QueueName: 'made-later', QueueOwnerAWSAccountId: '123456789012' },
      { QueueName: 'made-later', QueueOwnerAWSAccountId: '123456789012' },
    ])
    expect(server.inspectQueue('made-later')?.messages.ready).toHaveLength(2)
    sent.mockRestore()
  })

  it('names the queue and the reason when the service refuses', async () => {
    const missing = { ...record, destinationArn: 'arn:aws:sqs:us-east-1:123456789012:nowhere' }
    await expect(createSender({ sqs }).send(missing)).rejects.toMatchObject({
      code: 'refused',
      message: expect.stringMatching(
        /^arn:aws:sqs:us-east-1:123456789012:nowhere did not take the record: QueueDoesNotExist/,
      ),
      cause: expect.objectContaining({ name: 'QueueDoesNotExist' }),
    })
  })

  it('stops at a signal', async () => {
    const signal = AbortSignal.abort()
    await expect(createSender({ sqs }).send(record, { signal })).rejects.toMatchObject({ code: 'refused' })
  })

  it.each([
    ['arn:aws:sns:us-east-1:123456789012:topic', 'unsupported-destination'],
    ['not an arn', 'unsupported-destination'],
    [queueArn, 'no-client'],
  ])('refuses %s without a way to send to it: %s', async (destinationArn, code) => {
    await expect(createSender({}).send({ ...record, destinationArn })).rejects.toMatchObject({ code, destinationArn })
  })
})
