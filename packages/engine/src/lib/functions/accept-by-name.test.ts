import { runInNewContext } from 'node:vm'
import fc from 'fast-check'
import { describe, expect, it, vi } from 'vitest'
import { bytes, startMs, success } from '../../../test/engine-world.ts'
import { orders, ordersEngine, rejection, shipped } from '../../../test/orders-engine.ts'
import { createMemoryStore } from '../memory-store/memory-store.ts'
import type { JsonValue } from '../payload.ts'
import { VirtualClock } from '../time/clock.ts'
import { createEngine } from './create-engine.ts'
import type { Engine } from './engine.ts'

describe('accept by name', () => {
  it('resolves with a request id of its own, the same in every attempt and in the record (INV-8)', async () => {
    const { engine, records, run } = ordersEngine({ OnSuccess: shipped })
    const ids = [await engine.accept('orders', 1), await engine.accept('orders', 2)]
    expect(ids[0]).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
    await run()
    expect(records.map((record) => (record.requestContext as { requestId: string }).requestId)).toEqual(ids)
  })

  it.each([
    { name: 'a value', payload: { a: [1, 'é'] }, requestPayload: '{"a":[1,"é"]}' },
    { name: 'null', payload: null, requestPayload: 'null' },
    { name: 'bytes, unchanged', payload: bytes('{"n": 1.50}'), requestPayload: '{"n": 1.50}' },
    { name: 'no bytes, as {} (INV-4)', payload: bytes(''), requestPayload: '{}' },
    { name: 'nothing, as {} (INV-4)', payload: undefined, requestPayload: '{}' },
  ])('takes $name', async ({ payload, requestPayload }) => {
    const delivered: string[] = []
    const { engine, run } = ordersEngine(
      { handler: async () => 'ok', OnSuccess: shipped },
      { deliver: async ({ recordText }) => void delivered.push(recordText) },
    )
    await engine.accept('orders', payload)
    await engine.accept({
      requestId: 'r-1',
      reference: { functionName: 'orders' },
      ...(payload !== undefined && { payload }),
    })
    await run()
    expect(delivered).toHaveLength(2)
    for (const record of delivered) expect(record).toContain(`"requestPayload":${requestPayload},`)
  })

  it.each([
    { name: 'orders' },
    { name: 'orders:$LATEST' },
    { name: 'function:orders' },
    { name: '123456789012:function:orders' },
    { name: orders },
    { name: `${orders}:$LATEST` },
  ])('finds the function that $name names (INV-5)', async ({ name }) => {
    const { engine, timeline } = ordersEngine()
    await engine.accept(name)
    expect(timeline[0]).toMatchObject({ type: 'accepted', functionArn: `${orders}:$LATEST` })
  })

  it.each([
    {
      name: 'reports',
      code: 'function-not-found',
      message: `Function not found: ${orders.replace('orders', 'reports')}:$LATEST`,
    },
    { name: 'orders:live', code: 'function-not-found', message: `Function not found: ${orders}:live` },
    { name: 'orders:7', code: 'function-not-found', message: `Function not found: ${orders}:7` },
    {
      name: 'constructor',
      code: 'function-not-found',
      message: `Function not found: ${orders.replace('orders', 'constructor')}:$LATEST`,
    },
    {
      name: orders.replace('us-east-1', 'eu-west-1'),
      code: 'function-not-found',
      message: "Functions from 'eu-west-1' are not reachable in this region ('us-east-1')",
    },
    {
      name: '999999999999:function:orders',
      code: 'function-not-found',
      message: `Function not found: ${orders.replace('123456789012', '999999999999')}:$LATEST`,
    },
    {
      name: 'or ders',
      code: 'invalid-reference',
      message: expect.stringContaining("1 validation error detected: Value 'or ders' at 'functionName' failed"),
    },
  ])('refuses $name as Lambda does, and queues nothing (2.3)', async ({ name, code, message }) => {
    const { engine, timeline } = ordersEngine()
    expect(await rejection(engine.accept(name))).toMatchObject({ name: 'EngineError', code, message })
    await engine.drained()
    expect(timeline).toEqual([])
  })

  it('refuses an event object for an unknown function, too', async () => {
    const { engine } = ordersEngine()
    const event = { requestId: 'r-1', reference: { functionName: 'reports' }, functionArn: `${orders}:$LATEST` }
    expect(await rejection(engine.accept(event))).toMatchObject({ code: 'function-not-found' })
    expect(await engine.accept({ requestId: 'r-1', reference: { functionName: 'orders' } })).toBe('accepted')
  })

  it.each([
    { name: 'a value that JSON cannot represent', payload: { at: 1n } as unknown as JsonValue },
    { name: 'bytes that are not JSON', payload: bytes('{') },
  ])('refuses $name', async ({ payload }) => {
    const { engine } = ordersEngine()
    expect(await rejection(engine.accept('orders', payload))).toMatchObject({ code: 'invalid-payload' })
  })

  it.each([
    { call: [undefined], code: 'invalid-event', message: 'event is undefined, neither an object nor a function name' },
    { call: [null], code: 'invalid-event', message: 'event is null, neither an object nor a function name' },
    { call: [5], code: 'invalid-event', message: 'event is 5, neither an object nor a function name' },
    { call: [{}], code: 'invalid-event', message: 'requestId is missing' },
    { call: ['orders', {}, null], code: 'invalid-event', message: 'options is null, not an object' },
    {
      call: ['orders', {}, { requestId: 5 }],
      code: 'invalid-event',
      message: 'requestId is 5, not a non-empty string',
    },
    {
      call: ['orders', {}, { requestId: '' }],
      code: 'invalid-event',
      message: 'requestId is "", not a non-empty string',
    },
    {
      call: ['orders', {}, { traceHeader: Symbol('t') }],
      code: 'invalid-event',
      message: 'traceHeader is Symbol(t), not a string',
    },
    {
      call: [{ requestId: '', reference: { functionName: 'orders' } }],
      code: 'invalid-event',
      message: 'requestId is "", not a non-empty string',
    },
    {
      call: [{ requestId: 'r-1', reference: { functionName: 'orders' }, functionArn: null }],
      code: 'invalid-event',
      message: 'functionArn is null, not a string',
    },
    {
      call: [{ requestId: 'r-1', reference: { functionName: 'orders', qualifier: null } }],
      code: 'invalid-reference',
      message: 'reference.qualifier is null, not a version or an alias',
    },
    {
      call: [{ requestId: 'r-1', reference: {} }],
      code: 'invalid-reference',
      message: 'reference.functionName is undefined, not a function name',
    },
    {
      call: [{ requestId: 'r-1', reference: 'orders' }],
      code: 'invalid-reference',
      message: 'reference is "orders", not an object',
    },
  ])('refuses a call with members of the wrong type: $message', async ({ call, code, message }) => {
    const clock = new VirtualClock(startMs)
    const onPorts = createEngine({
      clock,
      store: createMemoryStore({ clock }),
      resolve: () => ({ functionArn: `${orders}:$LATEST`, config: {}, target: 'present' }),
      invoke: async () => success,
      deliver: async () => {},
    })
    for (const engine of [ordersEngine().engine, onPorts]) {
      const accept = engine.accept.bind(engine) as (...any: readonly unknown[]) => Promise<unknown>
      expect(await rejection(accept(...call))).toMatchObject({ name: 'EngineError', code, message })
      await engine.drained()
    }
  })

  it('refuses bytes that are not JSON in an event object, too, and takes JSON of another realm', async () => {
    const { engine } = ordersEngine()
    const event = { requestId: 'r-1', reference: { functionName: 'orders' } }
    const refused = await rejection(engine.accept({ ...event, payload: new Uint8Array([0xff]) }))
    expect(refused).toMatchObject({ name: 'EngineError', code: 'invalid-payload' })
    const payload: Uint8Array = runInNewContext('new Uint8Array([0x31])')
    expect(await engine.accept({ ...event, payload })).toBe('accepted')
    expect(await engine.accept('orders', payload, { requestId: 'r-2' })).toBe('r-2')
  })

  it('takes an event whose members are accessors of its class', async () => {
    class Event {
      get requestId() {
        return 'r-1'
      }
      get reference() {
        return { functionName: 'orders' }
      }
      get payload() {
        return { orderId: 'A-1002' }
      }
    }
    const { engine, timeline } = ordersEngine()
    expect(await engine.accept(new Event())).toBe('accepted')
    expect(timeline[0]).toMatchObject({ type: 'accepted', requestId: 'r-1' })
  })

  it('accepts any call, or rejects with an error that has a code', async () => {
    const { engine, run } = ordersEngine()
    const value = fc.anything({ withBigInt: true, withNullPrototype: true })
    const reference = fc.record({ functionName: fc.oneof(fc.constant('orders'), value), qualifier: value })
    const odd = <Value>(likely: Value) => fc.oneof(fc.constant<unknown>(likely), value)
    const event = fc.record(
      { requestId: odd('r'), reference: fc.oneof(reference, value), traceHeader: odd('Root=1'), payload: value },
      { requiredKeys: [] },
    )
    const options = fc.oneof(fc.record({ requestId: value, traceHeader: value }, { requiredKeys: [] }), value)
    const call = fc.oneof(fc.tuple(fc.oneof(event, value)), fc.tuple(fc.constant('orders'), value, options))
    await fc.assert(
      fc.asyncProperty(call, async (given) => {
        const accept = engine.accept.bind(engine) as (...any: readonly unknown[]) => Promise<unknown>
        const answer = await accept(...given).catch((error: unknown) => error)
        if (typeof answer !== 'string') expect(answer).toMatchObject({ name: 'EngineError' })
        else expect(answer).not.toBe('')
      }),
      { seed: 20261128, numRuns: 500 },
    )
    await run()
  })

  it.each([
    { code: 'full', setUp: () => ({ store: createMemoryStore({ clock: new VirtualClock(), maxItems: 0 }) }) },
    {
      code: 'unavailable',
      setUp() {
        const store = createMemoryStore({ clock: new VirtualClock() })
        vi.spyOn(store, 'enqueue').mockResolvedValue(['unavailable'])
        return { store }
      },
    },
    {
      code: 'unknown',
      setUp() {
        const store = createMemoryStore({ clock: new VirtualClock() })
        vi.spyOn(store, 'enqueue').mockRejectedValue(new Error('no answer'))
        return { store, onFault: () => {} }
      },
    },
  ])('rejects with the code $code when the store does not take the event', async ({ code, setUp }) => {
    const { engine } = ordersEngine({}, setUp())
    expect(await rejection(engine.accept('orders'))).toMatchObject({ name: 'EngineError', code })
  })

  it('rejects with the codes duplicate, too-large and stopped', async () => {
    const { engine } = ordersEngine({ handler: () => Promise.reject(new Error('no')) })
    expect(await engine.accept('orders', {}, { requestId: 'r-1' })).toBe('r-1')
    expect(await rejection(engine.accept('orders', {}, { requestId: 'r-1' }))).toMatchObject({ code: 'duplicate' })
    const large = 'x'.repeat(9 * 1_048_576)
    expect(await rejection(engine.accept('orders', large))).toMatchObject({ code: 'too-large' })
    await engine.stop()
    expect(await rejection(engine.accept('orders'))).toMatchObject({ code: 'stopped' })
  })

  it('refuses a target that resolve reports missing if the engine is given ports (2.3)', async () => {
    const clock = new VirtualClock(startMs)
    const engine: Engine = createEngine({
      clock,
      store: createMemoryStore({ clock }),
      resolve: async ({ functionName, qualifier = '$LATEST' }) => ({
        functionArn: `arn:aws:lambda:us-east-1:123456789012:function:${functionName}:${qualifier}`,
        config: {},
        target: functionName === 'orders' ? 'present' : 'missing',
      }),
      invoke: async () => success,
      deliver: async () => {},
    })
    expect(await rejection(engine.accept('reports:live'))).toMatchObject({ code: 'function-not-found' })
    expect(await engine.accept('orders:live', {}, { requestId: 'r-2' })).toBe('r-2')
    // An event in the other form has passed the caller's own admission: a missing target is a 404 later (TRM-3).
    expect(await engine.accept({ requestId: 'r-3', reference: { functionName: 'reports' } })).toBe('accepted')
  })
})
