import { runInNewContext } from 'node:vm'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { settled, turn } from '../../../test/drive.ts'
import { bytes, startMs, world } from '../../../test/engine-world.ts'
import type { Attempt } from '../ports.ts'
import { VirtualClock } from '../time/clock.ts'
import type { Handler } from './handler.ts'
import { createInProcessInvoker } from './in-process-invoker.ts'

const unreadable = {
  errorType: 'handled',
  errorMessage:
    'callback called with Error argument, but there was a problem while retrieving one or more of its message, name, and stack',
  trace: [],
}

const attempt: Attempt = {
  requestId: 'r-1',
  reference: { functionName: 'f' },
  payload: bytes('{}'),
  attempt: 1,
  leaseEndsAtMs: () => Number.POSITIVE_INFINITY,
  signal: new AbortController().signal,
}

function ran(handler: Handler) {
  return createInProcessInvoker({ f: handler }, { clock: new VirtualClock(startMs) })(attempt)
}

/** The parsed error object of a function error. */
async function errorOf(thrown: unknown): Promise<unknown> {
  const { outcome, payload } = await ran(() => {
    throw thrown
  })
  expect(outcome).toBe('functionError')
  return JSON.parse(new TextDecoder().decode(payload))
}

function errorWith(members: object): Error {
  return Object.defineProperties(
    new Error('no items'),
    Object.fromEntries(Object.entries(members).map(([name, value]) => [name, { value }])),
  )
}

const fails = (): never => {
  throw new Error('no')
}
const circle: { self?: unknown } = {}
circle.self = circle
const revoked = Proxy.revocable({}, {})
revoked.revoke()
/** Values that fail when they are converted, read or serialized. */
const hostile: readonly unknown[] = [
  Object.create(null),
  { toString: fails },
  { toString: () => ({}) },
  { toJSON: fails },
  { [Symbol.toPrimitive]: fails },
  new Proxy({}, { get: fails, getPrototypeOf: fails }),
  revoked.proxy,
  circle,
  Symbol('s'),
  12n,
  undefined,
  null,
  Object.defineProperty({}, 'then', { get: fails }),
  Object.defineProperty({}, 'then', { value: fails }),
]
// In functions, since fast-check itself cannot read some of the values.
const anything: fc.Arbitrary<() => unknown> = fc.oneof(
  fc.nat({ max: hostile.length - 1 }).map((index) => () => hostile[index]),
  fc.anything({ withBigInt: true, withNullPrototype: true, withSparseArray: true }).map((value) => () => value),
)
const oddError: fc.Arbitrary<() => unknown> = fc
  .record({ name: anything, message: anything, stack: anything }, { requiredKeys: [] })
  .map((members) => () => errorWith(Object.fromEntries(Object.entries(members).map(([name, get]) => [name, get()]))))

describe('createInProcessInvoker', () => {
  it.each([
    { name: 'a string', thrown: 'text', expected: { errorType: 'string', errorMessage: 'text', trace: [] } },
    { name: 'nothing', thrown: undefined, expected: { errorType: 'undefined', errorMessage: 'undefined', trace: [] } },
    { name: 'a symbol', thrown: Symbol('s'), expected: { errorType: 'symbol', errorMessage: 'Symbol(s)', trace: [] } },
    { name: 'an object without a prototype', thrown: Object.create(null), expected: unreadable },
    { name: 'an object whose toString throws', thrown: { toString: fails }, expected: unreadable },
    { name: 'a revoked proxy', thrown: revoked.proxy, expected: unreadable },
    { name: 'an error whose stack is a list', thrown: errorWith({ stack: ['a', 'b'] }), expected: unreadable },
    { name: 'an error whose message is a bigint', thrown: errorWith({ message: 1n }), expected: unreadable },
    { name: 'an error whose name contains itself', thrown: errorWith({ name: circle }), expected: unreadable },
    {
      name: 'an error of another realm',
      thrown: runInNewContext('Object.assign(new TypeError("no items"), { stack: "a\\nb" })'),
      expected: { errorType: 'TypeError', errorMessage: 'no items', trace: ['a', 'b'] },
    },
  ])('writes the error object of the Node.js runtime when a handler throws $name (REC-5)', async (row) => {
    expect(await errorOf(row.thrown)).toEqual(row.expected)
  })

  it('returns a function error with an error object, whatever a handler throws (REC-5)', async () => {
    const text = expect.any(String)
    await fc.assert(
      fc.asyncProperty(fc.oneof(anything, oddError), async (thrown) => {
        const error = await errorOf(thrown())
        expect(error).toMatchObject({ trace: expect.any(Array) })
        for (const value of Object.values(error as object)) expect([text, expect.any(Array)]).toContainEqual(value)
      }),
      { seed: 20261128, numRuns: 500 },
    )
  })

  it('returns a result with JSON, whatever a handler returns', async () => {
    await fc.assert(
      fc.asyncProperty(anything, fc.boolean(), async (value, isAsync) => {
        const { outcome, payload } = await ran(isAsync ? async () => value() : value)
        expect(['success', 'functionError']).toContain(outcome)
        expect(() => JSON.parse(new TextDecoder().decode(payload))).not.toThrow()
      }),
      { seed: 20261128, numRuns: 500 },
    )
  })

  it('ends an event whose handler throws a value that cannot be read, without waiting for the timeout', async () => {
    const clock = new VirtualClock(startMs)
    const invoke = createInProcessInvoker({ f: () => Promise.reject(Object.create(null)) }, { clock })
    const { engine, accept, timeline } = world({ clock, invoke, resolution: { config: { MaximumRetryAttempts: 0 } } })
    await accept()
    await settled(engine)
    await turn()
    expect([timeline.at(-1)?.type, clock.nowMs()]).toEqual(['decided', startMs])
  })
})
