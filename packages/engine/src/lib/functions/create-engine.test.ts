import { runInNewContext } from 'node:vm'
import { describe, expect, it, vi } from 'vitest'
import { driven, settled } from '../../../test/drive.ts'
import { startMs, success } from '../../../test/engine-world.ts'
import { deadLetters, failed, orders, ordersEngine, shipped } from '../../../test/orders-engine.ts'
import { createMemoryStore } from '../memory-store/memory-store.ts'
import type { TimelineEntry } from '../observe/timeline.ts'
import { VirtualClock } from '../time/clock.ts'
import { createEngine } from './create-engine.ts'
import type { InvocationContext } from './handler.ts'

describe('createEngine with functions by name', () => {
  it('runs a handler, delivers its record and drains, on the real clock', async () => {
    const delivered = vi.fn(async () => {})
    const engine = createEngine({
      functions: { orders: { handler: async (event) => ({ shipped: event.orderId }), OnSuccess: shipped } },
      deliver: delivered,
    })
    await engine.accept('orders', { orderId: 'A-1002' })
    await engine.drained()
    await engine.stop()
    expect(delivered).toHaveBeenCalledWith(
      expect.objectContaining({
        destinationArn: shipped,
        recordText: expect.stringContaining('"responsePayload":{"shipped":"A-1002"}'),
      }),
    )
  })

  it.each([
    {
      form: 'the flat form',
      settings: { OnFailure: failed, deadLetterTargetArn: deadLetters, reservedConcurrency: 1 },
    },
    {
      form: "the form of Lambda's API",
      settings: {
        DestinationConfig: { OnFailure: { Destination: failed } },
        DeadLetterConfig: { TargetArn: deadLetters },
        ReservedConcurrentExecutions: 1,
      },
    },
  ])('applies the settings of each function, in $form', async ({ settings }) => {
    const { engine, clock, timeline, run } = ordersEngine({
      handler: () => Promise.reject(new Error('no items')),
      MaximumRetryAttempts: 1,
      ...settings,
    })
    await engine.accept('orders', {})
    await run()
    expect(clock.nowMs()).toBe(startMs + 60_000)
    const sent = timeline.filter(({ type }) => type === 'delivered' || type === 'dead-letter-delivered')
    expect(sent.map((entry) => 'destinationArn' in entry && entry.destinationArn).sort()).toEqual([deadLetters, failed])
  })

  it('discards events of a function with reserved concurrency 0', async () => {
    const { engine, records, run } = ordersEngine({ ReservedConcurrentExecutions: 0, OnFailure: failed })
    await engine.accept('orders')
    await run()
    expect(records).toMatchObject([{ requestContext: { condition: 'ZeroReservedConcurrency' } }])
  })

  it('times out each function by its own timeout, on the clock', async () => {
    const { engine, clock, records } = ordersEngine({
      handler: () => new Promise(() => {}),
      timeoutMs: 5_000,
      MaximumRetryAttempts: 0,
      OnFailure: failed,
    })
    await engine.accept('orders')
    await settledTurns()
    clock.advanceMs(5_000)
    await settled(engine)
    expect(records).toMatchObject([{ responsePayload: { errorType: 'Sandbox.Timedout' } }])
  })

  it('stops a chain of runs when recursiveLoop is Terminate (REC-L1)', async () => {
    const { engine, timeline, run } = ordersEngine({ recursiveLoop: 'Terminate' })
    await engine.accept('orders', {}, { traceHeader: 'Root=1-5f;Lineage=16:a87bd80c:15' })
    await run()
    expect(timeline.at(-1)).toMatchObject({ type: 'decided', decision: { condition: 'RecursiveInvocation' } })
  })

  it.each([
    { region: 'eu-west-1', partition: 'aws' },
    { region: 'cn-north-1', partition: 'aws-cn' },
  ])(
    'names $region, its partition and the account in ARNs, the invoked one included',
    async ({ region, partition }) => {
      let context: InvocationContext | undefined
      const { engine, timeline, run } = ordersEngine(
        {
          handler: (_, invocation) => {
            context = invocation
          },
        },
        { region, accountId: '999999999999' },
      )
      await engine.accept('orders:$LATEST')
      await run()
      const arn = `arn:${partition}:lambda:${region}:999999999999:function:orders:$LATEST`
      expect([context?.invokedFunctionArn, timeline[0]]).toMatchObject([arn, { type: 'accepted', functionArn: arn }])
    },
  )

  it('uses a given store, and ends events of functions that no longer exist as 404 (TRM-3)', async () => {
    const clock = new VirtualClock(startMs)
    const store = createMemoryStore({ clock })
    const before = ordersEngine({ handler: () => Promise.reject(new Error('no')) }, { clock, store })
    await before.engine.accept('orders')
    await settled(before.engine)
    await before.engine.stop()
    const timeline: TimelineEntry[] = []
    const engine = createEngine({ functions: {}, clock, store, onTimeline: (entry) => timeline.push(entry) })
    const drained = engine.drained()
    await driven(engine, clock)
    await drained
    expect(timeline.at(-1)).toMatchObject({ type: 'decided', decision: { responseContext: { statusCode: 404 } } })
  })

  it('ignores changes to the settings after creation', async () => {
    const settings = { handler: async () => 'ok', OnSuccess: shipped }
    const { engine, timeline, run } = ordersEngine(settings)
    settings.OnSuccess = 'nowhere'
    await engine.accept('orders')
    await run()
    expect(timeline.at(-1)).toMatchObject({ type: 'delivered', destinationArn: shipped })
  })

  it('takes settings from a given resolve', async () => {
    const clock = new VirtualClock(startMs)
    const deliver = vi.fn(async () => {})
    const engine = createEngine({
      functions: { orders: { handler: async () => 'ok' } },
      clock,
      resolve: async () => ({ functionArn: `${orders}:live`, config: { OnSuccess: shipped }, target: 'present' }),
      deliver,
    })
    await engine.accept('orders:live')
    await driven(engine, clock)
    expect(deliver).toHaveBeenCalledTimes(1)
  })

  it('awaits a resolve whose promise is of another realm', async () => {
    const resolution = { functionArn: `${orders}:$LATEST`, config: {}, target: 'present' as const }
    const resolve = runInNewContext('(resolution) => async () => resolution')(resolution)
    const options = { functions: { orders: { handler: async () => 'ok' } }, resolve, deliver: async () => {} }
    const timeline: TimelineEntry[] = []
    const engine = createEngine({ ...options, onTimeline: (entry) => timeline.push(entry) })
    await engine.accept('orders')
    await engine.drained()
    expect(timeline[0]).toMatchObject({ type: 'accepted', functionArn: resolution.functionArn })
    await engine.stop()
  })

  it('runs functions through a given invoke', async () => {
    const clock = new VirtualClock(startMs)
    const invoke = vi.fn(async () => success)
    const engine = createEngine({ functions: { orders: { MaximumRetryAttempts: 0 } }, clock, invoke })
    await engine.accept('orders')
    await driven(engine, clock)
    expect(invoke).toHaveBeenCalledTimes(1)
  })
})

function settledTurns(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve))
}
