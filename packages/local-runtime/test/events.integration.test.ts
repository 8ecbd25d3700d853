import { checkRuleDeadLetterAttributes } from '@async-invoke/schemas/envelopes'
import { checkBusEvent } from '@async-invoke/schemas/trigger-events'
import {
  CreateEventBusCommand,
  DeleteRuleCommand,
  DescribeRuleCommand,
  DisableRuleCommand,
  EventBridgeClient,
  ListTargetsByRuleCommand,
  PutEventsCommand,
  PutRuleCommand,
  PutTargetsCommand,
  RemoveTargetsCommand,
  type Target,
  TestEventPatternCommand,
} from '@aws-sdk/client-eventbridge'
import { AddPermissionCommand, LambdaClient } from '@aws-sdk/client-lambda'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { type LocalRuntime, type LocalRuntimeOptions, startLocalRuntime } from '../src/index.ts'

const file = new URL('./handlers/print-event.mjs', import.meta.url).pathname
const credentials = { accessKeyId: 'test', secretAccessKey: 'test' }
const region = 'us-east-1'
const functionArn = `arn:aws:lambda:${region}:123456789012:function:orders`
const ruleArn = (name: string): string => `arn:aws:events:${region}:123456789012:rule/${name}`
const queue = `arn:aws:sqs:${region}:123456789012:undelivered`

const started: { readonly runtime: LocalRuntime; readonly clients: readonly { destroy(): void }[] }[] = []
let shared: Awaited<ReturnType<typeof start>>
beforeAll(async () => {
  shared = await start()
  started.splice(0)
})
afterAll(async () => {
  shared.events.destroy()
  shared.lambda.destroy()
  await shared.runtime.close()
})
afterEach(async () => {
  for (const { runtime, clients } of started.splice(0)) {
    for (const client of clients) client.destroy()
    await runtime.close()
  }
})

async function start(options: LocalRuntimeOptions = {}) {
  const received: Record<string, unknown>[] = []
  const runtime = await startLocalRuntime({
    functions: { orders: { file } },
    time: 'manual',
    ...options,
    onLine(_, line) {
      const at = line.indexOf('event ')
      if (at >= 0) received.push(JSON.parse(line.slice(at + 'event '.length)))
    },
  })
  const config = { endpoint: runtime.endpoint, region, credentials, maxAttempts: 1 }
  const [events, lambda] = [new EventBridgeClient(config), new LambdaClient(config)]
  started.push({ runtime, clients: [events, lambda] })
  const allow = (SourceArn: string, FunctionName = 'orders') =>
    lambda.send(
      new AddPermissionCommand({
        ...{ FunctionName, StatementId: 'rule', Action: 'lambda:InvokeFunction' },
        ...{ Principal: 'events.amazonaws.com', SourceArn },
      }),
    )
  const rule = async (Name: string, more: object, target: Partial<Target> = {}) => {
    await events.send(new PutRuleCommand({ Name, ...more }))
    await events.send(new PutTargetsCommand({ Rule: Name, Targets: [{ Id: '1', Arn: functionArn, ...target }] }))
  }
  const put = (detail: unknown, more: object = {}) =>
    events.send(
      new PutEventsCommand({
        Entries: [{ Source: 'shop', DetailType: 'Order', Detail: JSON.stringify(detail), ...more }],
      }),
    )
  return { runtime, events, lambda, received, allow, rule, put }
}

const pattern = (value: unknown) => ({ EventPattern: JSON.stringify(value) })

describe('a rule of EventBridge', () => {
  it('invokes its target with the event that matches, as an event of the queue (EVB-1, EVB-2)', async () => {
    const { runtime, events, received, allow, rule, put } = await start()
    await rule('placed', pattern({ source: ['shop'], detail: { total: [{ numeric: ['>', 10] }] } }))
    await allow(ruleArn('placed'))
    const Time = new Date('2026-02-10T09:14:01.500Z')
    const { Entries, FailedEntryCount } = await put({ total: 20 }, { Time, Resources: ['r'] })
    await put({ total: 5 })
    await put({ total: 30 }, { EventBusName: 'nowhere' })
    await runtime.advanceMs(1_000)
    expect(FailedEntryCount).toBe(0)
    expect(received.flatMap(checkBusEvent)).toEqual([])
    expect(received).toEqual([
      {
        ...{ version: '0', id: Entries?.[0]?.EventId, 'detail-type': 'Order', source: 'shop', account: '123456789012' },
        ...{ time: '2026-02-10T09:14:01Z', region, resources: ['r'], detail: { total: 20 } },
      },
    ])
    await events.send(new DisableRuleCommand({ Name: 'placed' }))
    await put({ total: 20 })
    await runtime.advanceMs(1_000)
    expect(received).toHaveLength(1)
  })

  it('is stored, described and deleted without its targets only (EVB-1)', async () => {
    const { events, rule } = shared
    await rule('r', { ...pattern({ source: ['a'] }), Description: 'd' }, { InputPath: '$.detail' })
    expect(await events.send(new DescribeRuleCommand({ Name: 'r' }))).toMatchObject({
      ...{ Name: 'r', Arn: ruleArn('r'), EventPattern: '{"source":["a"]}', Description: 'd' },
      ...{ State: 'ENABLED', EventBusName: 'default' },
    })
    const { Targets } = await events.send(new ListTargetsByRuleCommand({ Rule: 'r' }))
    expect(Targets).toEqual([{ Id: '1', Arn: functionArn, InputPath: '$.detail' }])
    const deletion = () => events.send(new DeleteRuleCommand({ Name: 'r' }))
    await expect(deletion()).rejects.toThrow("Rule can't be deleted since it has targets.")
    await events.send(new RemoveTargetsCommand({ Rule: 'r', Ids: ['1'] }))
    await deletion()
    await expect(events.send(new DescribeRuleCommand({ Name: 'r' }))).rejects.toMatchObject({
      name: 'ResourceNotFoundException',
      message: 'Rule r does not exist on EventBus default.',
    })
  })

  it('sends to its dead-letter queue what the policy of the function does not allow (EVB-5)', async () => {
    const { runtime, received, allow, rule, put } = await start()
    await rule('placed', pattern({ source: ['shop'] }), { DeadLetterConfig: { Arn: queue } })
    await allow(ruleArn('another'))
    await put({ total: 1 })
    await runtime.advanceMs(1_000)
    expect(received).toEqual([])
    const [letter] = runtime.inbox()
    expect(letter).toMatchObject({
      ...{ destinationArn: queue, route: 'DeadLetter', functionArn, condition: 'NO_PERMISSIONS' },
      messageAttributes: {
        ...{ RULE_ARN: ruleArn('placed'), TARGET_ARN: functionArn, ERROR_CODE: 'NO_PERMISSIONS', RETRY_ATTEMPTS: 0 },
        ERROR_MESSAGE: expect.stringContaining('is not authorized to perform: lambda:InvokeFunction'),
      },
    })
    expect(JSON.parse(letter?.body ?? '')).toMatchObject({ source: 'shop', detail: { total: 1 } })
    const sent = Object.entries(letter?.messageAttributes ?? {}).map(
      ([name, value]) => [name, { StringValue: String(value), DataType: 'String' }] as const,
    )
    expect(checkRuleDeadLetterAttributes(Object.fromEntries(sent))).toEqual([])
  })

  it('transforms the event for each target (EVB-4)', async () => {
    const cases = [
      { target: { Input: '{"fixed":1}' }, input: { fixed: 1 } },
      { target: { InputPath: '$.detail.items[1]' }, input: { id: 'b' } },
      {
        target: {
          InputTransformer: {
            InputPathsMap: { id: '$.detail.items[0].id', all: '$.detail', none: '$.detail.none' },
            InputTemplate:
              '{"order": <id>, "text": "order <id> of <aws.events.rule-name>", "all": <all>, "none": "<none>"}',
          },
        },
        input: {
          ...{ order: 'a', text: 'order a of placed', none: '' },
          all: { items: [{ id: 'a' }, { id: 'b' }], quote: '"' },
        },
      },
      { target: { InputTransformer: { InputTemplate: 'a text about <nothing>' } }, input: 'a text about <nothing>' },
    ]
    const { runtime, events, received, allow, put } = await start()
    await events.send(new PutRuleCommand({ Name: 'placed', ...pattern({ source: ['shop'] }) }))
    const Targets = cases.map(({ target }, index) => ({ Id: String(index), Arn: functionArn, ...target }))
    await events.send(new PutTargetsCommand({ Rule: 'placed', Targets }))
    await allow(ruleArn('placed'))
    await put({ items: [{ id: 'a' }, { id: 'b' }], quote: '"' })
    await runtime.advanceMs(1_000)
    expect(received).toHaveLength(cases.length)
    for (const { input } of cases) expect(received).toContainEqual(input)
  })

  it('invokes at the times of its schedule on the held clock (EVB-6)', async () => {
    const { runtime, received, allow, rule } = await start()
    const beganMs = runtime.nowMs()
    await rule('nightly', { ScheduleExpression: 'rate(1 hour)' })
    await allow(ruleArn('nightly'))
    await runtime.advanceMs(3 * 3_600_000)
    expect(received.map(({ time, detail, resources }) => [time, detail, resources])).toEqual(
      [1, 2, 3].map((hours) => [
        new Date(beganMs + hours * 3_600_000).toISOString().replace(/\.\d+Z$/, 'Z'),
        {},
        [ruleArn('nightly')],
      ]),
    )
    expect(received.flatMap(checkBusEvent)).toEqual([])
    expect(received[0]).toMatchObject({ source: 'aws.events', 'detail-type': 'Scheduled Event' })
    expect(await runtime.advanceToNextDue()).toBe(true)
  })

  it('makes no time jump by its schedule (EVB-7)', async () => {
    const { runtime, received, allow, rule } = await start({ time: 'skip' })
    const beganMs = Date.now()
    await rule('always', { ScheduleExpression: 'rate(1 minute)' })
    await allow(ruleArn('always'))
    await new Promise((resolve) => setTimeout(resolve, 200))
    expect(runtime.nowMs() - beganMs).toBeLessThan(60_000)
    expect(received).toEqual([])
  })

  it('receives the records that Lambda sends to an event bus (DST-4)', async () => {
    const bus = `arn:aws:events:${region}:123456789012:event-bus/results`
    const failing = new URL('./handlers/fail.mjs', import.meta.url).pathname
    const { runtime, events, lambda, received, allow } = await start({
      functions: {
        orders: { file },
        failing: { file: failing, eventInvokeConfigs: { $LATEST: { MaximumRetryAttempts: 0, OnFailure: bus } } },
      },
    })
    await events.send(new CreateEventBusCommand({ Name: 'results' }))
    const EventPattern = JSON.stringify({ detail: { requestContext: { condition: ['RetriesExhausted'] } } })
    await events.send(new PutRuleCommand({ Name: 'failed', EventBusName: 'results', EventPattern }))
    const Targets = [{ Id: '1', Arn: functionArn }]
    await events.send(new PutTargetsCommand({ Rule: 'failed', EventBusName: 'results', Targets }))
    await allow(ruleArn('results/failed'))
    await fetch(`${runtime.endpoint}/2015-03-31/functions/failing/invocations`, {
      ...{ method: 'POST', headers: { 'X-Amz-Invocation-Type': 'Event' }, body: '{}' },
    })
    lambda.destroy()
    await runtime.advanceMs(10_000)
    expect(runtime.inbox()).toHaveLength(1)
    expect(received).toMatchObject([{ source: 'lambda', 'detail-type': 'Lambda Function Invocation Result - Failure' }])
  })
})

describe('PutEvents', () => {
  it.each([
    { entry: { Source: undefined }, code: 'InvalidArgument', reason: 'Source is a required argument.' },
    { entry: { DetailType: undefined }, code: 'InvalidArgument', reason: 'DetailType is a required argument.' },
    { entry: { Detail: undefined }, code: 'InvalidArgument', reason: 'Detail is a required argument.' },
    { entry: { Detail: '[]' }, code: 'MalformedDetail', reason: 'Detail is malformed.' },
    { entry: { Detail: '{' }, code: 'MalformedDetail', reason: 'Detail is malformed.' },
  ])('refuses the entry $entry alone (EVB-2)', async ({ entry, code, reason }) => {
    const { events } = shared
    const good = { Source: 's', DetailType: 't', Detail: '{}' }
    const answer = await events.send(new PutEventsCommand({ Entries: [good, { ...good, ...entry }] }))
    expect(answer.FailedEntryCount).toBe(1)
    expect(answer.Entries?.[1]).toMatchObject({ ErrorCode: code, ErrorMessage: expect.stringContaining(reason) })
    expect(answer.Entries?.[0]?.EventId).toMatch(/^[0-9a-f-]{36}$/)
  })

  it('refuses a request with too many or too large entries as a whole (EVB-2)', async () => {
    const { events } = shared
    const entry = { Source: 's', DetailType: 't', Detail: '{}' }
    await expect(events.send(new PutEventsCommand({ Entries: Array(11).fill(entry) }))).rejects.toThrow(
      "at 'entries' failed to satisfy constraint: Member must have length less than or equal to 10",
    )
    const large = { ...entry, Detail: JSON.stringify({ a: 'x'.repeat(1_048_576) }) }
    await expect(events.send(new PutEventsCommand({ Entries: [large] }))).rejects.toMatchObject({
      name: 'ValidationException',
      message: 'Total size of the entries in the request is over the limit.',
    })
  })
})

describe('PutRule and PutTargets', () => {
  beforeAll(async () => {
    await shared.events.send(new CreateEventBusCommand({ Name: 'own' }))
  })

  it.each([
    {
      request: { EventPattern: '{"int":42}' },
      message: 'Event pattern is not valid. Reason: "int" must be an object or an array',
    },
    { request: { EventPattern: '{"resources":[]}' }, message: 'Reason: Empty arrays are not allowed' },
    { request: { EventPattern: '{"a":[{"EXISTS":true}]}' }, message: 'Reason: Unrecognized match type EXISTS' },
    {
      request: { EventPattern: '{"a":[{"numeric":[">",0,">",0]}]}' },
      message: 'Reason: Bad numeric range operator: >',
    },
    {
      request: { EventPattern: '{"a":[{"numeric":[">",5,"<",1]}]}' },
      message: 'Reason: Bottom must be less than top',
    },
    {
      request: { EventPattern: '{"a":[{"anything-but":[null]}]}' },
      message: 'Reason: Inside anything but list, start|null|boolean is not supported.',
    },
    {
      request: { EventPattern: '{"a":[{"anything-but":{"prefix":"a","suffix":"b"}}]}' },
      message: 'Reason: Only one key allowed in match expression',
    },
    {
      request: { EventPattern: '{"a":[{"prefix":{"equals-ignore-case":"a","prefix":"b"}}]}' },
      message: 'Reason: Only one key allowed in match expression',
    },
    { request: { ScheduleExpression: 'rate(1 minutes)' }, message: 'Parameter ScheduleExpression is not valid.' },
    {
      request: { ScheduleExpression: 'rate(1 minute)', EventBusName: 'own' },
      message: 'ScheduleExpression is supported only on the default event bus.',
    },
    { request: { EventBusName: 'none', EventPattern: '{"a":["b"]}' }, message: 'Event bus none does not exist.' },
  ])('refuse $request (EVB-3, EVB-6)', async ({ request, message }) => {
    const { events } = shared
    await expect(events.send(new PutRuleCommand({ Name: 'r', ...request }))).rejects.toThrow(message)
  })

  it('refuse by name what is not served (EVB-1)', async () => {
    const { runtime, rule } = shared
    await expect(rule('r', pattern({ source: ['a'] }), { Arn: queue })).rejects.toMatchObject({
      name: 'NotImplementedException',
      message: 'Targets of sqs are not served by async-invoke',
    })
    const headers = { 'X-Amz-Target': 'AWSEvents.PutPermission' }
    const answer = await fetch(runtime.endpoint, { method: 'POST', headers, body: '{}' })
    expect([answer.status, await answer.text()]).toEqual([501, expect.stringContaining('EventBridge PutPermission')])
  })
})

describe('TestEventPattern', () => {
  it.each([
    { pattern: { a: [{ prefix: { 'equals-ignore-case': 'AB' } }] }, event: { a: 'abc' }, result: true },
    { pattern: { a: [{ 'anything-but': { suffix: ['.x', '.y'] } }] }, event: { a: '1.y' }, result: false },
    { pattern: { a: [{ 'anything-but': ['x'] }] }, event: { a: null }, result: true },
    { pattern: { a: [{ wildcard: 'b*\\*c' }] }, event: { a: 'bxx*c' }, result: true },
    { pattern: { a: [{ wildcard: 'b*\\*c' }] }, event: { a: 'bxxc' }, result: false },
    { pattern: { a: [{ cidr: '10.0.0.0/24' }] }, event: { a: '10.0.0.255' }, result: true },
    { pattern: { a: [{ cidr: '10.0.0.0/24' }] }, event: { a: '10.0.1.0' }, result: false },
    { pattern: { items: { id: ['b'] } }, event: { items: [{ id: 'a' }, { id: 'b' }] }, result: true },
    {
      pattern: { items: { id: ['a'], n: [2] } },
      event: {
        items: [
          { id: 'a', n: 1 },
          { id: 'b', n: 2 },
        ],
      },
      result: false,
    },
    { pattern: { a: [null] }, event: { a: [] }, result: false },
  ])('answers $result for $pattern and $event (EVB-3)', async ({ pattern, event, result }) => {
    const { events } = shared
    const input = { EventPattern: JSON.stringify(pattern), Event: JSON.stringify(event) }
    expect((await events.send(new TestEventPatternCommand(input))).Result).toBe(result)
  })
})
