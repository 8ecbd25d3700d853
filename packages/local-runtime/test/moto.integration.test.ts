import { parseInvocationRecord } from '@async-invoke/schemas'
import {
  CreateEventBusCommand,
  EventBridgeClient,
  PutRuleCommand,
  PutTargetsCommand,
} from '@aws-sdk/client-eventbridge'
import { CreateQueueCommand, ReceiveMessageCommand, SQSClient } from '@aws-sdk/client-sqs'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type MotoServer, startMotoServer } from '../../destinations/test/moto-server.ts'
import { type LocalRuntime, startLocalRuntime } from '../src/index.ts'
import { raw } from './raw-http.ts'

const file = new URL('./handlers/orders.mjs', import.meta.url).pathname
const arnOf = (service: string, name: string): string => `arn:aws:${service}:us-east-1:123456789012:${name}`
const bus = arnOf('events', 'event-bus/orders')

let server: MotoServer | string
let runtime: LocalRuntime
let sqs: SQSClient
let eventBridge: EventBridgeClient

beforeAll(async () => {
  server = await startMotoServer()
  if (typeof server === 'string') return
  const { endpoint } = server
  const client = { endpoint, region: 'us-east-1', credentials: { accessKeyId: 'test', secretAccessKey: 'test' } }
  sqs = new SQSClient(client)
  eventBridge = new EventBridgeClient(client)
  const eventInvokeConfigs = { $LATEST: { MaximumRetryAttempts: 0, OnSuccess: bus, OnFailure: bus } }
  runtime = await startLocalRuntime({
    functions: {
      'to-bus': { file, eventInvokeConfigs },
      'to-bus-failing': { file, exportName: 'throws', eventInvokeConfigs },
      'to-no-bus': { file, eventInvokeConfigs: { $LATEST: { OnSuccess: arnOf('events', 'event-bus/nobody') } } },
    },
    endpoints: { sqs: endpoint, events: endpoint },
    time: 'skip',
  })
}, 60_000)

beforeEach((context) => {
  if (typeof server === 'string') context.skip(server)
})

afterAll(async () => {
  if (typeof server === 'string') return
  for (const client of [sqs, eventBridge]) client.destroy()
  await runtime.close()
  await server.stop()
})

async function accept(name: string): Promise<string> {
  const headers = { 'X-Amz-Invocation-Type': 'Event' }
  const path = `/2015-03-31/functions/${name}/invocations`
  const answer = await raw(runtime.endpoint, 'POST', path, { headers, body: '{"orderId": "A-1"}' })
  return String(answer.headers['x-amzn-requestid'])
}

const timelineOf = async (requestId: string) =>
  (await raw(runtime.endpoint, 'GET', `/_async-invoke/events/${requestId}`)).text

describe('a record to an event bus', () => {
  it.each([
    ['to-bus', 'Success'],
    ['to-bus-failing', 'Failure'],
  ])('of %s arrives through a rule of the bus in a queue (DST-4, DST-5, CON-4)', async (name, outcome) => {
    const { QueueUrl } = await sqs.send(new CreateQueueCommand({ QueueName: `of-${name}` }))
    await eventBridge.send(new CreateEventBusCommand({ Name: 'orders' })).catch(() => undefined)
    const detailType = `Lambda Function Invocation Result - ${outcome}`
    const EventPattern = JSON.stringify({ source: ['lambda'], 'detail-type': [detailType] })
    await eventBridge.send(new PutRuleCommand({ Name: name, EventBusName: 'orders', EventPattern }))
    const Targets = [{ Id: '1', Arn: arnOf('sqs', `of-${name}`) }]
    await eventBridge.send(new PutTargetsCommand({ Rule: name, EventBusName: 'orders', Targets }))

    const requestId = await accept(name)
    await expect.poll(() => timelineOf(requestId), { timeout: 10_000 }).toContain('"delivered"')
    const { Messages = [] } = await sqs.send(new ReceiveMessageCommand({ QueueUrl, MaxNumberOfMessages: 10 }))
    expect(Messages).toHaveLength(1)
    const event = JSON.parse(Messages[0]?.Body ?? '')
    const functionArn = `${arnOf('lambda', `function:${name}`)}:$LATEST`
    expect(event).toMatchObject({ source: 'lambda', 'detail-type': detailType, resources: [bus, functionArn] })
    const record = parseInvocationRecord(event.detail)
    expect(record.requestContext).toMatchObject({ requestId, functionArn, approximateInvokeCount: 1 })
    expect(record.requestPayload).toEqual({ orderId: 'A-1' })
    expect(runtime.inbox()).toEqual([])
  })

  it('that is not there is admitted, and its delivery fails (CFG-17, DST-8)', async () => {
    const path = '/2019-09-25/functions/to-no-bus/event-invoke-config'
    const body = JSON.stringify({
      DestinationConfig: { OnSuccess: { Destination: arnOf('events', 'event-bus/nobody') } },
    })
    expect((await raw(runtime.endpoint, 'PUT', path, { body })).status).toBe(200)
    const requestId = await accept('to-no-bus')
    await expect.poll(() => timelineOf(requestId), { timeout: 10_000 }).toContain('"delivery-failed"')
  })
})
