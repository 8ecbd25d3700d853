import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { costInJson } from '../../../../../../scripts/cost-in-json.ts'
import { PayloadLog } from './payload-log.ts'

const mebibyte = 1_048_576

function createLog(hasAll = true): PayloadLog {
  return new PayloadLog({ hasAll })
}

describe('PayloadLog', () => {
  it('keeps the newest payloads in the same way whenever it is asked for them', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(90), { maxLength: 6 }), (asked) => {
        const [log, neverAsked] = [createLog(), createLog()]
        const numbers = Array.from({ length: 90 }, (_, n) => n)
        for (const n of numbers) {
          for (const each of [log, neverAsked]) each.add(`r-${n}`, new Uint8Array(mebibyte).fill(n, 0, 1), n)
          if (asked.includes(n)) log.of('r-0')
        }
        const firsts = (from: PayloadLog): unknown => numbers.map((n) => from.of(`r-${n}`)?.[0])
        expect(firsts(log)).toEqual(firsts(neverAsked))
        expect(firsts(log)).toEqual(numbers.map((n) => (n < 27 ? undefined : n)))
      }),
      { numRuns: 5 },
    )
  })

  it('notes the payload of an event that runs unless it is kept: one of another process, or one forgotten meanwhile', () => {
    for (const hasAll of [true, false]) {
      const log = createLog(hasAll)
      const shown = (requestId: string): string => Buffer.from(log.of(requestId) ?? '').toString()
      log.note('of another process', Buffer.from('0'), 1)
      expect(shown('of another process')).toBe('0')
      log.add('here', Buffer.from('1'), 2)
      expect(shown('here')).toBe('1')
      // Two events are accepted in one millisecond: a page begins with the first of them.
      const { size } = log
      log.note('here', Buffer.from('2'), hasAll ? 1 : 2)
      expect([shown('here'), log.size]).toEqual(['1', size])
      log.add('large', new Uint8Array(65 * mebibyte), 3)
      expect(shown('here')).toBe('')
      log.note('here', Buffer.from('3'), 2)
      expect(shown('here')).toBe('3')
    }
  })

  it('keeps its own copy of a payload that it has taken in', () => {
    const log = createLog()
    const buffer = Buffer.from('{"a":1}')
    log.add('r-1', buffer, 0)
    expect(log.size).toBeGreaterThan(buffer.length)
    buffer.fill(0)
    expect(Buffer.from(log.of('r-1') ?? '').toString()).toBe('{"a":1}')
  })

  it('forgets the oldest payloads beyond 64 MiB, and never the newest', () => {
    const log = createLog()
    for (let n = 0; n < 65; n += 1) log.add(`r-${n}`, new Uint8Array(mebibyte), n)
    // The ids take the place of one more.
    expect([log.of('r-1'), log.of('r-2')?.length, log.of('r-64')?.length]).toEqual([undefined, mebibyte, mebibyte])
    log.add('large', new Uint8Array(65 * mebibyte), 65)
    expect([log.of('r-64'), log.of('large')?.length]).toEqual([undefined, 65 * mebibyte])
  })

  it('stays within its limit whatever the size of payloads, empty ones included', () => {
    const log = createLog()
    for (let n = 0; n < 400_000; n += 1) log.add(`r-${n}`, new Uint8Array(0), n)
    expect(log.size).toBeLessThanOrEqual(64 * mebibyte)
    expect(log.size).toBeGreaterThan(60 * mebibyte)
    expect([log.of('r-0'), log.of('r-399999')?.length]).toEqual([undefined, 0])
  })

  it('returns the payload of each event that it keeps, however many have come before', () => {
    const log = createLog()
    const idOf = (n: number): string => `00000000-0000-4000-8000-${n.toString(16).padStart(12, '0')}`
    for (let n = 0; n < 700_000; n += 1) log.add(idOf(n), new Uint8Array(Int32Array.of(n).buffer), n)
    const kept = Array.from({ length: 700_000 }, (_, n) => log.of(idOf(n)))
    const first = kept.findIndex((payload) => payload !== undefined)
    expect(first).toBeLessThan(400_000)
    const wrong = kept.findIndex(
      (payload, n) => n >= first && (payload === undefined || new Int32Array(payload.buffer)[0] !== n),
    )
    expect(wrong).toBe(-1)
  })

  it('takes no longer for a payload once it is full', () => {
    const log = createLog()
    const payload = new Uint8Array(300)
    const note = (from: number, to: number): void => {
      for (let n = from; n < to; n += 1) log.add(`r-${n}`, payload, n)
      log.of('r-0')
    }
    note(0, 320_000)
    expect(log.of('r-0')).toBeUndefined()
    expect(costInJson(() => note(320_000, 330_000))).toBeLessThan(20)
  })
})
