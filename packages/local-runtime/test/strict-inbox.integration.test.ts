import type { Metric } from '@async-invoke/engine'
import { afterEach, describe, expect, it } from 'vitest'
import { type LocalRuntime, type LocalRuntimeOptions, startLocalRuntime } from '../src/index.ts'
import { raw } from './raw-http.ts'
import { zip } from './zip.ts'

// Without an endpoint, a target refuses what its service would refuse, and the inbox keeps the command.

const arnOf = (service: string, resource: string): string => `arn:aws:${service}:us-east-1:123456789012:${resource}`
const topic = arnOf('sns', 'results')
const functionArn = `${arnOf('lambda', 'function:f')}:$LATEST`

let runtime: LocalRuntime
let metrics: Metric[]
afterEach(() => runtime.close())

/** Starts a runtime with one function, sends it one event, and waits until the event has ended and was delivered. */
async function run(code: string, settings: object, { options = {}, members = {} }: Setup = {}): Promise<void> {
  metrics = []
  runtime = await startLocalRuntime({
    time: 'skip',
    pendingMs: 0,
    onMetric: (metric) => void metrics.push(metric),
    ...options,
  })
  const ZipFile = zip([{ path: 'index.mjs', content: `export const handler = ${code}` }]).toString('base64')
  const Role = 'arn:aws:iam::123456789012:role/lambda'
  const base = { FunctionName: 'f', Role, Runtime: 'nodejs24.x', Handler: 'index.handler', Code: { ZipFile } }
  await call('POST', '/2015-03-31/functions', { ...base, ...members })
  await call('PUT', '/2019-09-25/functions/f/event-invoke-config', { MaximumRetryAttempts: 0, ...settings })
  const headers = { 'X-Amz-Invocation-Type': 'Event' }
  await raw(runtime.endpoint, 'POST', '/2015-03-31/functions/f/invocations', { body: '{"id":1}', headers })
  await expect.poll(async () => JSON.parse((await call('GET', '/_async-invoke/health')).text).queue.ready).toBe(0)
  await expect.poll(() => runtime.waiting()).toBe(0)
}

interface Setup {
  readonly options?: Partial<LocalRuntimeOptions>
  readonly members?: object
}

const call = (method: string, path: string, body?: object) =>
  raw(runtime.endpoint, method, path, body === undefined ? {} : { body: JSON.stringify(body) })
const to = (side: 'OnSuccess' | 'OnFailure', Destination: string) => ({
  DestinationConfig: { [side]: { Destination } },
})
const failures = () => metrics.map(({ name }) => name).filter((name) => /DeliveryFailures|DeadLetterErrors/.test(name))

describe('a target without an endpoint', () => {
  it.each([
    { destination: topic, bytes: 716_800, kept: 0, failed: ['DestinationDeliveryFailures'] },
    { destination: arnOf('sqs', 'q'), bytes: 716_800, kept: 1, failed: [] },
    { destination: arnOf('sqs', 'q'), bytes: 1_100_000, kept: 0, failed: ['DestinationDeliveryFailures'] },
    { destination: arnOf('events', 'event-bus/b'), bytes: 1_100_000, kept: 0, failed: ['DestinationDeliveryFailures'] },
  ])('takes a record of $bytes bytes as its service would: $destination (DST-13, DST-9)', async (each) => {
    await run(`async () => 'x'.repeat(${each.bytes})`, to('OnSuccess', each.destination))
    expect([runtime.inbox().length, failures()]).toEqual([each.kept, each.failed])
  })

  it('takes as much as the topic, by the option (DST-9a)', async () => {
    const options = { topicLimits: { [topic]: 1_048_576 } }
    await run(`async () => 'x'.repeat(716_800)`, to('OnSuccess', topic), { options })
    expect([runtime.inbox().length, failures()]).toEqual([1, []])
  })

  it.each([
    { target: topic, kept: 0, failed: ['DeadLetterErrors'] },
    { target: arnOf('sqs', 'letters'), kept: 1, failed: [] },
  ])('takes the characters of an error message as its service would: $target (DLQ-5, DST-13)', async (each) => {
    const members = { DeadLetterConfig: { TargetArn: each.target } }
    await run(`async () => { throw new Error('no stock 😀') }`, {}, { members })
    expect([runtime.inbox().length, failures()]).toEqual([each.kept, each.failed])
  })
})

describe('a message in the inbox', () => {
  it.each([
    {
      destination: arnOf('sqs', 'q'),
      command: (body: string) => ({
        QueueUrl: 'https://sqs.us-east-1.amazonaws.com/123456789012/q',
        MessageBody: body,
      }),
    },
    { destination: topic, command: (body: string) => ({ TopicArn: topic, Message: body }) },
    {
      destination: arnOf('events', 'event-bus/b'),
      command: (body: string) => ({
        Entries: [
          {
            ...{ Source: 'lambda', DetailType: 'Lambda Function Invocation Result - Failure', Detail: body },
            ...{
              Resources: [arnOf('events', 'event-bus/b'), functionArn],
              EventBusName: arnOf('events', 'event-bus/b'),
            },
          },
        ],
      }),
    },
    {
      destination: 'arn:aws:s3:::records',
      command: (body: string) => ({
        ...{ Bucket: 'records', Body: body, ContentType: 'application/octet-stream' },
        Key: expect.stringMatching(
          /^aws\/lambda\/async\/f\/\d{4}\/\d\d\/\d\d\/\d{4}-\d\d-\d\dT\d\d\.\d\d\.\d\d-[0-9a-f-]{36}$/,
        ),
      }),
    },
  ])('has the command as it would be sent to $destination, and the record as its body (DST-13)', async (each) => {
    await run('async () => { throw new Error("no") }', to('OnFailure', each.destination))
    const [message] = runtime.inbox()
    expect(JSON.parse(message?.body ?? '').requestContext.condition).toBe('RetriesExhausted')
    expect(message).toMatchObject({ route: 'OnFailure', command: each.command(message?.body ?? '') })
    const listed = JSON.parse((await call('GET', '/_async-invoke/inbox')).text).messages
    expect(listed[0].command).toEqual(message?.command)
  })

  it('has the attributes of a dead letter in the command too (DST-13)', async () => {
    const members = { DeadLetterConfig: { TargetArn: arnOf('sqs', 'letters') } }
    await run('async () => { throw new Error("no") }', {}, { members })
    const [message] = runtime.inbox()
    const { body, route, attributes, command } = message ?? expect.unreachable()
    expect([route, body]).toEqual(['DeadLetter', '{"id":1}'])
    expect(command).toMatchObject({
      MessageBody: '{"id":1}',
      MessageAttributes: { RequestID: { StringValue: attributes?.RequestID }, ErrorCode: { StringValue: '200' } },
    })
  })
})
