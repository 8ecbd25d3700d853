import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import {
  CreateEventSourceMappingCommand,
  type CreateEventSourceMappingCommandInput,
  DeleteEventSourceMappingCommand,
  GetEventSourceMappingCommand,
  InvokeCommand,
  LambdaClient,
  ListEventSourceMappingsCommand,
  UpdateEventSourceMappingCommand,
} from '@aws-sdk/client-lambda'
import { GetQueueAttributesCommand, SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs'
import { type FauxqsServer, startFauxqs } from 'fauxqs'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { type LocalRuntime, type LocalRuntimeOptions, startLocalRuntime } from '../src/index.ts'

const file = new URL('./handlers/queue-consumers.mjs', import.meta.url).pathname
const region = 'us-east-1'
const credentials = { accessKeyId: 'test', secretAccessKey: 'test' }
const arnOf = (queue: string): string => `arn:aws:sqs:${region}:000000000000:${queue}`

let services: FauxqsServer
let sqs: SQSClient
let count = 0
const runtimes: { readonly runtime: LocalRuntime; readonly lambda: LambdaClient }[] = []

beforeAll(async () => {
  services = await startFauxqs({ port: 0, host: '127.0.0.1', logger: false })
  sqs = new SQSClient({ endpoint: `http://127.0.0.1:${services.port}`, region, credentials })
})
afterEach(async () => {
  for (const { runtime, lambda } of runtimes.splice(0)) {
    lambda.destroy()
    await runtime.close()
  }
})
afterAll(async () => {
  sqs.destroy()
  await services.stop()
})

interface Received {
  /** Change of the number of runs, of the handler `slow`. */
  readonly started?: number
  readonly event: { readonly Records: readonly Record<string, unknown>[] }
  readonly arn?: string
}

const functionsOf = (names: readonly string[]) =>
  Object.fromEntries(names.map((name) => [name, { file, exportName: name }]))

async function start(names: readonly string[], options: LocalRuntimeOptions = {}) {
  const received: Received[] = []
  const runtime = await startLocalRuntime({
    functions: functionsOf(names),
    endpoints: { sqs: `http://127.0.0.1:${services.port}` },
    time: 'manual',
    ...options,
    onLine(_, line) {
      const at = line.indexOf('event {')
      if (at >= 0) received.push(JSON.parse(line.slice(at + 'event '.length)))
    },
  })
  const lambda = new LambdaClient({ endpoint: runtime.endpoint, region, credentials, maxAttempts: 1 })
  runtimes.push({ runtime, lambda })
  const bodies = () => received.map(({ event }) => event.Records.map(({ body }) => body))
  return { runtime, lambda, received, bodies }
}

function createQueue(attributes: Record<string, string> = {}, suffix = ''): string {
  count += 1
  const name = `queue-${count}${suffix}`
  services.createQueue(name, { region, attributes })
  return name
}

const urlOf = (queue: string): string => `http://127.0.0.1:${services.port}/000000000000/${queue}`
const send = (queue: string, body: string, more: object = {}) =>
  sqs.send(new SendMessageCommand({ QueueUrl: urlOf(queue), MessageBody: body, ...more }))

/** Numbers of messages in the queue: those to receive, and those that are hidden. */
async function left(queue: string): Promise<readonly number[]> {
  const { Attributes = {} } = await sqs.send(
    new GetQueueAttributesCommand({ QueueUrl: urlOf(queue), AttributeNames: ['All'] }),
  )
  return [Number(Attributes.ApproximateNumberOfMessages), Number(Attributes.ApproximateNumberOfMessagesNotVisible)]
}

const map = (lambda: LambdaClient, queue: string, FunctionName: string, more: object = {}) =>
  lambda.send(new CreateEventSourceMappingCommand({ FunctionName, EventSourceArn: arnOf(queue), ...more }))

describe('the operations on event source mappings', () => {
  it('create, read, list, update and delete a mapping with the states of Lambda (ESM-1, ESM-2)', async () => {
    const { lambda } = await start(['echo'])
    const queue = createQueue()
    const { $metadata, LastModified, ...created } = await map(lambda, queue, 'echo')
    const UUID = created.UUID ?? ''
    expect($metadata.httpStatusCode).toBe(202)
    expect(LastModified).toBeInstanceOf(Date)
    const settings = {
      UUID,
      BatchSize: 10,
      MaximumBatchingWindowInSeconds: 0,
      EventSourceArn: arnOf(queue),
      FunctionArn: `arn:aws:lambda:${region}:123456789012:function:echo`,
      StateTransitionReason: 'USER_INITIATED',
      FunctionResponseTypes: [],
      EventSourceMappingArn: `arn:aws:lambda:${region}:123456789012:event-source-mapping:${UUID}`,
    }
    expect(created).toEqual({ ...settings, State: 'Creating' })
    const get = () => lambda.send(new GetEventSourceMappingCommand({ UUID }))
    expect(await get()).toMatchObject({ ...settings, State: 'Enabled' })
    const { EventSourceMappings } = await lambda.send(new ListEventSourceMappingsCommand({ FunctionName: 'echo' }))
    expect(EventSourceMappings).toHaveLength(1)
    const other = new ListEventSourceMappingsCommand({ EventSourceArn: arnOf('other') })
    expect((await lambda.send(other)).EventSourceMappings).toEqual([])
    const change = { BatchSize: 5, ScalingConfig: { MaximumConcurrency: 2 }, Enabled: false }
    const changed = await lambda.send(new UpdateEventSourceMappingCommand({ UUID, ...change }))
    expect(changed).toMatchObject({ State: 'Disabling', BatchSize: 5, ScalingConfig: { MaximumConcurrency: 2 } })
    await expect.poll(async () => (await get()).State).toBe('Disabled')
    const without = await lambda.send(new UpdateEventSourceMappingCommand({ UUID, ScalingConfig: {} }))
    expect(without.ScalingConfig).toBeUndefined()
    expect((await lambda.send(new DeleteEventSourceMappingCommand({ UUID }))).State).toBe('Deleting')
    await expect(get()).rejects.toMatchObject({
      name: 'ResourceNotFoundException',
      message: 'The resource you requested does not exist.',
    })
  })

  it.each([
    { input: { EventSourceArn: undefined }, message: 'Unrecognized event source.' },
    { input: { EventSourceArn: 'queue' }, message: 'Unrecognized event source.' },
    { input: { FunctionName: 'nobody' }, message: 'Function does not exist' },
    {
      input: { BatchSize: 0 },
      message:
        "1 validation error detected: Value '0' at 'batchSize' failed to satisfy constraint: Member must have value greater than or equal to 1",
    },
    {
      input: { ScalingConfig: { MaximumConcurrency: 1 } },
      message:
        "1 validation error detected: Value '1' at 'scalingConfig.maximumConcurrency' failed to satisfy constraint: Member must have value greater than or equal to 2",
    },
    {
      input: { BatchSize: 11 },
      message: 'Maximum batch window in seconds must be greater than 0 if maximum batch size is greater than 10',
    },
    { input: { StartingPosition: 'LATEST' }, message: 'StartingPosition is not valid for SQS event sources.' },
    {
      input: { DestinationConfig: { OnFailure: { Destination: arnOf('any') } } },
      message: 'Unsupported DestinationConfig parameter for given event source mapping type.',
    },
    { input: { FilterCriteria: { Filters: [{}] } }, message: 'Invalid filter pattern definition.' },
    { input: { FilterCriteria: { Filters: [{ Pattern: 'text' }] } }, message: 'Invalid filter pattern definition.' },
    {
      input: { EventSourceArn: arnOf('no-such-queue') },
      message:
        'Error occurred while ReceiveMessage. SQS Error Code: AWS.SimpleQueueService.NonExistentQueue. SQS Error Message: The specified queue does not exist.',
    },
    { input: { ParallelizationFactor: 2 }, message: 'async-invoke has no ParallelizationFactor' },
    {
      input: { EventSourceArn: `arn:aws:kinesis:${region}:123456789012:stream/s` },
      message: 'Event source mappings of kinesis are not implemented by async-invoke',
    },
  ])('refuse $input (ESM-3, ESM-4)', async ({ input, message }) => {
    const { lambda } = await start(['echo'])
    const base = { FunctionName: 'echo', EventSourceArn: arnOf(createQueue()) }
    const command = new CreateEventSourceMappingCommand({
      ...base,
      ...input,
    } as CreateEventSourceMappingCommandInput)
    await expect(lambda.send(command)).rejects.toMatchObject({ message })
  })

  it('refuse a queue that hides messages for less than a run may take, and a second mapping (ESM-1, ESM-9)', async () => {
    const { lambda } = await start(['echo'])
    await expect(map(lambda, createQueue({ VisibilityTimeout: '2' }), 'echo')).rejects.toMatchObject({
      message: 'Queue visibility timeout: 2 seconds is less than Function timeout: 3 seconds',
    })
    const queue = createQueue()
    const { UUID } = await map(lambda, queue, 'echo')
    await expect(map(lambda, queue, 'echo')).rejects.toMatchObject({
      name: 'ResourceConflictException',
      message: `An event source mapping with SQS arn (" ${arnOf(queue)} ") and function (" echo ") already exists. Please update or delete the existing mapping with UUID ${UUID}`,
    })
  })

  it('refuse a role that may not read the queue (ESM-9)', async () => {
    const roles = {
      'arn:aws:iam::123456789012:role/async-invoke': {
        Statement: [{ Effect: 'Allow', Action: 'sqs:ReceiveMessage', Resource: '*' }],
      },
    } as const
    const { lambda } = await start(['echo'], { roles })
    await expect(map(lambda, createQueue(), 'echo')).rejects.toMatchObject({
      message: 'The function execution role does not have permissions to call DeleteMessage on SQS',
    })
  })

  it('refuse a mapping without an endpoint of SQS by name', async () => {
    const { lambda } = await start(['echo'], { endpoints: {} })
    await expect(map(lambda, createQueue(), 'echo')).rejects.toMatchObject({
      name: 'NotImplementedException',
      message: expect.stringContaining('set endpoints.sqs (--sqs-endpoint URL)'),
    })
  })
})

describe('an event source mapping', () => {
  it('runs the function with the event as Lambda writes it, and deletes the messages (ESM-5, ESM-6, CON-1)', async () => {
    const { lambda, runtime, received } = await start(['echo'])
    const queue = createQueue()
    const kind = { DataType: 'String', StringValue: 'new' }
    await send(queue, 'first', { MessageAttributes: { kind } })
    await map(lambda, queue, 'echo')
    await runtime.advanceMs(0)
    const [{ event, arn } = { event: undefined, arn: undefined }] = received
    expect(arn).toBe(`arn:aws:lambda:${region}:123456789012:function:echo`)
    expect(event?.Records).toEqual([
      {
        messageId: expect.any(String),
        receiptHandle: expect.any(String),
        body: 'first',
        attributes: {
          ApproximateReceiveCount: '1',
          SentTimestamp: expect.stringMatching(/^\d{13}$/),
          SenderId: expect.any(String),
          ApproximateFirstReceiveTimestamp: expect.stringMatching(/^\d{13}$/),
        },
        messageAttributes: {
          kind: { stringValue: 'new', stringListValues: [], binaryListValues: [], dataType: 'String' },
        },
        md5OfMessageAttributes: expect.stringMatching(/^[0-9a-f]{32}$/),
        md5OfBody: '8b04d5e3775d298e78455efc5ca404d5',
        eventSource: 'aws:sqs',
        eventSourceARN: arnOf(queue),
        awsRegion: region,
      },
    ])
    expect(await left(queue)).toEqual([0, 0])
  })

  it('brings a failed batch back when its visibility timeout is over on the held clock (ESM-5, ESM-8)', async () => {
    const { lambda, runtime, bodies } = await start(['thirdTime'])
    const queue = createQueue({ VisibilityTimeout: '60' })
    await map(lambda, queue, 'thirdTime')
    await send(queue, 'stubborn')
    await runtime.advanceMs(59_999)
    expect(bodies()).toEqual([['stubborn']])
    expect(await left(queue)).toEqual([0, 1])
    await runtime.advanceMs(60_001)
    expect(bodies()).toHaveLength(3)
    expect(await left(queue)).toEqual([0, 0])
    expect(await runtime.advanceToNextDue()).toBe(false)
  })

  it('leaves the reported messages of a batch alone in the queue (ESM-5)', async () => {
    const { lambda, runtime, bodies } = await start(['partly'])
    const queue = createQueue()
    for (const body of ['a', 'fail b', 'c']) await send(queue, body)
    await map(lambda, queue, 'partly', { FunctionResponseTypes: ['ReportBatchItemFailures'] })
    await runtime.advanceMs(0)
    expect(await left(queue)).toEqual([0, 1])
    expect(await runtime.advanceToNextDue()).toBe(true)
    expect(bodies().flat().sort()).toEqual(['a', 'c', 'fail b', 'fail b'])
    expect(await left(queue)).toEqual([0, 0])
  })

  it('collects a batch for its window on the clock (ESM-3, ESM-6)', async () => {
    const { lambda, runtime, bodies, received } = await start(['echo'])
    const queue = createQueue()
    await map(lambda, queue, 'echo', { BatchSize: 100, MaximumBatchingWindowInSeconds: 20 })
    for (let n = 0; n < 12; n += 1) await send(queue, `early ${n}`)
    await runtime.advanceMs(10_000)
    await send(queue, 'late')
    await runtime.advanceMs(9_999)
    expect(bodies()).toEqual([])
    await runtime.advanceMs(1)
    expect(bodies().map((batch) => batch.length)).toEqual([13])
    expect(received[0]?.event.Records[0]).toHaveProperty('md5OfMessageAttributes', null)
  })

  it('runs the function with the messages that match a filter, and deletes the others (ESM-4)', async () => {
    const { lambda, runtime, bodies } = await start(['echo'])
    const queue = createQueue()
    for (const body of ['{"price":105}', '{"price":95}', 'no object']) await send(queue, body)
    const Pattern = JSON.stringify({ body: { price: [{ numeric: ['>', 100] }] } })
    await map(lambda, queue, 'echo', { FilterCriteria: { Filters: [{ Pattern }] } })
    await runtime.advanceMs(0)
    expect(bodies().flat()).toEqual(['{"price":105}'])
    expect(await left(queue)).toEqual([0, 0])
  })

  it('polls nothing while it is disabled, and again once it is enabled (ESM-2)', async () => {
    const { lambda, runtime, bodies } = await start(['echo'])
    const queue = createQueue()
    await send(queue, 'waits')
    const { UUID, State } = await map(lambda, queue, 'echo', { Enabled: false })
    expect(State).toBe('Disabled')
    await runtime.advanceMs(1_000)
    expect(bodies()).toEqual([])
    await lambda.send(new UpdateEventSourceMappingCommand({ UUID, Enabled: true }))
    await runtime.advanceMs(0)
    expect(bodies()).toEqual([['waits']])
  })

  it('keeps messages in the queue while the function has no slot (ESM-8)', async () => {
    const functions = { echo: { file, exportName: 'echo', reservedConcurrency: 0 } }
    const { lambda, runtime, bodies } = await start([], { functions })
    const queue = createQueue()
    await send(queue, 'throttled')
    await map(lambda, queue, 'echo')
    await runtime.advanceMs(29_000)
    expect(bodies()).toEqual([])
    expect(await left(queue)).toEqual([0, 1])
  })

  it('runs at most MaximumConcurrency batches at the same time (ESM-7)', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'async-invoke-together-'))
    const { lambda, runtime, received } = await start(['together'], { environment: { MEETING: folder } })
    const queue = createQueue()
    for (let n = 0; n < 7; n += 1) await send(queue, `message ${n}`)
    await map(lambda, queue, 'together', { BatchSize: 1, ScalingConfig: { MaximumConcurrency: 2 } })
    await runtime.advanceMs(0)
    let running = 0
    const counts = received.map(({ started = 0 }) => {
      running += started
      return running
    })
    expect([counts.length, Math.max(...counts)]).toEqual([14, 2])
    rmSync(folder, { recursive: true })
  })

  it('lets a running batch end before it is deleted (ESM-2)', async () => {
    const { lambda, received } = await start(['slow'])
    const queue = createQueue()
    await send(queue, 'last')
    const { UUID } = await map(lambda, queue, 'slow')
    await expect.poll(() => received.length, { interval: 5 }).toBeGreaterThan(0)
    await lambda.send(new DeleteEventSourceMappingCommand({ UUID }))
    const again = new DeleteEventSourceMappingCommand({ UUID })
    await expect.poll(() => lambda.send(again).catch(({ name }) => name)).toBe('ResourceNotFoundException')
    expect(received).toHaveLength(2)
    expect(await left(queue)).toEqual([0, 0])
  })

  it('returns what waits in a window to the queue when the runtime closes (ESM-8)', async () => {
    const { lambda, runtime, bodies } = await start(['echo'])
    const queue = createQueue()
    await map(lambda, queue, 'echo', { MaximumBatchingWindowInSeconds: 20 })
    await send(queue, 'waits')
    await runtime.advanceMs(1_000)
    expect(await left(queue)).toEqual([0, 1])
    await runtime.close()
    runtimes.splice(0)
    expect([await left(queue), bodies()]).toEqual([[1, 0], []])
  })

  it('survives a restart with its data directory (ESM-1)', async () => {
    const dataDirectory = mkdtempSync(join(tmpdir(), 'async-invoke-sources-'))
    try {
      const queue = createQueue()
      const before = await start(['echo'], { dataDirectory })
      const { UUID } = await map(before.lambda, queue, 'echo', { BatchSize: 3 })
      await before.runtime.close()
      runtimes.splice(0)
      const after = await start(['echo'], { dataDirectory })
      expect(await after.lambda.send(new GetEventSourceMappingCommand({ UUID }))).toMatchObject({ BatchSize: 3 })
      await send(queue, 'after')
      await after.runtime.advanceMs(0)
      expect(after.bodies()).toEqual([['after']])
      for (const { runtime } of runtimes.splice(0)) await runtime.close()
    } finally {
      rmSync(dataDirectory, { recursive: true, force: true })
    }
  })

  it.each([{ time: 'manual' }, { time: 'skip' }, { time: 'real' }] as const)(
    'reprocesses the failures of a function from its queue, in $time time (ESM-1)',
    async ({ time }) => {
      const queue = createQueue()
      const orders = {
        ...{ file, exportName: 'orders' },
        eventInvokeConfigs: { $LATEST: { MaximumRetryAttempts: time === 'real' ? 0 : 2, OnFailure: arnOf(queue) } },
      }
      const functions = { orders, echo: { file, exportName: 'echo' } }
      const { lambda, runtime, received } = await start([], { functions, time })
      await map(lambda, queue, 'echo')
      const Payload = new TextEncoder().encode('{"orderId":"A-1002"}')
      await lambda.send(new InvokeCommand({ FunctionName: 'orders', InvocationType: 'Event', Payload }))
      if (time === 'manual') await runtime.advanceMs(180_000)
      await expect.poll(() => received.length).toBe(1)
      const record = JSON.parse(String(received[0]?.event.Records[0]?.body))
      expect(record).toMatchObject({
        requestContext: { condition: 'RetriesExhausted' },
        requestPayload: { orderId: 'A-1002' },
      })
      await expect.poll(() => left(queue)).toEqual([0, 0])
    },
  )
})
