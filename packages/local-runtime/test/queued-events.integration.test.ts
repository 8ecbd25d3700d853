import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import {
  CreateFunctionCommand,
  DeleteFunctionCommand,
  InvokeCommand,
  LambdaClient,
  PutFunctionConcurrencyCommand,
  PutFunctionEventInvokeConfigCommand,
  UpdateFunctionCodeCommand,
} from '@aws-sdk/client-lambda'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { type LocalRuntime, startLocalRuntime } from '../src/index.ts'
import { raw } from './raw-http.ts'
import { zip } from './zip.ts'

const FunctionName = 'orders'
const OnSuccess = 'arn:aws:sqs:us-east-1:123456789012:shipped'
const traceHeader = 'Root=1-5759e988-bd862e3fe1be46a994272793;Parent=53995c3f42cd8ad8;Sampled=0'

let runtime: LocalRuntime
let lambda: LambdaClient
let started: string[]

beforeEach(async () => {
  started = []
  runtime = await startLocalRuntime({
    time: 'manual',
    onLine: (name, line) => void (line.startsWith('START ') && started.push(name)),
  })
  const credentials = { accessKeyId: 'test', secretAccessKey: 'test' }
  lambda = new LambdaClient({ endpoint: runtime.endpoint, region: 'us-east-1', credentials, maxAttempts: 1 })
})

afterEach(async () => {
  lambda.destroy()
  await runtime.close()
})

const codeOf = (source: string) => zip([{ path: 'index.mjs', content: source }])
const throwing = 'export const handler = async () => { throw new Error("first code") }'
const answering =
  'export const handler = async (event, { awsRequestId }) => ({ event, awsRequestId, trace: process.env._X_AMZN_TRACE_ID })'

/** A function with this code and a destination for its successes. */
async function create(source: string): Promise<void> {
  await lambda.send(
    new CreateFunctionCommand({
      FunctionName,
      Role: 'arn:aws:iam::123456789012:role/lambda',
      Runtime: 'nodejs22.x',
      Handler: 'index.handler',
      Code: { ZipFile: codeOf(source) },
      Timeout: 60,
    }),
  )
  const DestinationConfig = { OnSuccess: { Destination: OnSuccess } }
  await lambda.send(new PutFunctionEventInvokeConfigCommand({ FunctionName, DestinationConfig }))
}

async function accept(body: string): Promise<string> {
  const headers = { 'X-Amz-Invocation-Type': 'Event', 'X-Amzn-Trace-Id': traceHeader }
  const answer = await raw(runtime.endpoint, 'POST', `/2015-03-31/functions/${FunctionName}/invocations`, {
    headers,
    body,
  })
  expect(answer.status).toBe(202)
  return String(answer.headers['x-amzn-requestid'])
}

/** The record of the one event that was delivered. */
async function delivered() {
  const messages = await vi.waitFor(() => {
    const found = runtime.inbox()
    expect(found).toHaveLength(1)
    return found
  })
  return JSON.parse(String(messages[0]?.body))
}

describe('an event in the queue', () => {
  it('keeps reference, payload, request id and trace, and runs on the code it then finds (DSP-1, DSP-2)', async () => {
    await create(throwing)
    const requestId = await accept('{"orderId":"A-1002"}')
    await runtime.advanceMs(59_000)
    await lambda.send(new UpdateFunctionCodeCommand({ FunctionName, ZipFile: codeOf(answering) }))
    await runtime.advanceMs(1_000)
    expect(await delivered()).toMatchObject({
      requestContext: { requestId, condition: 'Success', functionArn: expect.stringMatching(/:orders:\$LATEST$/) },
      responsePayload: {
        event: { orderId: 'A-1002' },
        awsRequestId: requestId,
        trace: expect.stringContaining('Root=1-5759e988-bd862e3fe1be46a994272793'),
      },
    })
  })

  it('goes to a function that is created again under its name, with its request id (DSP-3)', async () => {
    await create(throwing)
    const requestId = await accept('{"orderId":"A-1003"}')
    await runtime.advanceMs(30_000)
    await lambda.send(new DeleteFunctionCommand({ FunctionName }))
    await create(answering)
    await runtime.advanceMs(30_000)
    expect(await delivered()).toMatchObject({
      requestContext: { requestId, condition: 'Success' },
      responsePayload: { event: { orderId: 'A-1003' }, awsRequestId: requestId },
    })
  })

  it('is accepted for a function without free concurrency, which throttles a synchronous call (INV-9)', async () => {
    await create(answering)
    await lambda.send(new PutFunctionConcurrencyCommand({ FunctionName, ReservedConcurrentExecutions: 0 }))
    await expect(lambda.send(new InvokeCommand({ FunctionName }))).rejects.toMatchObject({
      name: 'TooManyRequestsException',
    })
    const { StatusCode, Payload } = await lambda.send(new InvokeCommand({ FunctionName, InvocationType: 'Event' }))
    expect([StatusCode, Payload?.length ?? 0]).toEqual([202, 0])
  })

  it('runs without the client context that a synchronous call brings (INV-3)', async () => {
    await create('export const handler = async (event, { clientContext = null }) => clientContext')
    const ClientContext = Buffer.from('{"client":{"app_title":"shop"}}').toString('base64')
    const called = await lambda.send(new InvokeCommand({ FunctionName, ClientContext }))
    expect(JSON.parse(called.Payload?.transformToString() ?? '')).toEqual({ client: { app_title: 'shop' } })
    await lambda.send(new InvokeCommand({ FunctionName, ClientContext, InvocationType: 'Event' }))
    await runtime.advanceMs(1)
    expect(await delivered()).toMatchObject({ responsePayload: null })
  })
})

describe('a run that has begun', () => {
  let folder: string

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'async-invoke-queued-'))
    await create(`import { existsSync } from 'node:fs'
import { setTimeout } from 'node:timers/promises'
export const handler = async ({ file }) => {
  while (!existsSync(file)) await setTimeout(10)
  return 'done'
}`)
  })

  afterEach(() => rm(folder, { recursive: true }))

  it('survives the deletion of its function (DSP-4)', async () => {
    const file = join(folder, 'go')
    const requestId = await accept(JSON.stringify({ file }))
    await vi.waitFor(() => expect(started).toEqual([FunctionName]))
    await lambda.send(new DeleteFunctionCommand({ FunctionName }))
    await writeFile(file, '')
    expect(await delivered()).toMatchObject({
      requestContext: { requestId, condition: 'Success' },
      responsePayload: 'done',
    })
  })
})
