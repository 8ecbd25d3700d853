import { createEngine } from '@async-invoke/engine'
import { describe, expect, it } from 'vitest'
import { createEmulatorInvoker } from '../src/http.ts'
import { attemptOf, shown } from './attempts.ts'
import { startEmulator } from './emulator.ts'

describe('createEmulatorInvoker', () => {
  const fields = { executedVersion: '$LATEST' }
  it.each([
    {
      name: 'a response',
      event: { returns: { shipped: true } },
      expected: { outcome: 'success', ...fields, payload: { shipped: true } },
    },
    {
      name: 'a response that reports an error among others',
      event: { returns: { errorMessage: 'late', errorType: 'Soft', orderId: 'A-1' } },
      expected: { outcome: 'success', ...fields, payload: { errorMessage: 'late', errorType: 'Soft', orderId: 'A-1' } },
    },
    {
      name: 'a function that throws',
      event: { throws: true },
      expected: { outcome: 'functionError', payload: { errorType: 'Error', errorMessage: 'failure' } },
    },
    {
      name: "an error object of Python's runtime",
      event: { returns: { errorMessage: 'no', errorType: 'KeyError', requestId: '1', stackTrace: [] } },
      expected: { outcome: 'functionError', payload: { errorType: 'KeyError' } },
    },
    {
      name: 'a function that exits',
      event: { exits: true },
      expected: {
        outcome: 'functionError',
        payload: {
          errorType: 'Runtime.ExitError',
          errorMessage: 'RequestId: event-1 Error: Runtime exited without providing a reason',
        },
      },
    },
    {
      name: 'a function that exceeds its timeout',
      event: { sleeps: true },
      expected: {
        outcome: 'functionError',
        payload: {
          errorType: 'Sandbox.Timedout',
          errorMessage: 'RequestId: event-1 Error: Task timed out after 1.00 seconds',
        },
      },
    },
    { name: 'the run of another client', event: { status: 400 }, expected: { outcome: 'throttle' } },
    {
      name: 'an initialization that failed',
      event: { status: 502, throws: true },
      expected: { outcome: 'functionError', payload: { errorMessage: 'failure' } },
    },
    { name: 'a fault', event: { status: 504 }, expected: { outcome: 'systemError', statusCode: 504 } },
  ])('reads $name from the body: $expected.outcome (REC-5)', async ({ event, expected }) => {
    const { endpoint } = await startEmulator()
    const { invoke } = createEmulatorInvoker({ endpoints: [endpoint] })
    expect(shown(await invoke(attemptOf(event)))).toMatchObject(expected)
  })

  it("posts to the emulator's path, with the event's id in the client context", async () => {
    const { endpoint, requests } = await startEmulator()
    await createEmulatorInvoker({ endpoints: [endpoint] }).invoke(attemptOf({}))
    expect(requests).toEqual([
      {
        path: '/2015-03-31/functions/function/invocations',
        clientContext: { custom: { requestId: 'event-1', attempt: '2' } },
      },
    ])
  })

  it('runs every event of a burst, one at a time at each endpoint, as slots of an engine', async () => {
    const emulators = [await startEmulator(), await startEmulator()]
    const { invoke, slots } = createEmulatorInvoker({ endpoints: emulators.map(({ endpoint }) => endpoint) })
    const outcomes: string[] = []
    const engine = createEngine({
      functions: { orders: {} },
      concurrency: 'wait',
      invoke,
      slots,
      onTimeline: (entry) => {
        if (entry.type === 'attempt-ended') outcomes.push(entry.outcome)
      },
    })
    await Promise.all(Array.from({ length: 40 }, (_, n) => engine.accept('orders', { n })))
    await engine.drained()
    await engine.stop()
    expect(outcomes).toEqual(Array.from({ length: 40 }, () => 'success'))
    expect(emulators.map(({ hasCrashed }) => hasCrashed)).toEqual([false, false])
    for (const { requests } of emulators) expect(requests.length).toBeGreaterThan(0)
  })

  it('gives an endpoint nothing while a run goes on that has exceeded its time', async () => {
    const emulator = await startEmulator()
    const { invoke } = createEmulatorInvoker({ endpoints: [emulator.endpoint] })
    const late = await invoke(attemptOf({ waits: true }, { deadlineMs: Date.now() + 20 }))
    expect(shown(late)).toMatchObject({ outcome: 'functionError', payload: { errorType: 'Sandbox.Timedout' } })
    expect(await invoke(attemptOf({}))).toEqual({ outcome: 'throttle' })
    emulator.wake()
    await expect.poll(async () => (await invoke(attemptOf({}))).outcome).toBe('success')
    expect(emulator.hasCrashed).toBe(false)
  })

  it('rejects with the reason of a lost lease, and leaves the endpoint to its run', async () => {
    const emulator = await startEmulator()
    const { invoke } = createEmulatorInvoker({ endpoints: [emulator.endpoint] })
    const controller = new AbortController()
    const lost = invoke(attemptOf({ waits: true }, { signal: controller.signal }))
    await expect.poll(() => emulator.requests.length).toBe(1)
    const reason = new Error('the lease was lost')
    controller.abort(reason)
    await expect(lost).rejects.toBe(reason)
    expect(await invoke(attemptOf({}))).toEqual({ outcome: 'throttle' })
    emulator.wake()
    await expect.poll(async () => (await invoke(attemptOf({}))).outcome).toBe('success')
  })

  it.each([
    { endpoints: [], says: 'endpoints is [], so that nothing could ever run' },
    { endpoints: ['http://127.0.0.1:9000', 'orders'], says: 'endpoints[1] is "orders", not an http or https address' },
  ])('refuses $endpoints', ({ endpoints, says }) => {
    expect(() => createEmulatorInvoker({ endpoints })).toThrow(says)
  })
})
