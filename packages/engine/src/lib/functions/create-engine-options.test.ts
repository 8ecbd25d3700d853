import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { driven } from '../../../test/drive.ts'
import { startMs, success } from '../../../test/engine-world.ts'
import { deadLetters, failed, orders, ordersEngine, shipped } from '../../../test/orders-engine.ts'
import { createMemoryStore } from '../memory-store/memory-store.ts'
import { VirtualClock } from '../time/clock.ts'
import { createEngine } from './create-engine.ts'
import type { CreateEngineOptions } from './function-options.ts'
import { optionProblems } from './option-problems.ts'
import { engineRules, memberRules } from './option-rules.ts'

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
        'functions.orders.onSuccess is not an option of a function; the options are handler, timeoutMs, MaximumRetryAttempts, MaximumEventAgeInSeconds, OnSuccess, OnFailure, deadLetterTargetArn, reservedConcurrency, DestinationConfig, DeadLetterConfig, ReservedConcurrentExecutions, recursiveLoop',
    },
    {
      options: { functions: { orders: { handler, OnFailure: failed, DestinationConfig: {} } }, deliver },
      message: 'functions.orders has both OnFailure and DestinationConfig: declare its targets and limits in one form',
    },
    {
      options: { functions: { orders: { handler, DestinationConfig: { OnFail: { Destination: failed } } } }, deliver },
      message: 'functions.orders.DestinationConfig.OnFail is not a setting; did you mean OnFailure?',
    },
    {
      options: { functions: { orders: { handler, DestinationConfig: { OnFailure: { Destination: failed } } } } },
      message: `functions.orders.DestinationConfig.OnFailure is "${failed}", but deliver is missing: whatever goes there would be lost`,
    },
    {
      options: { functions: { orders: { handler, DeadLetterConfig: { TargetArn: orders } } } },
      message: `functions.orders.DeadLetterConfig is {"TargetArn":"${orders}"}: InvalidParameterValueException: Invalid dead letter queue ARN: Only Amazon SQS queues and Amazon SNS topics are supported.`,
    },
    {
      options: { functions: { orders: { handler, DestinationConfig: failed } }, deliver },
      message: `functions.orders.DestinationConfig is "${failed}", not an object`,
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

  it('lists problems of one line, whatever the names and values', () => {
    const text = fc.constantFrom('\n', 'a\r\nb', '\u2028', 'OnFailure', 'DestinationConfig', 'handler', 'f', '')
    const members = fc.dictionary(text, fc.oneof(text, fc.dictionary(text, text)))
    fc.assert(
      fc.property(members, fc.dictionary(text, members), (options, functions) => {
        for (const problem of optionProblems({ ...options, functions, deliver }))
          expect(problem).not.toMatch(/[\n\r\u2028]/)
      }),
    )
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
