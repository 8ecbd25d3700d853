import { runInNewContext } from 'node:vm'
import fc from 'fast-check'
import { describe, expect, it, vi } from 'vitest'
import { driven, settled } from '../../../test/drive.ts'
import { bytes, startMs, success } from '../../../test/engine-world.ts'
import type { TimelineEntry } from '../observe/timeline.ts'
import type { JsonValue } from '../payload.ts'
import type { Deliver } from '../ports.ts'
import { createMemoryStore } from '../queue/memory-store.ts'
import { VirtualClock } from '../time/clock.ts'
import { createEngine } from './create-engine.ts'
import type { Engine } from './engine.ts'
import type { CreateEngineOptions, NamedFunction, NamedFunctionsOptions } from './function-options.ts'
import type { InvocationContext } from './in-process-invoker.ts'
import { optionProblems } from './option-problems.ts'
import { engineRules, memberRules } from './option-rules.ts'

const shipped = 'arn:aws:sqs:us-east-1:123456789012:shipped'
const failed = 'arn:aws:sqs:us-east-1:123456789012:failed'
const deadLetters = 'arn:aws:sqs:us-east-1:123456789012:dead-letters'
const orders = 'arn:aws:lambda:us-east-1:123456789012:function:orders'

/** An engine with one function, `orders`, on a held clock. */
function ordersEngine(settings: Partial<NamedFunction> = {}, options: Partial<NamedFunctionsOptions> = {}) {
  const clock = new VirtualClock(startMs)
  const timeline: TimelineEntry[] = []
  const records: { readonly [member: string]: unknown }[] = []
  const deliver: Deliver = async ({ recordText }) => {
    records.push(JSON.parse(recordText))
  }
  const engine = createEngine({
    functions: { orders: { handler: async (event) => ({ shipped: event.orderId }), ...settings } },
    clock,
    deliver,
    deliverDeadLetter: async () => {},
    onTimeline: (entry) => timeline.push(entry),
    ...options,
  })
  return { engine, clock, timeline, records, run: () => driven(engine, clock) }
}

/** The error with which a promise rejects. */
async function rejection(promise: Promise<unknown>): Promise<unknown> {
  return promise.then(
    (value) => expect.unreachable(`resolved with ${value}`),
    (error) => error,
  )
}

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

  it('applies the settings of each function', async () => {
    const { engine, clock, timeline, run } = ordersEngine({
      handler: () => Promise.reject(new Error('no items')),
      MaximumRetryAttempts: 1,
      OnFailure: failed,
      deadLetterTargetArn: deadLetters,
    })
    await engine.accept('orders', {})
    await run()
    expect(clock.nowMs()).toBe(startMs + 60_000)
    const sent = timeline.filter(({ type }) => type === 'delivered' || type === 'dead-letter-delivered')
    expect(sent.map((entry) => 'destinationArn' in entry && entry.destinationArn).sort()).toEqual([deadLetters, failed])
  })

  it('discards events of a function with reserved concurrency 0', async () => {
    const { engine, records, run } = ordersEngine({ reservedConcurrency: 0, OnFailure: failed })
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

  it('names region and account in ARNs, the invoked one included', async () => {
    let context: InvocationContext | undefined
    const { engine, timeline, run } = ordersEngine(
      {
        handler: (_, invocation) => {
          context = invocation
        },
      },
      { region: 'eu-west-1', accountId: '999999999999' },
    )
    await engine.accept('orders:$LATEST')
    await run()
    const arn = 'arn:aws:lambda:eu-west-1:999999999999:function:orders:$LATEST'
    expect([context?.invokedFunctionArn, timeline[0]]).toMatchObject([arn, { type: 'accepted', functionArn: arn }])
  })

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

describe('createEngine', () => {
  const handler = async () => 'ok'
  const deliver = async () => {}
  const resolve = () => ({ functionArn: orders, config: {}, target: 'present' as const })
  const invoke = async () => success

  it.each([
    {
      options: { functions: { orders: { handler, OnSuccess: shipped } } },
      message: `functions.orders.OnSuccess is "${shipped}", but deliver is missing: whatever goes there would be lost`,
    },
    {
      options: { functions: { orders: { handler, deadLetterTargetArn: deadLetters } }, deliver },
      message: `functions.orders.deadLetterTargetArn is "${deadLetters}", but deliverDeadLetter is missing: whatever goes there would be lost`,
    },
    {
      options: { functions: { orders: { handler, MaximumRetryAttempts: 3 } } },
      message:
        "functions.orders.MaximumRetryAttempts is 3: ValidationException: 1 validation error detected: Value '3' at 'maximumRetryAttempts' failed to satisfy constraint: Member must have value less than or equal to 2",
    },
    {
      options: { functions: { orders: { handler, MaximumRetryAttempts: 1.5 } } },
      message: 'functions.orders.MaximumRetryAttempts is 1.5, not an integer',
    },
    {
      options: { functions: { orders: { handler, MaximumEventAgeInSeconds: '60' } } },
      message: 'functions.orders.MaximumEventAgeInSeconds is "60", not an integer',
    },
    {
      options: { functions: { orders: { handler, OnFailure: `${failed}.fifo` } }, deliver },
      message: `functions.orders.OnFailure is "${failed}.fifo": InvalidParameterValueException: The destination ARN ${failed}.fifo is invalid.`,
    },
    {
      options: { functions: { orders: { handler, OnFailure: failed } }, region: 'eu-west-1', deliver },
      message: `functions.orders.OnFailure is "${failed}": InvalidParameterValueException: The destination ARN ${failed} is invalid.`,
    },
    {
      options: { functions: { orders: { handler, deadLetterTargetArn: orders } } },
      message: `functions.orders.deadLetterTargetArn is "${orders}": InvalidParameterValueException: Invalid dead letter queue ARN: Only Amazon SQS queues and Amazon SNS topics are supported.`,
    },
    {
      options: { functions: { orders: { handler, OnSuccess: '' } }, deliver },
      message: 'functions.orders.OnSuccess is "", not an ARN',
    },
    {
      options: { functions: { orders: { handler, reservedConcurrency: -1 } } },
      message: 'functions.orders.reservedConcurrency is -1, not a non-negative integer',
    },
    {
      options: { functions: { orders: { handler, recursiveLoop: 'On' } } },
      message: 'functions.orders.recursiveLoop is "On", not Off, Terminate or Allow',
    },
    {
      options: { functions: { orders: { handler, timeoutMs: 0 } } },
      message: 'functions.orders.timeoutMs is 0, not a positive number',
    },
    {
      options: { functions: { orders: { handler, onSuccess: shipped } } },
      message:
        'functions.orders.onSuccess is not an option of a function; the options are handler, timeoutMs, MaximumRetryAttempts, MaximumEventAgeInSeconds, OnSuccess, OnFailure, deadLetterTargetArn, reservedConcurrency, recursiveLoop',
    },
    {
      options: { functions: { orders: { MaximumRetryAttempts: 0 } } },
      message: 'functions.orders.handler is missing: it is required without invoke',
    },
    {
      options: { functions: { orders: handler } },
      message: `functions.orders is ${handler}, not an object`,
    },
    {
      options: { functions: { 'orders:live': { handler } } },
      message: 'functions.orders:live is not an unqualified function name',
    },
    {
      options: { functions: { 'or ders': { handler } } },
      message: 'functions.or ders is not an unqualified function name',
    },
    {
      options: { functions: [] },
      message: 'functions is [], not an object with functions by name',
    },
    {
      options: { functions: new Map([['orders', { handler }]]) },
      message: 'functions is [object Map], not an object with functions by name',
    },
    {
      options: { functions: { orders: new Map([['handler', handler]]) } },
      message: 'functions.orders is [object Map], not an object',
    },
    {
      options: { functions: { ['f'.repeat(65)]: { handler } } },
      message: `functions.${'f'.repeat(65)} has a name of 65 characters; Lambda takes at most 64`,
    },
    {
      options: { functions: { orders: { handler, OnSuccess: Object.create(null) } }, deliver },
      message: 'functions.orders.OnSuccess is [object Object], not an ARN',
    },
    {
      options: { functions: {}, regoin: 'eu-west-1' },
      message: 'regoin is not an option of an engine',
    },
    {
      options: { ...{ store: {}, clock: new VirtualClock() }, resolve, invoke, deliver, maxinFlight: 1 },
      message: 'maxinFlight is not an option of an engine',
    },
    {
      options: { ...{ store: {}, clock: new VirtualClock() }, resolve, invoke, deliver, region: 'bad' },
      message: 'region has no effect without functions',
    },
    {
      options: { functions: {}, region: Symbol('eu') },
      message: 'region is Symbol(eu), not an AWS region',
    },
    {
      options: { functions: {}, onFault: 'log', leaseMs: 0, concurrency: 'waits' },
      message:
        'onFault is "log", not a function; leaseMs is 0, not a positive number; concurrency is "waits", not as-lambda or wait',
    },
    {
      options: undefined,
      message: 'options is undefined, not an object',
    },
    {
      options: { functions: {}, region: 'europe' },
      message: 'region is "europe", not an AWS region',
    },
    {
      options: { functions: {}, accountId: 123456789012 },
      message: 'accountId is 123456789012, not 12 digits',
    },
    {
      options: { functions: { orders: {} }, resolve, invoke, deliver },
      message: 'functions has no effect beside resolve and invoke',
    },
    {
      options: { functions: { orders: { handler, MaximumRetryAttempts: 0 } }, resolve, deliver },
      message: 'functions.orders.MaximumRetryAttempts has no effect beside resolve, which returns the settings',
    },
    {
      options: { functions: { orders: { handler } }, resolve },
      message: 'deliver is missing: it is required beside resolve',
    },
    {
      options: { functions: { orders: { handler, MaximumRetryAttempts: 0 } }, invoke },
      message: 'functions.orders.handler has no effect beside invoke, which runs the function',
    },
    {
      options: { resolve, invoke, clock: new VirtualClock() },
      message:
        'store is missing: it is required without functions; deliver is missing: it is required without functions',
    },
  ])('refuses its options: $message', ({ options, message }) => {
    // JavaScript can pass anything.
    const create = () => createEngine(options as unknown as CreateEngineOptions)
    expect(create).toThrow(expect.objectContaining({ name: 'EngineError', code: 'invalid-options', message }))
  })

  it('takes a function name of 64 characters, as Lambda does', () => {
    expect(() => createEngine({ functions: { ['f'.repeat(64)]: { handler } } })).not.toThrow()
  })

  it('takes ports and handlers that are methods of a class, and calls them on its object', async () => {
    class Counted {
      #calls = 0
      get calls(): number {
        return this.#calls
      }
      protected count(): void {
        this.#calls += 1
      }
    }
    class Ports extends Counted {
      readonly clock = new VirtualClock(startMs)
      readonly store = createMemoryStore({ clock: this.clock })
      resolve() {
        this.count()
        return { functionArn: `${orders}:$LATEST`, config: { OnSuccess: shipped }, target: 'present' as const }
      }
      async invoke() {
        this.count()
        return success
      }
      async deliver() {
        this.count()
      }
      onTimeline() {
        this.count()
      }
    }
    class Orders extends Counted {
      readonly MaximumRetryAttempts = 0
      async handler() {
        this.count()
      }
    }
    const ports = new Ports()
    const engine = createEngine(ports)
    await engine.accept({ requestId: 'r-1', reference: { functionName: 'orders' } })
    await driven(engine, ports.clock)
    const { calls } = ports
    expect(calls).toBeGreaterThanOrEqual(7)
    const function_ = new Orders()
    const named = ordersEngine({}, { functions: { orders: function_ } })
    await named.engine.accept('orders')
    await named.run()
    expect(function_.calls).toBe(1)
  })

  it('refuses options of any value with the code invalid-options, or takes them', () => {
    const value = fc.oneof(
      fc.anything({ withBigInt: true, withNullPrototype: true, withMap: true, withDate: true }),
      fc.constantFrom<unknown>(Symbol('s'), handler, { toString: () => expect.unreachable() }),
    )
    const option = fc.oneof(
      fc.constantFrom('functions', 'region', 'accountId', 'regoin', ...Object.keys(engineRules)),
      fc.string(),
    )
    const member = fc.oneof(fc.constantFrom(...Object.keys(memberRules)), fc.string())
    const functions = fc.dictionary(fc.constantFrom('orders', 'f'), fc.oneof(value, fc.dictionary(member, value)))
    const options = fc.oneof(
      value,
      fc.dictionary(option, value),
      fc.tuple(fc.dictionary(option, value), functions).map(([given, byName]) => ({ ...given, functions: byName })),
    )
    fc.assert(
      fc.property(options, (given) => {
        expect(optionProblems(given).every((problem) => typeof problem === 'string')).toBe(true)
      }),
      { seed: 20261128, numRuns: 2_000 },
    )
  })
})

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

function settledTurns(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve))
}
