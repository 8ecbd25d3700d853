import { describe, expect, it, vi } from 'vitest'
import { settled, turn, unwoken } from '../../../test/drive.ts'
import { bytes, deadLetters, error, failures, startMs, success, successes, world } from '../../../test/engine-world.ts'
import { createMemoryStore } from '../memory-store/memory-store.ts'
import { formatTimelineEntry } from '../observe/timeline-document.ts'
import { VirtualClock } from '../time/clock.ts'
import { encodeState } from './item-state.ts'

describe('deliveries of an event (DLQ-6)', () => {
  const both = {
    resolution: { deadLetterTargetArn: deadLetters, config: { MaximumRetryAttempts: 0, OnFailure: failures } },
  }

  it('send the event with its attributes to the dead-letter target, then the record (DLQ-1, DLQ-2)', async () => {
    const { deadLettered, delivered, timeline, accept, run } = world({ ...both, invoke: async () => error })
    await accept('r-1', '{"orderId": "A-1002"}\n', 'f', 'Root=1-5f')
    await run()
    expect(deadLettered).toMatchObject([
      {
        route: 'DeadLetter',
        destinationArn: deadLetters,
        condition: 'RetriesExhausted',
        traceHeader: 'Root=1-5f',
        attributes: { RequestID: 'r-1', ErrorCode: 200, ErrorMessage: 'no' },
      },
    ])
    expect(deadLettered[0]?.payload).toEqual(bytes('{"orderId": "A-1002"}\n'))
    expect(delivered).toMatchObject([{ route: 'OnFailure', traceHeader: 'Root=1-5f' }])
    expect(timeline.slice(-2).map(({ type }) => type)).toEqual(['dead-letter-delivered', 'delivered'])
  })

  it('do not depend on each other when one fails', async () => {
    const broken = () => Promise.reject(new Error('no such queue'))
    const first = world({ ...both, invoke: async () => error, deliverDeadLetter: broken })
    await first.accept()
    await first.run()
    expect(first.delivered).toHaveLength(1)
    expect(first.timeline).toContainEqual(expect.objectContaining({ type: 'dead-letter-failed' }))
    const second = world({ ...both, invoke: async () => error, deliver: broken })
    await second.accept()
    await second.run()
    expect(second.deadLettered).toHaveLength(1)
  })

  it('send no dead letter after a success', async () => {
    const { deadLettered, delivered, accept, run } = world({
      resolution: { deadLetterTargetArn: deadLetters, config: { OnSuccess: successes } },
    })
    await accept()
    await run()
    expect([deadLettered.length, delivered.length]).toEqual([0, 1])
  })

  it('fail for a dead-letter target without deliverDeadLetter', async () => {
    const { timeline, metrics, accept, run } = world({
      resolution: { target: 'missing', deadLetterTargetArn: deadLetters, config: { MaximumRetryAttempts: 0 } },
      ...{ deliverDeadLetter: undefined },
    } as never)
    await accept()
    await run()
    expect(timeline.at(-1)).toMatchObject({ type: 'dead-letter-failed', attributes: { ErrorCode: 404 } })
    expect(metrics.at(-1)).toMatchObject({ name: 'DeadLetterErrors', value: 1, dimensions: { Resource: 'f' } })
  })

  it('leave the queue when a carrier kept them, with an explanation in the timeline', async () => {
    const { store, timeline, metrics, accept, run } = world({
      ...both,
      invoke: async () => error,
      deliver: async () => ({ kept: 'on the shelf' }),
      deliverDeadLetter: async () => ({ kept: 'in the drawer' }),
    })
    await accept()
    await run()
    const document = timeline.slice(-2).map(formatTimelineEntry)
    const at = new Date(startMs).toISOString()
    expect(document).toEqual([
      { type: 'kept', at, route: 'DeadLetter', destinationArn: deadLetters, explanation: 'in the drawer' },
      { type: 'kept', at, route: 'OnFailure', destinationArn: failures, explanation: 'on the shelf' },
    ])
    expect(timeline.at(-1)).toHaveProperty('recordText')
    expect(timeline.at(-2)).toHaveProperty('attributes.RequestID')
    expect(metrics.map(({ name }) => String(name)).filter((name) => /Failures|DeadLetterErrors/.test(name))).toEqual([])
    expect(await store.stats()).toMatchObject({ ready: 0, delayed: 0, leased: 0 })
  })

  it('name the function in metrics by its ARN if the item has no reference', async () => {
    const store = createMemoryStore({ clock: new VirtualClock(startMs) })
    const about = {
      requestId: 'r-1',
      condition: 'RetriesExhausted',
      destinationArn: failures,
      route: 'OnFailure',
    } as const
    const functionArn = 'arn:aws:lambda:us-east-1:123456789012:function:orders:live'
    const state = encodeState({ kind: 'delivery', ...about, functionArn })
    await store.enqueue([{ id: 'r-1/OnFailure', lane: 'destination', delayMs: 0, state, body: bytes('{}') }])
    const { metrics, run } = world({ store, deliver: () => Promise.reject(new Error('no such queue')) })
    await run()
    expect(metrics).toMatchObject([{ dimensions: { FunctionName: 'orders', Resource: 'orders:live' } }])
  })

  it('are retried until they succeed if failedDeliveries is keep', async () => {
    let refusals = 3
    const { timeline, accept, run } = world({
      failedDeliveries: 'keep',
      deliver: async () => {
        if (refusals-- > 0) throw new Error('busy')
      },
    })
    await accept()
    await run()
    const deliveries = timeline.filter(({ type }) => type.startsWith('deliver'))
    expect(deliveries.map(({ type, atMs }) => [type, (atMs - startMs) / 1_000])).toEqual([
      ['delivery-failed', 0],
      ['delivery-failed', 1],
      ['delivery-failed', 3],
      ['delivered', 7],
    ])
  })

  it('are repeated after a crash before their acknowledgement, without another run', async () => {
    const clock = new VirtualClock(startMs)
    const store = createMemoryStore({ clock })
    const invoke = vi.fn(async () => success)
    const hung = world({ clock: unwoken(clock), store, invoke, leaseMs: 1_000, deliver: () => new Promise(() => {}) })
    await hung.accept()
    await turn()
    await turn()
    expect(invoke).toHaveBeenCalledTimes(1)
    // The first engine never comes back.
    clock.advanceMs(1_000)
    const other = world({ clock, store, invoke })
    await settled(other.engine)
    expect(invoke).toHaveBeenCalledTimes(1)
    expect(other.delivered).toHaveLength(1)
  })
})
