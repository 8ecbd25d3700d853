import { once } from 'node:events'
import { connect } from 'node:net'
import type { TimelineEntry } from '@async-invoke/engine'
import { parseInvocationRecord } from '@async-invoke/schemas'
import {
  InvokeCommand,
  LambdaClient,
  PublishLayerVersionCommand,
  PutFunctionEventInvokeConfigCommand,
} from '@aws-sdk/client-lambda'
import { ReceiveMessageCommand, SQSClient } from '@aws-sdk/client-sqs'
import { type FauxqsServer, startFauxqs } from 'fauxqs'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type LocalRuntime, startLocalRuntime } from '../src/index.ts'
import { raw } from './raw-http.ts'

const credentials = { accessKeyId: 'test', secretAccessKey: 'test' }
const region = 'us-east-1'
const file = new URL('./handlers/orders.mjs', import.meta.url).pathname
const arn = 'arn:aws:lambda:us-east-1:123456789012:function:throws'
const invocations = (name: string): string => `/2015-03-31/functions/${name}/invocations`
const event = { 'X-Amz-Invocation-Type': 'Event' }

let queues: FauxqsServer
let runtime: LocalRuntime
let lambda: LambdaClient
let sqs: SQSClient
const timeline: TimelineEntry[] = []
const faults: unknown[] = []

beforeAll(async () => {
  queues = await startFauxqs({ port: 0, host: '127.0.0.1', logger: false })
  const sqsEndpoint = `http://127.0.0.1:${queues.port}`
  runtime = await startLocalRuntime({
    functions: {
      handler: { file },
      throws: { file, exportName: 'throws' },
      failsOnce: { file, exportName: 'failsOnce' },
      echo: { file, exportName: 'echo' },
    },
    time: 'skip',
    endpoints: { sqs: sqsEndpoint },
    onTimeline: (entry) => timeline.push(entry),
    onFault: (fault) => faults.push(fault),
  })
  lambda = new LambdaClient({ endpoint: runtime.endpoint, region, credentials, maxAttempts: 1 })
  sqs = new SQSClient({ endpoint: sqsEndpoint, region, credentials })
})

afterAll(async () => {
  lambda.destroy()
  sqs.destroy()
  await runtime.close()
  await queues.stop()
})

async function sendTo(functionName: string, name: string, settings: object = {}) {
  const { queueUrl } = queues.createQueue(name, { region })
  const Destination = `arn:aws:sqs:us-east-1:123456789012:${name}`
  const DestinationConfig = { OnSuccess: { Destination }, OnFailure: { Destination } }
  await lambda.send(
    new PutFunctionEventInvokeConfigCommand({ FunctionName: functionName, DestinationConfig, ...settings }),
  )
  return async () => {
    const { Messages = [] } = await sqs.send(new ReceiveMessageCommand({ QueueUrl: queueUrl, WaitTimeSeconds: 10 }))
    return Messages[0]?.Body ?? ''
  }
}

async function accept(FunctionName: string, Payload: string) {
  const response = await lambda.send(new InvokeCommand({ FunctionName, InvocationType: 'Event', Payload }))
  return { ...response, requestId: response.$metadata.requestId ?? '' }
}

describe('an accepted event', () => {
  it('is retried after 60 s and 120 s of skipped time and leaves its record in a real queue', async () => {
    const receive = await sendTo('throws', 'failures')
    const accepted = await accept('throws', '{"orderId": "A-1002",  "total": 129.50}')
    expect([accepted.StatusCode, accepted.FunctionError, accepted.ExecutedVersion]).toEqual([202, undefined, undefined])
    expect(accepted.Payload?.length ?? 0).toBe(0)

    const text = await receive()
    const record = parseInvocationRecord(text)
    expect(text).toContain('"requestPayload":{"orderId": "A-1002",  "total": 129.50},')
    expect(record.requestContext).toEqual({
      requestId: accepted.requestId,
      functionArn: `${arn}:$LATEST`,
      condition: 'RetriesExhausted',
      approximateInvokeCount: 3,
    })
    expect(record.responseContext).toEqual({ statusCode: 200, executedVersion: '$LATEST', functionError: 'Unhandled' })
    expect(record.responsePayload).toMatchObject({ errorMessage: 'Order A-1002 has no items' })

    const entries = timeline.filter(({ requestId }) => requestId === accepted.requestId)
    const starts = entries.filter(({ type }) => type === 'attempt-started').map(({ atMs }) => atMs)
    const ends = entries.filter(({ type }) => type === 'attempt-ended').map(({ atMs }) => atMs)
    expect(starts).toHaveLength(3)
    // A retry starts when its wait is over; 2 s leave room for a busy machine.
    const waits = [1, 2].map((n) => ((starts[n] ?? 0) - (ends[n - 1] ?? 0)) / 1_000)
    expect(waits[0]).toBeGreaterThanOrEqual(60)
    expect(waits[0]).toBeLessThan(62)
    expect(waits[1]).toBeGreaterThanOrEqual(120)
    expect(waits[1]).toBeLessThan(122)
    expect(Date.parse(record.timestamp)).toBe(
      entries.find((entry) => entry.type === 'decided' && entry.decision.kind === 'terminal')?.atMs,
    )
  })

  it('counts 1 invocation in the record of a success after a failure (REC-9)', async () => {
    const receive = await sendTo('failsOnce', 'recovered')
    const { requestId } = await accept('failsOnce', '[]')
    expect(parseInvocationRecord(await receive())).toMatchObject({
      requestContext: { requestId, condition: 'Success', approximateInvokeCount: 1 },
      responsePayload: { runs: 2 },
    })
  })

  it('invokes a Lambda destination with its record as a new event (DST-3)', async () => {
    const receive = await sendTo('echo', 'audited')
    const Destination = 'arn:aws:lambda:us-east-1:123456789012:function:echo'
    const DestinationConfig = { OnSuccess: { Destination } }
    await lambda.send(new PutFunctionEventInvokeConfigCommand({ FunctionName: 'handler', DestinationConfig }))
    const { requestId } = await accept('handler', '{"orderId":"A-1001"}')
    const outer = parseInvocationRecord(await receive())
    const inner = parseInvocationRecord(outer.requestPayload)
    expect(inner.requestContext.requestId).toBe(requestId)
    expect(outer.requestContext.requestId).not.toBe(requestId)
  })

  it('fails to deliver a record above the size limit of a Lambda destination (DST-8, DST-9)', async () => {
    const Destination = 'arn:aws:lambda:us-east-1:123456789012:function:echo'
    const DestinationConfig = { OnSuccess: { Destination } }
    await lambda.send(new PutFunctionEventInvokeConfigCommand({ FunctionName: 'handler', DestinationConfig }))
    const { requestId } = await accept('handler', `"${'x'.repeat(1_048_574)}"`)
    const timeline = async () => (await raw(runtime.endpoint, 'GET', `/_async-invoke/events/${requestId}`)).text
    await expect.poll(timeline).toMatch(/delivery-failed.*Lambda takes 1048576 bytes, not \d{7}/)
  })

  it('gets a 202 with the headers of the service and no body (section 2, INV-1, INV-6, INV-7)', async () => {
    const traced = { ...event, 'X-Amzn-Trace-Id': 'Root=1-698af7b0-1f0c2d3e4a5b6c7d8e9f0a1b;Sampled=1' }
    const { status, headers, text } = await raw(runtime.endpoint, 'POST', invocations('handler'), {
      headers: traced,
      body: '1',
    })
    expect([status, text]).toEqual([202, ''])
    expect(headers).toMatchObject({
      'content-length': '0',
      'x-amzn-requestid': expect.stringMatching(/^[0-9a-f-]{36}$/),
      'x-amzn-remapped-content-length': '0',
      'x-amzn-trace-id': expect.stringMatching(
        /^root=1-698af7b0-1f0c2d3e4a5b6c7d8e9f0a1b;parent=[0-9a-f]{16};sampled=1$/,
      ),
    })
    expect(headers).not.toHaveProperty('x-amz-executed-version')
  })

  it('has the payload {} without a body (INV-4)', async () => {
    const receive = await sendTo('handler', 'empty')
    const { status } = await raw(runtime.endpoint, 'POST', invocations('handler'), { headers: event })
    expect(status).toBe(202)
    expect(await receive()).toContain('"requestPayload":{},')
  })

  it('ends with a failed delivery if its destination queue was deleted', async () => {
    await sendTo('handler', 'gone')
    queues.deleteQueue('gone', { region })
    const { requestId } = await accept('handler', '1')
    await expect
      .poll(() => timeline.find((entry) => entry.requestId === requestId && entry.type === 'delivery-failed'))
      .toMatchObject({ error: expect.objectContaining({ code: 'refused' }) })
  })
})

describe('Invoke (2.3)', () => {
  const truncated =
    'Could not parse request body into json: Could not parse payload into json: Unexpected end-of-input: expected close marker for Object (start marker at [Source: REDACTED (`StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION` disabled); line: 1, column: 1])\n at [Source: REDACTED (`StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION` disabled); line: 1, column: 2]'
  const patternOf = (value: string) =>
    `1 validation error detected: Value '${value}' at 'functionName' failed to satisfy constraint: Member must satisfy regular expression pattern: (arn:(aws[a-zA-Z-]*)?:lambda:)?((eusc-)?[a-z]{2}((-gov)|(-iso([a-z]?)))?-[a-z]+-\\d{1}:)?(\\d{12}:)?(function:)?([a-zA-Z0-9-_\\.]+)(:(\\$LATEST(\\.PUBLISHED)?|[a-zA-Z0-9-_]+))?`

  it.each([
    {
      name: 'no-such-function',
      body: '1',
      status: 404,
      code: 'ResourceNotFoundException',
      expected: {
        Type: 'User',
        Message: 'Function not found: arn:aws:lambda:us-east-1:123456789012:function:no-such-function:$LATEST',
      },
    },
    {
      name: 'throws:live',
      body: '1',
      status: 404,
      code: 'ResourceNotFoundException',
      expected: { Type: 'User', Message: `Function not found: ${arn}:live` },
    },
    {
      name: 'throws?Qualifier=$latest',
      body: '1',
      status: 404,
      code: 'ResourceNotFoundException',
      expected: { Type: 'User', Message: `Function not found: ${arn}:$latest` },
    },
    {
      name: 'throws:1?Qualifier=2',
      body: '1',
      status: 400,
      code: 'InvalidParameterValueException',
      expected: {
        Type: 'User',
        message: 'The derived qualifier from the function name does not match the specified qualifier.',
      },
    },
    {
      name: 'arn:aws:lambda:eu-west-1:123456789012:function:throws',
      body: '1',
      status: 404,
      code: 'ResourceNotFoundException',
      expected: { Type: 'User', Message: "Functions from 'eu-west-1' are not reachable in this region ('us-east-1')" },
    },
    {
      name: 'my-function!',
      body: '1',
      status: 400,
      code: 'ValidationException',
      expected: { message: patternOf('my-function!') },
    },
    {
      name: 'throws',
      body: '{',
      status: 400,
      code: 'InvalidRequestContentException',
      expected: { Type: 'User', message: truncated },
    },
  ])('refuses $name with body $body: $status $code', async ({ name, body, status, code, expected }) => {
    const [path = '', query] = name.split('?')
    const answer = await raw(
      runtime.endpoint,
      'POST',
      `${invocations(encodeURIComponent(path))}${query === undefined ? '' : `?${query}`}`,
      { headers: event, body },
    )
    expect([answer.status, answer.headers['x-amzn-errortype'], answer.headers['content-type']]).toEqual([
      status,
      code,
      'application/json',
    ])
    expect(JSON.parse(answer.text)).toEqual(expected)
  })

  it('accepts an event of 1 MiB and refuses one more byte with 413 (section 1, U-03)', async () => {
    const body = (bytes: number) => `"${'x'.repeat(bytes - 2)}"`
    const send = (bytes: number) =>
      raw(runtime.endpoint, 'POST', invocations('handler'), { headers: event, body: body(bytes) })
    expect((await send(1_048_576)).status).toBe(202)
    const refused = await send(1_048_577)
    expect([refused.status, refused.headers['x-amzn-errortype']]).toEqual([413, 'RequestEntityTooLargeException'])
    expect(JSON.parse(refused.text)).toEqual({
      Message: '1048577 byte payload is too large for the Event invocation type (limit 1048576 bytes)',
    })
  })

  it.each([
    { content: 'invalid UTF-8', body: new Uint8Array([0x22, 0xff, 0x22]) },
    { content: 'a byte-order mark', body: '\u{feff}{}' },
    { content: 'a form', body: 'a=1&b=2' },
    { content: 'an unterminated string', body: '"abc' },
    { content: 'two values', body: '{} {}' },
  ])('refuses a body with $content with 400', async ({ body }) => {
    const answer = await raw(runtime.endpoint, 'POST', invocations('handler'), { headers: event, body })
    expect([answer.status, answer.headers['x-amzn-errortype']]).toEqual([400, 'InvalidRequestContentException'])
    expect(JSON.parse(answer.text).message).toMatch(
      /^Could not parse request body into json: Could not parse payload into json: /,
    )
  })

  it('refuses an unknown invocation type', async () => {
    const headers = { 'X-Amz-Invocation-Type': 'Sometimes' }
    const answer = await raw(runtime.endpoint, 'POST', invocations('handler'), { headers, body: '1' })
    expect(JSON.parse(answer.text).message).toBe(
      "1 validation error detected: Value 'Sometimes' at 'invocationType' failed to satisfy constraint: Member must satisfy enum value set: [Event, RequestResponse, DryRun]",
    )
  })

  it('records nothing for a refused event (INV-10)', async () => {
    const before = timeline.length
    await raw(runtime.endpoint, 'POST', invocations('no-such-function'), { headers: event, body: '1' })
    await raw(runtime.endpoint, 'POST', invocations('handler'), { headers: event, body: '{' })
    expect(timeline.slice(before).filter(({ type }) => type === 'accepted')).toEqual([])
  })
})

describe('the runtime', () => {
  it('answers a dry run with 204', async () => {
    const { StatusCode } = await lambda.send(new InvokeCommand({ FunctionName: 'handler', InvocationType: 'DryRun' }))
    expect(StatusCode).toBe(204)
  })

  it('refuses an unimplemented operation by name', async () => {
    const layer = new PublishLayerVersionCommand({ LayerName: 'any', Content: {} })
    await expect(lambda.send(layer)).rejects.toMatchObject({
      name: 'NotImplementedException',
      message: 'PublishLayerVersion is not implemented by async-invoke',
      $metadata: { httpStatusCode: 501 },
    })
  })

  it.each([
    { method: 'GET', path: '/' },
    { method: 'PATCH', path: invocations('handler') },
    { method: 'GET', path: '//' },
    { method: 'POST', path: '/2015-03-31/functions/%E0%A4%A/invocations' },
  ])('refuses $method $path with 400 or 403', async ({ method, path }) => {
    const { status } = await raw(runtime.endpoint, method, path)
    expect([400, 403]).toContain(status)
  })

  it.each([
    { headers: { Host: 'attacker.example:9411' }, status: 403 },
    { headers: { Origin: 'https://attacker.example' }, status: 403 },
    { headers: { Origin: 'null' }, status: 403 },
    { headers: { Host: 'localhost:9411', Origin: 'http://localhost:3000' }, status: 403 },
    { headers: { Host: '[::1]:9411' }, status: 202 },
  ])('answers $status to a request with $headers', async ({ headers, status }) => {
    const sent = { headers: { ...event, ...headers }, body: '1' }
    expect(await raw(runtime.endpoint, 'POST', invocations('handler'), sent)).toMatchObject({ status })
  })

  it('refuses functions of another partition (CFG-12d)', async () => {
    const theirs = 'arn:aws-cn:lambda:us-east-1:123456789012:function:handler'
    const message = `Function not found: ${theirs}:$LATEST`
    const refused = { name: 'ResourceNotFoundException', message }
    for (const InvocationType of ['Event', 'RequestResponse'] as const)
      await expect(lambda.send(new InvokeCommand({ FunctionName: theirs, InvocationType }))).rejects.toMatchObject(
        refused,
      )
    const put = new PutFunctionEventInvokeConfigCommand({ FunctionName: theirs, MaximumRetryAttempts: 0 })
    await expect(lambda.send(put)).rejects.toMatchObject(refused)
  })

  it('refuses functions of another account, as destinations too (CFG-15)', async () => {
    const theirs = 'arn:aws:lambda:us-east-1:210987654321:function:handler'
    await expect(lambda.send(new InvokeCommand({ FunctionName: theirs }))).rejects.toMatchObject({
      name: 'AccessDeniedException',
    })
    const put = new PutFunctionEventInvokeConfigCommand({ FunctionName: theirs, MaximumRetryAttempts: 0 })
    await expect(lambda.send(put)).rejects.toMatchObject({ name: 'AccessDeniedException' })
    const DestinationConfig = { OnSuccess: { Destination: theirs } }
    await lambda.send(new PutFunctionEventInvokeConfigCommand({ FunctionName: 'handler', DestinationConfig }))
    const { requestId } = await accept('handler', '1')
    await expect
      .poll(() => timeline.find((entry) => entry.requestId === requestId && entry.type === 'delivery-failed'))
      .toMatchObject({ error: expect.objectContaining({ message: `Function not found: ${theirs}` }) })
  })

  it('survives a client that disconnects in the middle of its body', async () => {
    const { port } = new URL(runtime.endpoint)
    const socket = connect(Number(port), '127.0.0.1')
    await once(socket, 'connect')
    socket.write(`POST ${invocations('handler')} HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100\r\n\r\n{`)
    await new Promise((resolve) => setTimeout(resolve, 20))
    socket.destroy()
    expect((await accept('handler', '1')).StatusCode).toBe(202)
    expect(faults).toEqual([])
  })

  it('does not start on a port that is taken', async () => {
    const port = Number(new URL(runtime.endpoint).port)
    await expect(startLocalRuntime({ functions: {}, port })).rejects.toMatchObject({
      code: 'port-taken',
      message: `port ${port} is taken by another process; choose another one`,
    })
  })

  it('does not start with a handler file that does not exist', async () => {
    await expect(startLocalRuntime({ functions: { f: { file: '/nowhere/f.mjs' } } })).rejects.toMatchObject({
      code: 'no-handler-file',
      message: 'the handler file of f cannot be read: /nowhere/f.mjs',
    })
  })
})
