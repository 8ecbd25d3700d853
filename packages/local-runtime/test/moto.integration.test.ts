import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Metric } from '@async-invoke/engine'
import { parseInvocationRecord } from '@async-invoke/schemas'
import {
  CreateEventBusCommand,
  EventBridgeClient,
  PutRuleCommand,
  PutTargetsCommand,
} from '@aws-sdk/client-eventbridge'
import {
  AttachRolePolicyCommand,
  CreatePolicyCommand,
  CreatePolicyVersionCommand,
  CreateRoleCommand,
  DeleteRolePolicyCommand,
  IAMClient,
  PutRolePolicyCommand,
} from '@aws-sdk/client-iam'
import { PutObjectCommand, S3Client } from '@aws-sdk/client-s3'
import { PublishCommand, SNSClient } from '@aws-sdk/client-sns'
import { CreateQueueCommand, ReceiveMessageCommand, SQSClient } from '@aws-sdk/client-sqs'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type MotoServer, startMotoServer } from '../../destinations/test/moto-server.ts'
import { type LocalRuntime, startLocalRuntime } from '../src/index.ts'
import { raw } from './raw-http.ts'

const file = new URL('./handlers/orders.mjs', import.meta.url).pathname
const arnOf = (service: string, name: string): string => `arn:aws:${service}:us-east-1:123456789012:${name}`
const queue = arnOf('sqs', 'letters')
const roleOf = (name: string): string => `arn:aws:iam::123456789012:role/team/${name}`
const bus = arnOf('events', 'event-bus/orders')

let server: MotoServer | string
let runtime: LocalRuntime
let sqs: SQSClient
let eventBridge: EventBridgeClient
let iam: IAMClient
let metrics: Metric[]

beforeAll(async () => {
  server = await startMotoServer()
  if (typeof server === 'string') return
  const { endpoint } = server
  const client = { endpoint, region: 'us-east-1', credentials: { accessKeyId: 'test', secretAccessKey: 'test' } }
  sqs = new SQSClient(client)
  eventBridge = new EventBridgeClient(client)
  iam = new IAMClient(client)
  const eventInvokeConfigs = { $LATEST: { MaximumRetryAttempts: 0, OnSuccess: bus, OnFailure: bus } }
  const letters = (target: string) => ({
    ...{ file, exportName: 'throws', deadLetterTargetArn: target },
    eventInvokeConfigs: { $LATEST: { MaximumRetryAttempts: 0, OnFailure: target } },
  })
  runtime = await startLocalRuntime({
    functions: {
      'to-bus': { file, eventInvokeConfigs },
      'to-bus-failing': { file, exportName: 'throws', eventInvokeConfigs },
      'to-letters': { ...letters(queue), role: roleOf('orders') },
      'to-topic': letters(arnOf('sns', 'letters')),
      'of-attached': { file, role: roleOf('attached') },
      'of-unknown': { file, role: roleOf('unknown') },
      'to-no-bus': { file, eventInvokeConfigs: { $LATEST: { OnSuccess: arnOf('events', 'event-bus/nobody') } } },
    },
    endpoints: { sqs: endpoint, sns: endpoint, events: endpoint, iam: endpoint },
    onMetric: (metric) => void metrics.push(metric),
    time: 'skip',
  })
})

beforeEach((context) => {
  metrics = []
  if (typeof server === 'string') context.skip(server)
})

afterAll(async () => {
  if (typeof server === 'string') return
  for (const client of [sqs, eventBridge, iam]) client.destroy()
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

describe('a record for an event bus', () => {
  it.each([
    { name: 'to-bus', outcome: 'Success' },
    { name: 'to-bus-failing', outcome: 'Failure' },
  ])('matches a rule for $outcome that sends it to a queue (DST-4, DST-5, CON-4)', async ({ name, outcome }) => {
    const { QueueUrl } = await sqs.send(new CreateQueueCommand({ QueueName: `of-${name}` }))
    await eventBridge.send(new CreateEventBusCommand({ Name: 'orders' })).catch(() => undefined)
    const detailType = `Lambda Function Invocation Result - ${outcome}`
    const EventPattern = JSON.stringify({ source: ['lambda'], 'detail-type': [detailType] })
    await eventBridge.send(new PutRuleCommand({ Name: name, EventBusName: 'orders', EventPattern }))
    const Targets = [{ Id: '1', Arn: arnOf('sqs', `of-${name}`) }]
    await eventBridge.send(new PutTargetsCommand({ Rule: name, EventBusName: 'orders', Targets }))

    const requestId = await accept(name)
    await expect.poll(() => timelineOf(requestId)).toContain('"delivered"')
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

  it('fails to be delivered if the bus, which Put does not check, does not exist (CFG-17, DST-8)', async () => {
    const path = '/2019-09-25/functions/to-no-bus/event-invoke-config'
    const body = JSON.stringify({
      DestinationConfig: { OnSuccess: { Destination: arnOf('events', 'event-bus/nobody') } },
    })
    expect((await raw(runtime.endpoint, 'PUT', path, { body })).status).toBe(200)
    const requestId = await accept('to-no-bus')
    await expect.poll(() => timelineOf(requestId)).toContain('"delivery-failed"')
  })
})

describe('an execution role in IAM', () => {
  const policy = (...actions: readonly string[]): string =>
    JSON.stringify({
      Version: '2012-10-17',
      Statement: actions.map((Action) => ({ Effect: 'Allow', Action, Resource: queue })),
    })
  const AssumeRolePolicyDocument = JSON.stringify({ Version: '2012-10-17', Statement: [] })
  const create = (RoleName: string) =>
    iam.send(new CreateRoleCommand({ RoleName, Path: '/team/', AssumeRolePolicyDocument }))
  const permission = (PolicyDocument: string) =>
    iam.send(new PutRolePolicyCommand({ RoleName: 'orders', PolicyName: 'send', PolicyDocument }))
  const put = async (name: string) => {
    const body = JSON.stringify({ DestinationConfig: { OnFailure: { Destination: queue } } })
    const { status, text } = await raw(runtime.endpoint, 'PUT', `/2019-09-25/functions/${name}/event-invoke-config`, {
      body,
    })
    return [status, JSON.parse(text).message]
  }
  const refused = [400, `The function's execution role does not have permissions to call SendMessage on ${queue}`]
  const admitted = [200, undefined]

  beforeAll(async () => {
    if (typeof server === 'string') return
    await sqs.send(new CreateQueueCommand({ QueueName: 'letters' }))
    for (const name of ['orders', 'attached']) await create(name)
  })

  it('is read for each Put, which is refused without the permission and admitted with it (CFG-14f, CFG-18)', async () => {
    expect(await put('to-letters')).toEqual(refused)
    await permission(policy('sqs:ReceiveMessage', 'sns:Publish'))
    expect(await put('to-letters')).toEqual(refused)
    await permission(policy('sqs:ReceiveMessage', 'sqs:SendMessage'))
    expect(await put('to-letters')).toEqual(admitted)
    await iam.send(new DeleteRolePolicyCommand({ RoleName: 'orders', PolicyName: 'send' }))
    expect(await put('to-letters')).toEqual(refused)
  })

  it('has its attached policies, in their default versions', async () => {
    const PolicyDocument = policy('sqs:GetQueueUrl')
    const { Policy } = await iam.send(new CreatePolicyCommand({ PolicyName: 'send', PolicyDocument }))
    const PolicyArn = Policy?.Arn
    await iam.send(new AttachRolePolicyCommand({ RoleName: 'attached', PolicyArn }))
    expect(await put('of-attached')).toEqual(refused)
    const next = { PolicyArn, PolicyDocument: policy('sqs:Send*'), SetAsDefault: true }
    await iam.send(new CreatePolicyVersionCommand(next))
    expect(await put('of-attached')).toEqual(admitted)
  })

  it('may do everything if IAM does not know it', async () => {
    expect(await put('of-unknown')).toEqual(admitted)
  })

  it('sends nothing if it lacks the permission at the time of the delivery (DST-8, DLQ-8)', async () => {
    const requestId = await accept('to-letters')
    await expect.poll(failures).toEqual(['DeadLetterErrors', 'DestinationDeliveryFailures'])
    const timeline = await timelineOf(requestId)
    const message = `User: ${roleOf('orders')} is not authorized to perform: sqs:SendMessage on resource: ${queue}`
    expect(timeline.split(message)).toHaveLength(3)
    await permission(policy('sqs:SendMessage'))
    const after = await accept('to-letters')
    const sent = async () => (await timelineOf(after)).split('"delivered"').length - 1
    await expect.poll(sent).toBe(2)
  })
})

const failures = () =>
  metrics.flatMap(({ name }) => (/^DeadLetterErrors$|DeliveryFailures$/.test(name) ? [name] : [])).sort()

describe('a template whose services are those of moto', () => {
  it('invokes functions with what buckets and topics deliver (BKT-1, SNS-1)', async () => {
    const endpoint = typeof server === 'string' ? '' : server.endpoint
    const folder = mkdtempSync(join(tmpdir(), 'async-invoke-moto-'))
    const template = {
      Resources: {
        F: {
          Type: 'AWS::Serverless::Function',
          Properties: {
            InlineCode: "exports.handler = async (event) => { console.log('event ' + JSON.stringify(event)) }",
            ...{ Handler: 'index.handler', Runtime: 'nodejs22.x' },
            Events: {
              Created: { Type: 'S3', Properties: { Bucket: { Ref: 'B' }, Events: 's3:ObjectCreated:*' } },
              Placed: { Type: 'SNS', Properties: { Topic: { Ref: 'T' } } },
            },
          },
        },
        B: { Type: 'AWS::S3::Bucket', Properties: { BucketName: 'uploads' } },
        T: { Type: 'AWS::SNS::Topic', Properties: { TopicName: 'placed' } },
      },
    }
    writeFileSync(join(folder, 'template.json'), JSON.stringify(template))
    const received: string[] = []
    const stack = await startLocalRuntime({
      ...{ template: folder, time: 'skip', endpoints: { sqs: endpoint, sns: endpoint, s3: endpoint } },
      onLine: (_, line) => received.push(line),
    })
    const client = { endpoint, region: 'us-east-1', credentials: { accessKeyId: 'test', secretAccessKey: 'test' } }
    const [s3, sns] = [new S3Client({ ...client, forcePathStyle: true }), new SNSClient(client)]
    expect(stack.notServed()).toEqual([])
    await s3.send(new PutObjectCommand({ Bucket: 'uploads', Key: 'a b', Body: 'x' }))
    await sns.send(new PublishCommand({ TopicArn: arnOf('sns', 'placed'), Message: 'hello' }))
    await expect.poll(() => received.join()).toContain('"eventSource":"aws:s3"')
    await expect.poll(() => received.join()).toContain('"Message":"hello"')
    s3.destroy()
    sns.destroy()
    await stack.close()
    rmSync(folder, { recursive: true })
  })
})

// Must come last: from here on the server refuses all credentials.
describe('a destination that refuses the credentials', () => {
  it('is reported in the timeline and the metrics, and nothing reaches the inbox (DST-8, DLQ-8)', async () => {
    const { endpoint } = server as MotoServer
    await fetch(`${endpoint}/moto-api/reset-auth`, { method: 'POST', body: '0' })
    const requestId = await accept('to-topic')
    await expect.poll(failures).toEqual(['DeadLetterErrors', 'DestinationDeliveryFailures'])
    const timeline = await timelineOf(requestId)
    expect(
      timeline.match(
        /refused the message: InvalidClientTokenId: The security token included in the request is invalid/g,
      ),
    ).toHaveLength(2)
    expect(runtime.inbox()).toEqual([])
  })
})
