import { once } from 'node:events'
import { createServer, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Metric, TimelineEntry } from '@async-invoke/engine'
import { startFauxqs } from 'fauxqs'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { buildExecutionRolePolicy } from '../../config-client/src/permissions.ts'
import { type LocalRuntime, type LocalRuntimeOptions, startLocalRuntime } from '../src/index.ts'
import { raw } from './raw-http.ts'
import { zip } from './zip.ts'

const file = new URL('./handlers/orders.mjs', import.meta.url).pathname
const arnOf = (service: string, resource: string): string => `arn:aws:${service}:us-east-1:123456789012:${resource}`
const roleOf = (name: string): string => `arn:aws:iam::123456789012:role/${name}`
const queue = arnOf('sqs', 'failures')
const topic = arnOf('sns', 'results')
const audit = arnOf('lambda', 'function:audit')
const bus = arnOf('events', 'event-bus/orders')
const bucket = 'arn:aws:s3:::records'
const targets = [queue, topic, audit, bus, bucket]

let runtime: LocalRuntime
let metrics: Metric[]
let timeline: TimelineEntry[]

async function start(options: Partial<LocalRuntimeOptions> = {}): Promise<void> {
  runtime = await startLocalRuntime({
    functions: {
      orders: { file, role: roleOf('nothing') },
      granted: { file, role: roleOf('all') },
      unnamed: { file },
      audit: { file, role: roleOf('nothing') },
    },
    roles: { [roleOf('nothing')]: { Statement: [] }, [roleOf('all')]: buildExecutionRolePolicy({ targets }) },
    onMetric: (metric) => void metrics.push(metric),
    onTimeline: (entry) => void timeline.push(entry),
    time: 'skip',
    ...options,
  })
}

beforeEach(() => {
  metrics = []
  timeline = []
})

afterEach(() => runtime.close())

async function call(method: string, path: string, body: object) {
  const { status, headers, text } = await raw(runtime.endpoint, method, path, { body: JSON.stringify(body) })
  return { status, code: headers['x-amzn-errortype'], body: text === '' ? undefined : JSON.parse(text) }
}

type Sides = { OnSuccess?: { Destination: string }; OnFailure?: { Destination: string } }
const configure = (name: string, DestinationConfig: Sides, method = 'PUT') =>
  call(method, `/2019-09-25/functions/${name}/event-invoke-config`, { DestinationConfig })
const onFailure = (Destination: string): Sides => ({ OnFailure: { Destination } })
const refusal = (message: string) => ({
  ...{ status: 400, code: 'InvalidParameterValueException', body: { Type: 'User', message } },
})
const lacks = (action: string, on: string) =>
  refusal(`The function's execution role does not have permissions to call ${action} on ${on}`)

describe('a destination that the execution role may not send to', () => {
  it.each([
    { destination: queue, expected: lacks('SendMessage', queue) },
    { destination: topic, expected: lacks('Publish', topic) },
    { destination: audit, expected: lacks('InvokeFunction', audit) },
    { destination: bus, expected: lacks('PutEvents', bus) },
    {
      destination: bucket,
      expected: refusal('The function execution role does not have permissions to call ListBucket on S3'),
    },
  ])(
    'is refused by Put and Update, which change nothing: $destination (CFG-14f, CFG-11)',
    async ({ destination, expected }) => {
      await start()
      expect(await configure('orders', onFailure(destination))).toEqual(expected)
      await call('PUT', '/2019-09-25/functions/orders/event-invoke-config', { MaximumRetryAttempts: 1 })
      expect(await configure('orders', onFailure(destination), 'POST')).toEqual(expected)
      const { text } = await raw(runtime.endpoint, 'GET', '/2019-09-25/functions/orders/event-invoke-config')
      expect(JSON.parse(text)).toMatchObject({
        MaximumRetryAttempts: 1,
        DestinationConfig: { OnFailure: { Destination: null } },
      })
    },
  )

  it('is a bucket without permission for objects below the name of the function (CFG-14f, DST-6)', async () => {
    const listing = { Effect: 'Allow', Action: 's3:ListBucket', Resource: bucket } as const
    const objects = (folder: string) =>
      ({ Effect: 'Allow', Action: 's3:PutObject', Resource: `${bucket}/aws/lambda/async/${folder}*` }) as const
    await start({
      functions: {
        listing: { file, role: roleOf('listing') },
        orders: { file, role: roleOf('orders') },
        other: { file, role: roleOf('orders') },
      },
      roles: {
        [roleOf('listing')]: { Statement: [listing] },
        [roleOf('orders')]: { Statement: [listing, objects('orders/')] },
      },
    })
    const message = 'The function execution role does not have permissions to call PutObject on S3'
    expect(await configure('listing', onFailure(bucket))).toEqual(refusal(message))
    expect(await configure('other', onFailure(bucket))).toEqual(refusal(message))
    expect((await configure('orders', onFailure(bucket))).status).toBe(200)
  })

  it('is accepted with the least policy, with a role not in `roles`, and without `roles`', async () => {
    await start()
    for (const arn of targets) {
      expect((await configure('granted', onFailure(arn))).status).toBe(200)
      expect((await configure('unnamed', onFailure(arn))).status).toBe(200)
    }
    await runtime.close()
    await start({ roles: undefined } as object)
    for (const arn of targets) expect((await configure('orders', onFailure(arn))).status).toBe(200)
  })

  it.each([
    { principal: roleOf('nothing'), members: {}, status: 200 },
    { principal: '*', members: {}, status: 200 },
    { principal: roleOf('other'), members: {}, status: 400 },
    // Leaves the decision to the role's policies.
    { principal: '123456789012', members: {}, status: 400 },
    { principal: 'lambda.amazonaws.com', members: {}, status: 400 },
    // A call by a role has no source.
    { principal: '*', members: { SourceArn: arnOf('lambda', 'function:orders') }, status: 400 },
    { principal: '*', members: { Action: 'lambda:GetFunction' }, status: 400 },
  ])(
    'is a function, unless its policy grants the role what it lacks: $principal $members gives $status (FNC-25)',
    async ({ principal: Principal, members, status }) => {
      await start()
      const permission = { StatementId: 's', Action: 'lambda:InvokeFunction', Principal, ...members }
      expect((await call('POST', '/2015-03-31/functions/audit/policy', permission)).status).toBe(201)
      expect((await configure('orders', onFailure(audit))).status).toBe(status)
    },
  )

  it('stays refused where the role denies it, whatever the policy of the function grants (FNC-25)', async () => {
    const denial = { Effect: 'Deny', Action: 'lambda:*', Resource: '*' } as const
    await start({ roles: { [roleOf('nothing')]: { Statement: [denial] } } })
    const permission = { StatementId: 's', Action: 'lambda:InvokeFunction', Principal: '*' }
    await call('POST', '/2015-03-31/functions/audit/policy', permission)
    expect(await configure('orders', onFailure(audit))).toEqual(lacks('InvokeFunction', audit))
  })

  it('is refused for OnSuccess before OnFailure', async () => {
    await start()
    const sides = { OnSuccess: { Destination: topic }, OnFailure: { Destination: queue } }
    expect(await configure('orders', sides)).toEqual(lacks('Publish', topic))
  })

  it('is refused as nonexistent first, on either side (CFG-20)', async () => {
    const services = await startFauxqs({ port: 0, host: '127.0.0.1', logger: false })
    const endpoint = `http://127.0.0.1:${services.port}`
    await start({ endpoints: { sqs: endpoint, sns: endpoint } })
    const { topicArn } = services.createTopic('results', { region: 'us-east-1' })
    const sides = { OnSuccess: { Destination: topicArn }, OnFailure: { Destination: queue } }
    expect(await configure('orders', sides)).toEqual(refusal(`The destination ARN ${queue} is invalid.`))
    services.createQueue('failures', { region: 'us-east-1' })
    expect(await configure('orders', sides)).toEqual(lacks('Publish', topicArn))
    await services.stop()
  })

  it('is checked against the role of the version that the settings belong to', async () => {
    await start()
    const functions = '/2015-03-31/functions/orders'
    await call('POST', `${functions}/versions`, {})
    await call('PUT', `${functions}/configuration`, { Role: roleOf('all') })
    expect(await configure('orders:1', onFailure(queue))).toEqual(lacks('SendMessage', queue))
    expect((await configure('orders', onFailure(queue))).status).toBe(200)
  })
})

describe('a dead-letter target that the execution role may not send to', () => {
  const refusedCall = (call: string) => refusal(`The provided execution role does not have permissions to call ${call}`)
  const archive = zip([{ path: 'index.mjs', content: 'export const handler = async () => {}' }])
  const created = (Role: string, TargetArn: string) =>
    call('POST', '/2015-03-31/functions', {
      ...{ FunctionName: 'created', Role, Runtime: 'nodejs24.x', Handler: 'index.handler' },
      ...{ Code: { ZipFile: archive.toString('base64') }, DeadLetterConfig: { TargetArn } },
    })

  it('is refused by CreateFunction, which creates nothing (FNC-3)', async () => {
    await start()
    expect(await created(roleOf('nothing'), queue)).toEqual(refusedCall('SendMessage on SQS'))
    expect(await created(roleOf('nothing'), topic)).toEqual(refusedCall('Publish on SNS'))
    expect((await created(roleOf('all'), topic)).status).toBe(201)
  })

  it('is refused by UpdateFunctionConfiguration, checked against the new role (FNC-3)', async () => {
    await start()
    const path = '/2015-03-31/functions/orders/configuration'
    const status = async () => JSON.parse((await raw(runtime.endpoint, 'GET', path)).text).LastUpdateStatus
    const update = async (body: object) => {
      await expect.poll(status).toBe('Successful')
      return call('PUT', path, body)
    }
    const DeadLetterConfig = { TargetArn: queue }
    expect(await update({ DeadLetterConfig })).toEqual(refusedCall('SendMessage on SQS'))
    expect((await update({ DeadLetterConfig, Role: roleOf('all') })).status).toBe(200)
    expect((await update({ DeadLetterConfig: { TargetArn: '' }, Role: roleOf('nothing') })).status).toBe(200)
    expect((await update({ Timeout: 5 })).status).toBe(200)
  })
})

describe('a function', () => {
  it('keeps changes made while IAM is queried for its role', async () => {
    const waiting: ServerResponse[] = []
    const iam = createServer((_, response) => void waiting.push(response)).listen(0, '127.0.0.1')
    await once(iam, 'listening')
    await start({ endpoints: { iam: `http://127.0.0.1:${(iam.address() as AddressInfo).port}` } })
    const updated = call('PUT', '/2015-03-31/functions/unnamed/configuration', {
      DeadLetterConfig: { TargetArn: queue },
    })
    await expect.poll(() => waiting.length).toBe(1)
    await call('PUT', '/2017-10-31/functions/unnamed/concurrency', { ReservedConcurrentExecutions: 7 })
    waiting[0]?.writeHead(404).end('<ErrorResponse><Error><Code>NoSuchEntity</Code></Error></ErrorResponse>')
    expect((await updated).body).toMatchObject({ DeadLetterConfig: { TargetArn: queue } })
    const { text } = await raw(runtime.endpoint, 'GET', '/2019-09-30/functions/unnamed/concurrency')
    expect(JSON.parse(text)).toEqual({ ReservedConcurrentExecutions: 7 })
    iam.close()
  })
})

describe('a delivery that the execution role may not send', () => {
  const failing = (OnFailure: string, role: string) => ({
    ...{ file, exportName: 'throws', role: roleOf(role), deadLetterTargetArn: queue },
    eventInvokeConfigs: { $LATEST: { MaximumRetryAttempts: 0, OnFailure } },
  })

  async function invokeAndSettle(name: string): Promise<void> {
    const headers = { 'X-Amz-Invocation-Type': 'Event' }
    await raw(runtime.endpoint, 'POST', `/2015-03-31/functions/${name}/invocations`, { headers, body: '{}' })
    const sent = () => timeline.filter(({ type }) => /^(kept|delivered|delivery-failed|dead-letter-.*)$/.test(type))
    await expect.poll(sent).toHaveLength(2)
  }

  const denied = (role: string, action: string, on: string): string =>
    `User: ${roleOf(role)} is not authorized to perform: ${action} on resource: ${on} because no identity-based policy allows the ${action} action`
  const count = (name: string): number =>
    metrics.filter((metric) => metric.name === name).reduce((sum, { value }) => sum + value, 0)

  it.each([
    { destination: audit, action: 'lambda:InvokeFunction', resource: audit },
    { destination: topic, action: 'sns:Publish', resource: topic },
    { destination: bucket, action: 's3:PutObject', resource: `${bucket}/aws/lambda/async/failing/` },
  ])(
    'fails, is recorded in the timeline and counted: $destination (DST-8, DLQ-8)',
    async ({ destination, action, resource }) => {
      await start({ functions: { failing: failing(destination, 'nothing'), audit: { file } } })
      await invokeAndSettle('failing')
      expect(runtime.inbox()).toEqual([])
      expect(timeline).toContainEqual(
        expect.objectContaining({
          type: 'delivery-failed',
          error: expect.objectContaining({
            code: 'refused',
            destinationArn: destination,
            message: denied('nothing', action, resource),
          }),
        }),
      )
      expect(timeline).toContainEqual(
        expect.objectContaining({
          type: 'dead-letter-failed',
          error: expect.objectContaining({ message: denied('nothing', 'sqs:SendMessage', queue) }),
        }),
      )
      expect([count('DestinationDeliveryFailures'), count('DeadLetterErrors')]).toEqual([1, 1])
      const response = await raw(runtime.endpoint, 'GET', `/_async-invoke/events/${timeline[0]?.requestId}`)
      expect(response.text).toContain(denied('nothing', action, resource))
    },
  )

  it('does not affect another that the role may send (DLQ-6); s3:ListBucket is not needed to send', async () => {
    const Statement = [{ Effect: 'Allow', Action: 's3:PutObject', Resource: '*' }] as const
    await start({ functions: { failing: failing(bucket, 'put') }, roles: { [roleOf('put')]: { Statement } } })
    await invokeAndSettle('failing')
    expect(runtime.inbox().map(({ destinationArn }) => destinationArn)).toEqual([bucket])
    expect([count('DestinationDeliveryFailures'), count('DeadLetterErrors')]).toEqual([0, 1])
  })

  it('succeeds if the policies of the role are unknown', async () => {
    await start({ functions: { failing: failing(topic, 'unnamed') } })
    await invokeAndSettle('failing')
    expect(runtime.inbox()).toHaveLength(2)
  })
})
