import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { readDuration } from '../src/lib/testing/duration.ts'
import { startTestRuntime, type TestRuntime } from '../src/testing.ts'

const directory = mkdtempSync(join(tmpdir(), 'test-runtime-'))
const file = join(directory, 'orders.mjs')
writeFileSync(
  file,
  `export const handler = async ({ fail }) => {
    if (fail) throw new TypeError('no items')
    return { shipped: true }
  }`,
)
const OnFailure = 'arn:aws:sqs:us-east-1:123456789012:failures'
const functions = { orders: { file, eventInvokeConfigs: { $LATEST: { OnFailure } } } }

describe('startTestRuntime', () => {
  let runtime: TestRuntime
  beforeAll(async () => {
    runtime = await startTestRuntime({ functions })
  })
  afterAll(async () => {
    await runtime.close()
    rmSync(directory, { recursive: true })
  })

  it('returns the outcome of an event that a client of the SDK sent', async () => {
    const lambda = runtime.client(LambdaClient)
    const sent = await lambda.send(
      new InvokeCommand({ FunctionName: 'orders', InvocationType: 'Event', Payload: '{}' }),
    )
    const requestId = sent.$metadata.requestId ?? ''
    const { condition, attempts, response, messages } = await runtime.outcome(requestId)
    expect({ condition, attempts, response, messages }).toEqual({
      ...{ condition: 'Success', attempts: 1, response: { shipped: true }, messages: [] },
    })
  })

  it('advances held time through the retries of an outcome', async () => {
    const before = runtime.clock.nowMs()
    const requestId = await runtime.invoke('orders', { fail: true })
    const outcome = await runtime.outcome(requestId)
    expect(outcome).toMatchObject({ condition: 'RetriesExhausted', attempts: 3, response: { errorType: 'TypeError' } })
    expect(outcome.messages).toMatchObject([{ route: 'OnFailure', destinationArn: OnFailure }])
    expect(outcome.timeline.entries.at(-1)?.type).toBe('kept')
    expect(runtime.clock.nowMs() - before).toBeGreaterThanOrEqual(180_000)
  })

  it('waits for a message, and expects none before its time', async () => {
    const requestId = await runtime.invoke('orders', { fail: true })
    await runtime.inbox.expectNone({ requestId }, '2m 59s')
    const { condition } = await runtime.inbox.waitFor({ requestId, route: 'OnFailure' })
    expect(condition).toBe('RetriesExhausted')
    await expect(runtime.inbox.expectNone({ requestId })).rejects.toThrow(
      /^1 message came with requestId .*, and none was expected\.\nThe inbox has:\nOnFailure to .*\n.*accepted.*\n/,
    )
  })

  it('comes to rest with idle', async () => {
    const requestId = await runtime.invoke('orders', { fail: true })
    await runtime.idle()
    expect(runtime.inbox.messages({ requestId })).toHaveLength(1)
  })

  it('shows the timelines in a failure', async () => {
    const requestId = await runtime.invoke('orders', {})
    const waiting = runtime.inbox.waitFor({ requestId }, { timeoutMs: 100 })
    await expect(waiting).rejects.toMatchObject({ name: 'AssertionError' })
    await expect(waiting).rejects.toThrow(
      new RegExp(`^No message came with requestId ${requestId}\\.[^]*attempt 1 {3}success[^]*ended {7}Success`),
    )
    const atMs = vi.spyOn(performance, 'now').mockReturnValue(0)
    const byDefault = runtime.inbox.waitFor({ requestId })
    atMs.mockReturnValue(4_000)
    await expect(byDefault).rejects.toThrow('No message came')
    atMs.mockRestore()
    await expect(runtime.outcome('unknown', { timeoutMs: 50 })).rejects.toThrow(
      'Event unknown has not ended.\nThe runtime has accepted no event that this is about.',
    )
  })

  it('refuses an event as Lambda does', async () => {
    await expect(runtime.invoke('orders', () => {})).rejects.toThrow(
      new TypeError('the payload for orders is a function, which JSON cannot represent'),
    )
    await expect(runtime.invoke('missing')).rejects.toThrow(
      'the event for missing was refused: ResourceNotFoundException: Function not found: arn:aws:lambda:us-east-1:123456789012:function:missing',
    )
  })

  it('runs beside other runtimes', async () => {
    const others = await Promise.all([1, 2, 3].map(() => startTestRuntime({ functions })))
    expect(new Set([runtime, ...others].map(({ endpoint }) => endpoint)).size).toBe(4)
    await Promise.all(others.map((other) => other.close()))
  })
})

describe('readDuration', () => {
  it.each([
    { duration: '3m', ms: 180_000 },
    { duration: '1h 30m', ms: 5_400_000 },
    { duration: '1.5s', ms: 1_500 },
    { duration: ' 250ms ', ms: 250 },
    { duration: '1d', ms: 86_400_000 },
    { duration: 7, ms: 7 },
  ])('reads $duration', ({ duration, ms }) => {
    expect(readDuration(duration)).toBe(ms)
  })

  it.each(['', 'm', '3', '3 months', '-1s', -1, Number.NaN])('refuses %j', (duration) => {
    expect(() => readDuration(duration)).toThrow(RangeError)
  })
})
