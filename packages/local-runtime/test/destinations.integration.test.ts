import { setTimeout as wait } from 'node:timers/promises'
import { parseInvocationRecord } from '@async-invoke/schemas'
import { parseTimeline } from '@async-invoke/schemas/timeline'
import { GetObjectCommand, ListObjectsV2Command, S3Client } from '@aws-sdk/client-s3'
import { ReceiveMessageCommand, SQSClient } from '@aws-sdk/client-sqs'
import { type FauxqsServer, startFauxqs } from 'fauxqs'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type LocalRuntime, startLocalRuntime } from '../src/index.ts'
import { raw } from './raw-http.ts'

const file = new URL('./handlers/orders.mjs', import.meta.url).pathname
const of = (service: string, resource: string): string => `arn:aws:${service}:us-east-1:123456789012:${resource}`
const credentials = { accessKeyId: 'test', secretAccessKey: 'test' }

let services: FauxqsServer
let runtime: LocalRuntime
let sqs: SQSClient
let s3: S3Client

const throwing = (OnFailure: string, more: object = {}) => ({
  ...{ file, exportName: 'throws' },
  eventInvokeConfigs: { $LATEST: { MaximumRetryAttempts: 0, OnFailure } },
  ...more,
})

beforeAll(async () => {
  services = await startFauxqs({ port: 0, host: '127.0.0.1', logger: false })
  const endpoint = `http://127.0.0.1:${services.port}`
  const client = { endpoint, region: 'us-east-1', credentials }
  sqs = new SQSClient(client)
  s3 = new S3Client({ ...client, forcePathStyle: true })
  for (const name of ['letters', 'of-topic']) services.createQueue(name, { region: 'us-east-1' })
  const { topicArn } = services.createTopic('failures', { region: 'us-east-1' })
  services.subscribe({ topic: 'failures', queue: 'of-topic', region: 'us-east-1' })
  services.createBucket('records')
  runtime = await startLocalRuntime({
    functions: {
      'to-queue': throwing(of('events', 'event-bus/default'), { deadLetterTargetArn: of('sqs', 'letters') }),
      'to-topic': throwing(topicArn),
      'to-bucket': throwing('arn:aws:s3:::records'),
      'to-nothing': throwing(of('sqs', 'no-such-queue')),
      'to-function': {
        file,
        exportName: 'handler',
        eventInvokeConfigs: { $LATEST: { OnSuccess: of('lambda', 'function:to-queue') } },
      },
    },
    endpoints: { sqs: endpoint, sns: endpoint, s3: endpoint },
    time: 'skip',
  })
})

afterAll(async () => {
  sqs.destroy()
  s3.destroy()
  await runtime.close()
  await services.stop()
})

async function accept(name: string): Promise<string> {
  const headers = { 'X-Amz-Invocation-Type': 'Event' }
  const path = `/2015-03-31/functions/${name}/invocations`
  const answer = await raw(runtime.endpoint, 'POST', path, { headers, body: '{"orderId": "A-1"}' })
  return String(answer.headers['x-amzn-requestid'])
}

async function received(queue: string) {
  const QueueUrl = `http://127.0.0.1:${services.port}/000000000000/${queue}`
  const input = { QueueUrl, WaitTimeSeconds: 10, MessageAttributeNames: ['All'] }
  const { Messages = [] } = await sqs.send(new ReceiveMessageCommand(input))
  return Messages[0]
}

describe('the delivery of an ended event', () => {
  it('sends a dead letter to its queue, and keeps a record for a bus without an endpoint in the inbox (DLQ-6)', async () => {
    const requestId = await accept('to-queue')
    const letter = await received('letters')
    expect(letter?.Body).toBe('{"orderId": "A-1"}')
    expect(letter?.MessageAttributes).toMatchObject({
      RequestID: { DataType: 'String', StringValue: requestId },
      ErrorCode: { DataType: 'Number', StringValue: '200' },
      ErrorMessage: { DataType: 'String', StringValue: 'Order A-1 has no items' },
    })
    await expect
      .poll(() => runtime.inbox().map(({ destinationArn }) => destinationArn))
      .toEqual([of('events', 'event-bus/default')])
    const deliveries = async () => {
      const { text } = await raw(runtime.endpoint, 'GET', `/_async-invoke/events/${requestId}`)
      return parseTimeline(text).entries.flatMap(({ route, type, explanation }) =>
        route ? { route, type, explanation } : [],
      )
    }
    await expect.poll(async () => (await deliveries()).length).toBe(2)
    const kept = 'in the inbox and not sent, since events has no endpoint'
    expect(await deliveries()).toEqual(
      expect.arrayContaining([
        { route: 'DeadLetter', type: 'delivered', explanation: undefined },
        { route: 'OnFailure', type: 'kept', explanation: kept },
      ]),
    )
  })

  it('sends a record to a topic (DST-2)', async () => {
    const requestId = await accept('to-topic')
    const message = await received('of-topic')
    const record = parseInvocationRecord(JSON.parse(message?.Body ?? '{}').Message)
    expect(record.requestContext).toMatchObject({ requestId, condition: 'RetriesExhausted' })
  })

  it("sends a record to a bucket, under Lambda's key (DST-6)", async () => {
    const requestId = await accept('to-bucket')
    const list = async () => (await s3.send(new ListObjectsV2Command({ Bucket: 'records' }))).Contents?.[0]?.Key
    await expect.poll(list).toMatch(/^aws\/lambda\/async\/to-bucket\/\d{4}\/\d\d\/\d\d\/\d{4}-/)
    const { Body } = await s3.send(new GetObjectCommand({ Bucket: 'records', Key: await list() }))
    expect(parseInvocationRecord(await Body?.transformToString()).requestContext.requestId).toBe(requestId)
  })

  it('reports a failed delivery in the timeline and drops the record (DST-8)', async () => {
    const requestId = await accept('to-nothing')
    const timeline = async () => (await raw(runtime.endpoint, 'GET', `/_async-invoke/events/${requestId}`)).text
    await expect.poll(timeline).toContain('"delivery-failed"')
    await wait(50)
    expect(runtime.inbox().filter((message) => message.requestId === requestId)).toEqual([])
  })

  it('queues a record for a function of the runtime as a new event (DST-3)', async () => {
    await accept('to-function')
    const letter = await received('letters')
    const record = parseInvocationRecord(letter?.Body)
    expect(record.requestContext).toMatchObject({
      condition: 'Success',
      functionArn: `${of('lambda', 'function:to-function')}:$LATEST`,
    })
    expect(letter?.MessageAttributes?.RequestID?.StringValue).not.toBe(record.requestContext.requestId)
  })
})
