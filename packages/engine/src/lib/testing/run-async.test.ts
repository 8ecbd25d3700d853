import '../../vitest.ts'
import { checkTimeline } from '@async-invoke/schemas/timeline'
import { describe, expect, it, vi } from 'vitest'
import type { InvocationContext } from '../functions/handler.ts'
import { collectTimelines } from '../observe/timeline-document.ts'
import { VirtualClock } from '../time/clock.ts'
import { runAsync } from './run-async.ts'
import type { RunAsyncOptions } from './run-async-options.ts'

const failures = 'arn:aws:sqs:us-east-1:123456789012:failures'
const deadLetters = 'arn:aws:sqs:us-east-1:123456789012:dead-letters'
const failing = async () => {
  throw new TypeError('no items')
}

type FakeTimers = Parameters<typeof vi.useFakeTimers>[0]

describe('runAsync', () => {
  it('runs every retry at its time and returns the record', async () => {
    const result = await runAsync(
      failing,
      { orderId: 'A-1002' },
      { DestinationConfig: { OnFailure: { Destination: failures } } },
    )
    expect(result.record).toMatchObject({
      requestContext: { condition: 'RetriesExhausted', approximateInvokeCount: 3 },
      requestPayload: { orderId: 'A-1002' },
      responseContext: { statusCode: 200, executedVersion: '$LATEST', functionError: 'Unhandled' },
      responsePayload: { errorType: 'TypeError', errorMessage: 'no items' },
    })
    expect(result.elapsedMs).toBe(180_000)
    expect(result).toHaveRetried(2)
    expect(result).toHaveBeenDeliveredTo(failures)
    expect(result).not.toHaveExpired()
  })

  it('returns a timeline that satisfies its schema', async () => {
    const { timeline } = await runAsync(failing, 1, { MaximumRetryAttempts: 1 })
    expect(checkTimeline(timeline)).toEqual([])
    expect(timeline.entries.map(({ type }) => type)).toEqual([
      ...['accepted', 'attempt-started', 'attempt-ended', 'waiting', 'attempt-started', 'attempt-ended', 'ended'],
    ])
    expect(timeline.entries[3]).toEqual({
      type: 'waiting',
      at: '2026-01-01T00:00:00.000Z',
      until: '2026-01-01T00:01:00.000Z',
      delayMs: 60_000,
      rules: ['4.2.5c'],
      explanation: 'Waits 60 s. Retry n comes n x 60 s after the failure before it (4.2.5c).',
    })
  })

  it('passes the handler the context that Lambda passes', async () => {
    let seen: InvocationContext | undefined
    const result = await runAsync(
      (_: unknown, context: InvocationContext) => {
        seen = context
      },
      undefined,
      {},
      { functionName: 'orders', qualifier: '7', requestId: 'r-9' },
    )
    expect(seen).toMatchObject({ awsRequestId: 'r-9', functionName: 'orders', functionVersion: '7' })
    expect(seen?.invokedFunctionArn).toBe('arn:aws:lambda:us-east-1:123456789012:function:orders:7')
    expect(seen?.getRemainingTimeInMillis()).toBe(900_000)
    expect(result.recordText).toContain('"requestPayload":{},')
    expect(result.record.responsePayload).toBeNull()
  })

  it.each([
    { faked: 'timers', options: {} },
    {
      faked: 'microtasks, as in jest',
      options: { toFake: ['queueMicrotask', 'setTimeout', 'setImmediate', 'Date'] } satisfies FakeTimers,
    },
  ])('runs to the end in a test with fake $faked', async ({ options }) => {
    vi.useFakeTimers(options)
    try {
      const { attempts } = await runAsync(failing, 1)
      expect(attempts).toBe(3)
      // Leases end and are looked at while a run takes virtual time.
      expect(await runAsync(failing, 1, {}, { faults: { throttles: 1_000 } })).toHaveExpired()
    } finally {
      vi.useRealTimers()
    }
  })

  it('expires an event after six hours of throttles (4.2.6)', async () => {
    const result = await runAsync(() => 'never', 1, {}, { faults: { throttles: 1_000 } })
    expect(result).toHaveExpired()
    expect(result.elapsedMs).toBeGreaterThan(21_000_000)
    expect(result.record.responseContext).toEqual({ statusCode: 429 })
  })

  it('sends a discarded event to the dead-letter target when reserved concurrency is 0', async () => {
    const result = await runAsync(() => 'never', 1, {
      ReservedConcurrentExecutions: 0,
      DeadLetterConfig: { TargetArn: deadLetters },
    })
    expect(result).toHaveBeenDeliveredTo(deadLetters)
    expect([result.condition, result.attempts]).toEqual(['ZeroReservedConcurrency', 0])
  })

  it.each([
    { form: "Lambda's", config: { DestinationConfig: { OnFailure: { Destination: failures } } } },
    { form: 'flat', config: { OnFailure: failures } },
  ])('delivers to a destination in the $form form', async ({ config }) => {
    const { deliveredTo } = await runAsync(failing, 1, { ...config, MaximumRetryAttempts: 0 })
    expect(deliveredTo).toEqual([failures])
  })

  it.each([
    { form: "Lambda's", config: { DeadLetterConfig: { TargetArn: deadLetters }, ReservedConcurrentExecutions: 0 } },
    { form: 'flat', config: { deadLetterTargetArn: deadLetters, reservedConcurrency: 0 } },
  ])('takes a dead-letter target and a reservation in the $form form', async ({ config }) => {
    const { deliveredTo, condition } = await runAsync(failing, 1, config)
    expect([deliveredTo, condition]).toEqual([[deadLetters], 'ZeroReservedConcurrency'])
  })

  it.each([
    {
      config: { MaximumRetryAttempts: 5 },
      problem:
        "config.MaximumRetryAttempts is 5: ValidationException: 1 validation error detected: Value '5' at 'maximumRetryAttempts' failed to satisfy constraint: Member must have value less than or equal to 2",
    },
    { config: { OnFailure: 'failures' }, problem: 'config.OnFailure is "failures": ValidationException: ' },
    { config: { retries: 1 }, problem: 'config.retries is not a setting; the settings are MaximumRetryAttempts, ' },
    {
      config: { OnFailure: failures, DestinationConfig: { OnSuccess: { Destination: failures } } },
      problem: 'config has both OnFailure and DestinationConfig',
    },
    { options: { fault: {} }, problem: 'options.fault is not an option; did you mean faults?' },
    {
      options: { faults: { throttle: 1 } },
      problem: 'options.faults.throttle is not an option; did you mean throttles?',
    },
  ])('refuses $config $options as Lambda does (CFG-14e, CFG-25)', async ({ config = {}, options = {}, problem }) => {
    const refused = runAsync(failing, 1, config, options as RunAsyncOptions)
    await expect(refused).rejects.toMatchObject({ name: 'EngineError', code: 'invalid-options' })
    await expect(refused).rejects.toThrow(problem)
  })

  it.each([undefined, null, {}, 'handler'])('refuses %j in place of a handler', async (handler) => {
    const refused = runAsync(handler as never, 1)
    await expect(refused).rejects.toMatchObject({ name: 'EngineError', code: 'invalid-options' })
    await expect(refused).rejects.toThrow(/^handler is .*, not a function$/)
  })

  it('times out a run on the virtual clock', async () => {
    const clock = new VirtualClock(0)
    const slow = () => new Promise((resolve) => clock.wakeAt(clock.nowMs() + 5_000, () => resolve('late')))
    const result = await runAsync(slow, 1, { MaximumRetryAttempts: 0 }, { clock, timeoutMs: 3_000 })
    expect(result.record.responsePayload).toEqual({
      errorType: 'Sandbox.Timedout',
      errorMessage: 'RequestId: 00000000-0000-4000-8000-000000000001 Error: Task timed out after 3.00 seconds',
    })
  })

  it('waits for real work of the handler without advancing the clock', async () => {
    const working = () => new Promise((resolve) => setTimeout(() => resolve('done'), 40))
    const result = await runAsync(working, 1)
    expect([result.record.responsePayload, result.elapsedMs]).toEqual(['done', 0])
  })

  it('times out a run that waits for something that never happens', async () => {
    const clock = new VirtualClock(0)
    const result = await runAsync(() => new Promise(() => {}), 1, { MaximumRetryAttempts: 0 }, { clock })
    expect(result.record.responsePayload).toMatchObject({ errorType: 'Sandbox.Timedout' })
  })

  it('rejects with the code event-lost when a fault lost the event', async () => {
    const lost = runAsync(() => 'never', 1, {}, { faults: { lostEvent: 1 } })
    await expect(lost).rejects.toMatchObject({ name: 'EngineError', code: 'event-lost' })
  })

  it('takes a thrown value that is not an Error for a function error', async () => {
    const result = await runAsync(() => Promise.reject('text'), 1, { MaximumRetryAttempts: 0 })
    expect(result.record.responsePayload).toEqual({ errorType: 'string', errorMessage: 'text', trace: [] })
  })
})

describe('asyncMatchers', () => {
  it('says in a failure what happened to the event', async () => {
    const result = await runAsync(failing, 1, { MaximumRetryAttempts: 0 })
    expect(() => expect(result).toHaveRetried()).toThrow('expected the event to be retried, but it was retried 0 times')
    expect(() => expect(result).toHaveBeenDeliveredTo(failures)).toThrow('but it was delivered nowhere')
    expect(() => expect(result).toHaveExpired()).toThrow('but it ended as RetriesExhausted')
    expect(() => expect(result).not.toHaveRetried(0)).toThrow('expected the event not to be retried 0 times')
    expect(() => expect(result).toHaveRetried(1)).toThrow('expected the event to be retried once, but')
  })

  it('asserts about a promise, and about a result inside another value', async () => {
    const run = runAsync(failing, 1, { MaximumRetryAttempts: 1 })
    const asserted: Promise<void> = expect(run).resolves.toHaveRetried(1)
    await asserted
    expect({ run: await run }).toEqual({ run: expect.toHaveRetried(1) })
    expect({ run: await run }).not.toEqual({ run: expect.toHaveRetried(2) })
  })
})

it('collectTimelines forgets the oldest event beyond maxEvents', () => {
  const timelines = collectTimelines({ maxEvents: 2 })
  for (const requestId of ['a', 'b', 'c']) timelines.onTimeline({ type: 'lease-lost', requestId, atMs: 0 })
  expect([...timelines.all()].map(({ requestId }) => requestId)).toEqual(['b', 'c'])
  expect(timelines.get('a')).toBeUndefined()
})
