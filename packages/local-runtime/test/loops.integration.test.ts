import { spawnSync } from 'node:child_process'
import type { Metric, TimelineEntry } from '@async-invoke/engine'
import { parseInvocationRecord } from '@async-invoke/schemas'
import { LambdaClient, PutFunctionRecursionConfigCommand } from '@aws-sdk/client-lambda'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type LocalRuntime, type LocalRuntimeOptions, startLocalRuntime } from '../src/index.ts'
import { raw } from './raw-http.ts'

const file = new URL('./handlers/chain.mjs', import.meta.url).pathname
const pythonFile = new URL('./handlers/py_chain.py', import.meta.url).pathname
const credentials = { accessKeyId: 'test', secretAccessKey: 'test' }
const boto3 = spawnSync('python3', ['-c', 'import boto3']).status === 0
const message =
  "Lambda has detected your function being invoked in a recursive loop with other Amazon Web Services resources and stopped your function's invocation."

let runtime: LocalRuntime
let lambda: LambdaClient
let runs: string[]
let metrics: Metric[]
let timeline: TimelineEntry[]

async function start(more: Partial<LocalRuntimeOptions> = {}): Promise<void> {
  const limits = { timeoutInSeconds: 60, memoryInMegabytes: 512 }
  const letters = { deadLetterTargetArn: 'arn:aws:sqs:us-east-1:123456789012:letters' }
  const OnFailure = 'arn:aws:sqs:us-east-1:123456789012:failures'
  const eventInvokeConfigs = { $LATEST: { MaximumRetryAttempts: 0, OnFailure } }
  runtime = await startLocalRuntime({
    functions: {
      a: { file, ...limits, ...letters, eventInvokeConfigs },
      b: { file, ...limits },
      python: { file: pythonFile, ...limits },
    },
    onLine: (name, line) => void (line.startsWith('START ') && runs.push(name)),
    onMetric: (metric) => void metrics.push(metric),
    onTimeline: (entry) => void timeline.push(entry),
    time: 'skip',
    ...more,
  })
  lambda = new LambdaClient({ endpoint: runtime.endpoint, region: 'us-east-1', credentials, maxAttempts: 1 })
}

beforeEach(() => {
  runs = []
  metrics = []
  timeline = []
})

afterEach(async () => {
  lambda.destroy()
  await runtime.close()
})

const pathOf = (name: string): string => `/2015-03-31/functions/${name}/invocations`
const event = (...path: string[]): string => JSON.stringify({ endpoint: runtime.endpoint, path })

/** Calls a function from the end of a chain of `chain` runs. */
async function call(name: string, body: string, chain = 0, type = 'RequestResponse') {
  const trace = `Root=1-5759e988-bd862e3fe1be46a994272793;Lineage=${chain}:a87bd80c:${chain - 1}`
  const headers = { 'X-Amz-Invocation-Type': type, ...(chain > 0 && { 'X-Amzn-Trace-Id': trace }) }
  const answer = await raw(runtime.endpoint, 'POST', pathOf(name), { headers, body })
  return { ...answer, body: answer.text === '' ? undefined : JSON.parse(answer.text) }
}

const alternating = Array.from({ length: 16 }, (_, n) => (n % 2 === 0 ? 'a' : 'b'))
const dropped = () => metrics.filter(({ name }) => name === 'RecursiveInvocationsDropped')
const stops = () => timeline.filter((each) => each.type === 'decided' && each.decision.rules.includes('REC-L1'))

describe('a loop through the SDK', () => {
  it('is refused after 16 runs of two functions that call each other synchronously (REC-L1, REC-L4)', async () => {
    await start()
    const { body } = await call('a', event('b', 'a'))
    expect(body).toEqual({
      ...{ name: 'RecursiveInvocationException', message, status: 400 },
      trace: expect.stringMatching(/^Root=1-[0-9a-f]{8}-[0-9a-f]{24};.*;Lineage=16:[0-9a-f]{8}:15$/),
    })
    expect(runs).toEqual(alternating)
    expect(dropped()).toMatchObject([{ value: 1, dimensions: { FunctionName: 'a', Resource: 'a' } }])
  })

  it('is stopped after 16 runs of a function that sends itself events (REC-L1)', async () => {
    await start()
    await call('a', event('a Event'), 0, 'Event')
    await expect.poll(stops).toHaveLength(1)
    expect(runs).toHaveLength(16)
    expect(dropped()).toHaveLength(1)
    expect(runtime.inbox()).toEqual([])
  })

  it('counts calls and events in one chain', async () => {
    await start()
    await call('a', event('b Event', 'a'))
    // The seventeenth would be a call.
    await expect.poll(dropped).toHaveLength(1)
    const count = (type: string): number => timeline.filter((each) => each.type === type).length
    await expect.poll(() => count('accepted') - count('decided')).toBe(0)
    expect(runs).toEqual(alternating)
    expect(stops()).toEqual([])
  })

  it('goes on if the function allows it (REC-L2)', async () => {
    await start()
    await lambda.send(new PutFunctionRecursionConfigCommand({ FunctionName: 'b', RecursiveLoop: 'Allow' }))
    const { body } = await call('b', event('b', 'a'), 16)
    expect(runs).toEqual(['b', 'b'])
    expect(body).toMatchObject({ status: 400, trace: expect.stringMatching(/;Lineage=18:[0-9a-f]{8}:17$/) })
  })

  it('is stopped after 16 runs through boto3 in Python', async (context) => {
    if (!boto3) return context.skip('no python3 with boto3 on this machine')
    await start()
    const { body } = await call('python', event(), 14)
    expect(runs).toEqual(['python', 'python'])
    expect(body).toEqual({ status: 400, message, trace: expect.stringContaining(';Lineage=16:') })
  })
})

describe('an invocation from the end of a chain of 16 runs', () => {
  it("is refused with Lambda's error as a call, and nothing runs (REC-L4)", async () => {
    await start()
    const { status, headers, body } = await call('a', event(), 16)
    expect([status, headers['x-amzn-errortype']]).toEqual([400, 'RecursiveInvocationException'])
    expect(body).toEqual({ Type: 'User', Message: message })
    expect(runs).toEqual([])
  })

  it('is accepted as an event, and sends a record and a dead letter with loopRecord unverified (REC-L3, U-01)', async () => {
    await start({ unsettled: { loopRecord: 'unverified' } })
    expect((await call('a', event(), 16, 'Event')).status).toBe(202)
    await expect.poll(() => runtime.inbox()).toHaveLength(2)
    expect(runs).toEqual([])
    const [letter, record] = [...runtime.inbox()].sort((a) => (a.route === 'DeadLetter' ? -1 : 1))
    expect(letter?.attributes?.ErrorCode).toBe(400)
    const { requestContext, responseContext } = parseInvocationRecord(record?.body)
    expect(requestContext.condition).toBe('RecursiveInvocation')
    expect(responseContext).toEqual({ statusCode: 400, functionError: 'RecursiveInvocationException' })
  })
})
