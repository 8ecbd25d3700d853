import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { encodeState } from '../loop/item-state.ts'
import { PackedStates } from './packed-states.ts'

const time = fc.oneof(
  fc.integer({ min: 1_000_000_000_000, max: 9_999_999_999_999 }).map(String),
  fc.constantFrom('1000000000000', '9999999999999', '0000000000000', '0123456789012', '12345678901234', '999999999999'),
)
const word = fc.constantFrom('', '{"a":', ',"b":', '}', '.5', '-', '0', '00', '\u0000', 'é', 'x'.repeat(1_100))
const text = fc.array(fc.oneof(word, time), { maxLength: 6 }).map((parts) => Buffer.from(parts.join('')))
const state = fc.oneof({ weight: 4, arbitrary: text }, { weight: 1, arbitrary: fc.uint8Array({ maxLength: 40 }) })

describe('PackedStates', () => {
  it('returns what was stored after any calls, and neither changes nor keeps the bytes it was given', () => {
    const call = fc.record({ row: fc.nat({ max: 12 }), state: fc.option(state, { freq: 4 }) })
    fc.assert(
      fc.property(fc.array(call, { maxLength: 80 }), (calls) => {
        const states = new PackedStates()
        const held = new Map<number, Buffer>()
        for (const { row, state } of calls) {
          if (held.delete(row)) states.drop(row)
          if (state === null) continue
          const given = Buffer.from(state)
          // Twice, since a form counts from the second time on.
          states.put(row, given)
          states.drop(row)
          states.put(row, given)
          expect(Buffer.compare(given, state)).toBe(0)
          given.fill(0)
          held.set(row, Buffer.from(state))
        }
        for (const [row, bytes] of held) {
          expect(Buffer.compare(states.read(row), bytes)).toBe(0)
          expect(states.lengthOf(row)).toBe(bytes.length)
        }
      }),
      { numRuns: 500 },
    )
  })

  it('keeps states apart that differ only in where their time is', () => {
    const states = new PackedStates()
    const texts = ['a1700000000000b', 'ab1700000000000', '1700000000000ab'].flatMap((text) => [text, text])
    for (const [row, text] of texts.entries()) states.put(row, Buffer.from(text))
    for (const [row, text] of texts.entries()) expect(Buffer.from(states.read(row)).toString()).toBe(text)
  })

  it('keeps states apart in more forms than it shares', () => {
    const states = new PackedStates()
    const textOf = (row: number): string => `{"reference":"f-${row % 3_000}","acceptedAtMs":${1_700_000_000_000 + row}}`
    for (let row = 0; row < 9_000; row += 1) states.put(row, Buffer.from(textOf(row)))
    for (let row = 0; row < 9_000; row += 2) states.drop(row)
    for (let row = 1; row < 9_000; row += 2) expect(Buffer.from(states.read(row)).toString()).toBe(textOf(row))
  })

  it('shares the form of states that follow on thousands which are alike in nothing', () => {
    const states = new PackedStates()
    const stateOf = (trace: string, row: number): Buffer =>
      Buffer.from(`{"acceptedAtMs":${1_700_000_000_000 + row},"traceHeader":"${trace.padStart(200, '.')}"}`)
    for (let row = 0; row < 10_000; row += 1) states.put(row, stateOf(String(row), row))
    const before = states.size
    for (let row = 10_000; row < 20_000; row += 1) states.put(row, stateOf('', row))
    expect([states.forms, states.size - before]).toEqual([1, 0])
    expect(Buffer.from(states.read(19_999)).toString()).toBe(String(stateOf('', 19_999)))
  })

  it('needs no pages for events that differ in times, and gives their form back', () => {
    const states = new PackedStates()
    for (let row = 0; row < 50_000; row += 1) {
      const [reference, times] = [{ functionName: `orders-${row % 100}` }, { failures: 1, backoff: 0, attempts: 1 }]
      const at = 1_700_000_000_000 + row
      states.put(row, encodeState({ kind: 'event', reference, ...times, acceptedAtMs: at, dueAtMs: at + 60_000 }))
    }
    expect(states.size).toBeLessThan(1_100_000)
    for (let row = 0; row < 50_000; row += 1) states.drop(row)
    expect(states.forms).toBe(0)
  })
})
