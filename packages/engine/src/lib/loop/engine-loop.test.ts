import { describe, expect, it, vi } from 'vitest'
import { driven, settled } from '../../../test/drive.ts'
import { bytes, error, failures, functionArn, startMs, success, successes, world } from '../../../test/engine-world.ts'
import { retryTimelines } from '../../../test/vectors.ts'
import { createMemoryStore } from '../memory-store/memory-store.ts'
import { VirtualClock } from '../time/clock.ts'

describe('the engine loop', () => {
  it.each(retryTimelines)(
    'runs an event through the timeline $name (4.2)',
    async ({ config, attemptOutcomes, expectedAttemptOffsetsSeconds, expectedTerminal }) => {
      const outcomes = [...attemptOutcomes]
      const { reservedConcurrentExecutions, ...settings } = config
      const { timeline, delivered, run, accept, faults } = world({
        resolution: {
          config: { ...settings, OnFailure: failures, OnSuccess: successes },
          target: reservedConcurrentExecutions === 0 ? 'zeroReserved' : 'present',
        },
        invoke: async () => {
          const outcome = outcomes.shift() ?? 'success'
          if (outcome === 'success') return success
          if (outcome === 'functionError') return error
          return outcome === 'systemError' ? { outcome, statusCode: 500 } : { outcome }
        },
      })
      await accept()
      await run()
      const starts = timeline
        .filter(({ type }) => type === 'attempt-started')
        .map(({ atMs }) => (atMs - startMs) / 1_000)
      expect(starts).toEqual(expectedAttemptOffsetsSeconds)
      const { offsetSeconds, condition, approximateInvokeCount, responseContext } = expectedTerminal
      expect(delivered).toHaveLength(1)
      const record = JSON.parse(delivered[0]?.recordText ?? '')
      expect(record).toMatchObject({
        timestamp: new Date(startMs + offsetSeconds * 1_000).toISOString(),
        requestContext: { requestId: 'r-1', functionArn, condition, approximateInvokeCount },
      })
      if (responseContext !== undefined) expect(record.responseContext).toEqual(responseContext)
      expect(delivered[0]).toMatchObject({
        route: condition === 'Success' ? 'OnSuccess' : 'OnFailure',
        destinationArn: condition === 'Success' ? successes : failures,
      })
      expect(faults).toEqual([])
    },
  )
})

describe('the engine loop and its ports', () => {
  it('puts the bytes of payload and response into the record unchanged (REC-6)', async () => {
    const { delivered, accept, run } = world({ invoke: async () => ({ ...success, payload: bytes('{"n": 1.50}') }) })
    await accept()
    await run()
    expect(delivered[0]?.recordText).toBe(
      `{"version":"1.0","timestamp":"2026-02-10T09:15:00.000Z","requestContext":{"requestId":"r-1","functionArn":"${functionArn}","condition":"Success","approximateInvokeCount":1},"requestPayload":{"orderId": "A-1002"}\n,"responseContext":{"statusCode":200,"executedVersion":"$LATEST"},"responsePayload":{"n": 1.50}}`,
    )
  })

  it.each([
    { name: 'empty', payload: bytes(''), expected: { responsePayload: undefined, deliveryError: undefined } },
    { name: 'not JSON', payload: bytes('<html>'), expected: { deliveryError: { statusCode: 400 } } },
    {
      name: 'not UTF-8',
      payload: new Uint8Array([0x22, 0xff, 0x22]),
      expected: { deliveryError: { statusCode: 400 } },
    },
  ])('records a response that is $name under the condition Success (REC-8)', async ({ payload, expected }) => {
    const { delivered, accept, run } = world({ invoke: async () => ({ ...success, payload }) })
    await accept()
    await run()
    const record = JSON.parse(delivered[0]?.recordText ?? '')
    expect(record).toMatchObject({ requestContext: { condition: 'Success' } })
    expect({ ...record, responsePayload: record.responsePayload, deliveryError: record.deliveryError }).toMatchObject(
      expected,
    )
  })

  it('passes an event without a payload to the function as {} (INV-4)', async () => {
    const seen: string[] = []
    const { delivered, accept, run } = world({
      invoke: async ({ payload }) => {
        seen.push(new TextDecoder().decode(payload))
        return success
      },
    })
    await accept('r-1', '')
    await run()
    expect(seen).toEqual(['{}'])
    expect(delivered[0]?.recordText).toContain('"requestPayload":{},')
  })

  it('resolves before every attempt, so that a target that disappears is a 404 (DSP-2, TRM-3)', async () => {
    const answers = (['present', 'present', 'missing'] as const).map((target) => target)
    const { delivered, accept, run } = world({
      resolve: () => ({
        functionArn,
        config: { OnFailure: failures, MaximumRetryAttempts: 1 },
        target: answers.shift() ?? 'missing',
      }),
      invoke: async () => error,
    })
    await accept()
    await run()
    const record = JSON.parse(delivered[0]?.recordText ?? '')
    expect(record.requestContext).toMatchObject({ condition: 'RetriesExhausted', approximateInvokeCount: 2 })
    expect(record.responseContext).toEqual({ statusCode: 404 })
    expect(record).not.toHaveProperty('responsePayload')
  })

  it('treats an attempt that rejects as a system error with status code 500, and reports the fault (U-04)', async () => {
    const broken = new Error('no process could be started')
    const { timeline, faults, accept, run } = world({
      resolution: { config: { MaximumEventAgeInSeconds: 60 } },
      invoke: () => Promise.reject(broken),
    })
    await accept()
    await run()
    expect(timeline.at(-1)).toMatchObject({
      type: 'decided',
      decision: { condition: 'EventAgeExceeded', responseContext: { statusCode: 500 } },
    })
    expect(faults).toHaveLength(6)
    expect(faults[0]).toBe(broken)
  })

  it('retries neither a failed delivery nor the run before it (DST-8, TRM-4)', async () => {
    const invoke = vi.fn(async () => success)
    const deliver = vi.fn(() => Promise.reject(new Error('queue does not exist')))
    const { timeline, accept, run } = world({ invoke, deliver })
    await accept()
    await run()
    expect(invoke).toHaveBeenCalledTimes(1)
    expect(deliver).toHaveBeenCalledTimes(1)
    expect(timeline.at(-1)).toMatchObject({ type: 'delivery-failed', destinationArn: successes })
  })

  it('answers duplicate for a request id that is in the queue', async () => {
    const { accept } = world({ resolution: { config: {} } })
    expect(await Promise.all([accept('r-1'), accept('r-1')])).toEqual(['accepted', 'duplicate'])
  })

  it('answers full when the store is, and keeps nothing of the event', async () => {
    const clock = new VirtualClock()
    const { accept, timeline } = world({ clock, store: createMemoryStore({ clock, maxItems: 0 }) })
    expect(await accept()).toBe('full')
    expect(timeline).toEqual([])
  })

  it('keeps to maxInFlight', async () => {
    let running = 0
    let maxRunning = 0
    const { engine, accept } = world({
      maxInFlight: 3,
      resolution: { config: {} },
      invoke: async () => {
        maxRunning = Math.max(maxRunning, ++running)
        await settledTurns()
        running -= 1
        return success
      },
    })
    await Promise.all(Array.from({ length: 20 }, (_, n) => accept(`r-${n}`)))
    await settled(engine)
    expect(maxRunning).toBe(3)
  })

  it('goes on after a failure of the store', async () => {
    const clock = new VirtualClock(startMs)
    const store = createMemoryStore({ clock })
    const claim = vi.spyOn(store, 'claim').mockRejectedValueOnce(new Error('disk is busy'))
    const { engine, faults, delivered } = world({ clock, store })
    await engine.accept({ requestId: 'r-1', reference: { functionName: 'f' }, payload: bytes('1') })
    await driven(engine, clock)
    expect(claim.mock.calls.length).toBeGreaterThan(1)
    expect(faults).toEqual([new Error('disk is busy')])
    expect(delivered).toHaveLength(1)
  })

  it('puts running events back when it stops, without a decision about them', async () => {
    const clock = new VirtualClock(startMs)
    const store = createMemoryStore({ clock })
    const { engine, timeline, accept } = world({
      clock,
      store,
      invoke: ({ signal }) => new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason))),
    })
    await accept()
    while (!timeline.some(({ type }) => type === 'attempt-started')) await settledTurns()
    await engine.stop()
    expect(await store.stats()).toMatchObject({ ready: 1, delayed: 0, leased: 0 })
    expect(timeline.some(({ type }) => type === 'decided')).toBe(false)
    await expect(accept('r-2')).rejects.toThrow('stopped')
  })

  it('calls onIdle when nothing is running', async () => {
    const onIdle = vi.fn()
    const { engine, accept } = world({ onIdle, invoke: async () => error })
    await accept()
    expect(engine.idle).toBe(false)
    await settled(engine)
    expect(onIdle).toHaveBeenCalled()
    expect(engine.idle).toBe(true)
  })
})

function settledTurns(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve))
}
