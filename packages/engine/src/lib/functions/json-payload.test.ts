import { runInNewContext } from 'node:vm'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { EngineError } from '../engine-error.ts'
import type { JsonValue } from '../payload.ts'
import { checkJsonBytes, encodePayload } from './json-payload.ts'

const textOf = (bytes: Uint8Array) => new TextDecoder().decode(bytes)
const circle: unknown[] = [1]
circle.push({ back: circle })

function throwing(): never {
  throw new Error('closed')
}

function deep(levels: number): unknown {
  let value: unknown = 1
  for (let level = 0; level < levels; level += 1) value = [value]
  return value
}

/** True if two values have the same own members, hidden ones included. There is no negative zero in JSON. */
function sameData(a: unknown, b: unknown): boolean {
  if (typeof a !== 'object' || a === null || typeof b !== 'object' || b === null) return a === b
  const [keysOfA, keysOfB] = [Reflect.ownKeys(a), Reflect.ownKeys(b)]
  const same = (key: string | symbol): boolean => sameData(Reflect.get(a, key), Reflect.get(b, key))
  return keysOfA.length === keysOfB.length && keysOfA.every((key) => keysOfB.includes(key) && same(key))
}

describe('encodePayload', () => {
  it('writes any JSON value so that it reads back the same', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        // JSON has no negative zero.
        const expected = JSON.parse(JSON.stringify(value))
        expect(JSON.parse(textOf(encodePayload(value as JsonValue)))).toEqual(expected)
      }),
      { seed: 20261128 },
    )
  })

  it('returns bytes unchanged', () => {
    const bytes = new Uint8Array([0x7b, 0x7d, 0xff])
    expect(encodePayload(bytes)).toBe(bytes)
  })

  it('returns bytes of another realm unchanged, and refuses other views', () => {
    const bytes = runInNewContext('new Uint8Array([0x31])')
    expect(encodePayload(bytes)).toBe(bytes)
    const floats = runInNewContext('new Float32Array([1])')
    expect(() => encodePayload(floats)).toThrow(expect.objectContaining({ code: 'invalid-payload' }))
    expect(textOf(encodePayload(runInNewContext('({ a: [1] })')))).toBe('{"a":[1]}')
  })

  it('takes values as deep as JSON takes them', () => {
    const levels = [...Array(30).keys()].map((n) => n * 200)
    for (const value of levels.map(deep)) {
      const isTaken = (write: () => unknown) => {
        try {
          return write() !== undefined
        } catch {
          return false
        }
      }
      // A little less of the stack is left in our own call.
      if (isTaken(() => JSON.stringify([[[value]]]))) textOf(encodePayload(value as JsonValue))
    }
    expect(textOf(encodePayload(deep(3_000) as JsonValue))).toHaveLength(6_001)
  })

  it('writes -0 as 0, and any member that is data, whatever its name', () => {
    expect(textOf(encodePayload([-0]))).toBe('[0]')
    const named = JSON.parse('{"__proto__": {"a": 1}, "toJSON": 2, "constructor": 3}')
    expect(textOf(encodePayload(named))).toBe('{"__proto__":{"a":1},"toJSON":2,"constructor":3}')
  })

  it('reads each member once, so that nothing changes after the check', () => {
    let reads = 0
    const payload = {
      get count() {
        reads += 1
        return reads === 1 ? 1 : undefined
      },
    }
    expect(textOf(encodePayload(payload as { count: number }))).toBe('{"count":1}')
  })

  it('writes any value so that it reads back the same, or refuses it with the code invalid-payload', () => {
    const value = fc.anything({ withBigInt: true, withDate: true, withMap: true, withNullPrototype: true })
    const hidden = fc
      .tuple(
        fc.oneof(fc.dictionary(fc.string(), fc.jsonValue()), fc.array(fc.jsonValue())),
        fc.string(),
        fc.jsonValue(),
      )
      .map(([object, name, member]) =>
        name in object ? object : Object.defineProperty(object, name, { value: member, configurable: true }),
      )
    fc.assert(
      fc.property(fc.oneof(value, hidden, fc.array(hidden)), (payload) => {
        try {
          const read = JSON.parse(textOf(encodePayload(payload as JsonValue)) || 'null')
          expect(sameData(read, payload ?? null)).toBe(true)
        } catch (error) {
          expect(error).toMatchObject({ name: 'EngineError', code: 'invalid-payload' })
        }
      }),
      { seed: 20261128, numRuns: 1_000 },
    )
  })

  it('returns no bytes for an absent payload (INV-4)', () => {
    expect(encodePayload(undefined)).toHaveLength(0)
  })

  it('takes an object that occurs twice, and objects without a prototype', () => {
    const same = { a: 1 }
    const bare = Object.assign(Object.create(null), { b: 2 })
    expect(textOf(encodePayload([same, same, bare]))).toBe('[{"a":1},{"a":1},{"b":2}]')
  })

  it.each([
    { payload: { items: [1, undefined] }, message: 'payload.items[1] is undefined, which JSON cannot represent' },
    { payload: { note: undefined }, message: 'payload.note is undefined, which JSON cannot represent' },
    { payload: () => 1, message: 'payload is a function, which JSON cannot represent' },
    { payload: { id: Symbol('a') }, message: 'payload.id is a symbol, which JSON cannot represent' },
    { payload: { n: 12n }, message: 'payload.n is the bigint 12, which JSON cannot represent' },
    { payload: [Number.NaN], message: 'payload[0] is NaN, which JSON cannot represent' },
    { payload: Number.POSITIVE_INFINITY, message: 'payload is Infinity, which JSON cannot represent' },
    { payload: new Map([['a', 1]]), message: 'payload is of type Map, which JSON cannot represent' },
    { payload: { at: new Date(0) }, message: 'payload.at is of type Date, which JSON cannot represent' },
    {
      payload: { body: new Uint8Array([1]) },
      message: 'payload.body is of type Uint8Array, which JSON cannot represent',
    },
    { payload: circle, message: 'payload[1].back contains itself, which JSON cannot represent' },
    { payload: deep(20_000), message: 'payload is nested too deeply or too long for JSON' },
    {
      payload: [Object.assign([1], { toJSON: () => 2 })],
      message: 'payload[0] has a method toJSON, which would replace it',
    },
    {
      payload: { a: { toJSON: () => 2 } },
      message: 'payload.a has a method toJSON, which would replace it',
    },
    {
      payload: { a: { [Symbol('s')]: 1 } },
      message: 'payload.a has a hidden member, Symbol(s), which JSON cannot represent',
    },
    {
      payload: Object.defineProperty({ a: 1 }, 'b', { value: 2 }),
      message: 'payload has a hidden member, b, which JSON cannot represent',
    },
    {
      payload: { a: Object.assign([1], { extra: 2 }) },
      message: 'payload.a has a member beside its items, extra, which JSON cannot represent',
    },
    { payload: new Array(4_000_000_000), message: 'payload[0] is undefined, which JSON cannot represent' },
    { payload: new DataView(new ArrayBuffer(1)), message: 'payload is of type DataView, which JSON cannot represent' },
    {
      payload: {
        get a() {
          throw new Error('no database')
        },
      },
      message: 'payload.a cannot be read: no database',
    },
    {
      payload: [new Proxy({}, { ownKeys: throwing })],
      message: 'payload[0] cannot be read: closed',
    },
  ])('refuses a value that JSON would drop or change: $message', ({ payload, message }) => {
    const refused = () => encodePayload(payload as JsonValue)
    expect(refused).toThrow(EngineError)
    expect(refused).toThrow(expect.objectContaining({ code: 'invalid-payload', message }))
  })
})

describe('checkJsonBytes', () => {
  it.each([
    { name: 'no bytes', bytes: [], refused: false },
    { name: 'JSON text', bytes: [...Buffer.from('{"a": 1}')], refused: false },
    { name: 'text that is not JSON', bytes: [...Buffer.from('{"a"')], refused: true },
    { name: 'bytes that are not UTF-8', bytes: [0x22, 0xff, 0x22], refused: true },
    { name: 'a byte-order mark', bytes: [0xef, 0xbb, 0xbf, 0x31], refused: true },
  ])('takes or refuses $name (2.3)', ({ bytes, refused }) => {
    const check = () => checkJsonBytes(new Uint8Array(bytes))
    if (refused) expect(check).toThrow(expect.objectContaining({ code: 'invalid-payload' }))
    else expect(check).not.toThrow()
  })
})
