import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { EngineError } from '../engine-error.ts'
import type { JsonValue } from '../payload.ts'
import { checkJsonBytes, encodePayload } from './json-payload.ts'

const textOf = (bytes: Uint8Array) => new TextDecoder().decode(bytes)
const circle: unknown[] = [1]
circle.push({ back: circle })

function deep(levels: number): unknown {
  let value: unknown = 1
  for (let level = 0; level < levels; level += 1) value = [value]
  return value
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
    { payload: deep(1_000_000), message: 'payload is nested too deeply for JSON' },
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
