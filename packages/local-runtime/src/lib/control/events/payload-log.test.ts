import { describe, expect, it } from 'vitest'
import { costInJson } from '../../../../../../scripts/cost-in-json.ts'
import { PayloadLog } from './payload-log.ts'

const mebibyte = 1_048_576

describe('PayloadLog', () => {
  it('keeps its own copy of the first payload of an event', () => {
    const log = new PayloadLog()
    const buffer = Buffer.from('{"a":1}')
    log.note('r-1', buffer)
    log.note('r-1', Buffer.from('{"a":2}'))
    buffer.fill(0)
    expect(Buffer.from(log.of('r-1') ?? '').toString()).toBe('{"a":1}')
  })

  it('forgets the oldest payloads beyond 64 MiB, and never the newest', () => {
    const log = new PayloadLog()
    for (let n = 0; n < 65; n += 1) log.note(`r-${n}`, new Uint8Array(mebibyte))
    // The ids take the place of one more.
    expect([log.of('r-1'), log.of('r-2')?.length, log.of('r-64')?.length]).toEqual([undefined, mebibyte, mebibyte])
    log.note('large', new Uint8Array(65 * mebibyte))
    expect([log.of('r-64'), log.of('large')?.length]).toEqual([undefined, 65 * mebibyte])
  })

  it('stays within its limit whatever the size of payloads, empty ones included', () => {
    const log = new PayloadLog()
    for (let n = 0; n < 400_000; n += 1) log.note(`r-${n}`, new Uint8Array(0))
    expect(log.size).toBeLessThanOrEqual(64 * mebibyte)
    expect(log.size).toBeGreaterThan(60 * mebibyte)
    expect([log.of('r-0'), log.of('r-399999')?.length]).toEqual([undefined, 0])
  })

  it('returns the payload of each event that it keeps, however many have come before', () => {
    const log = new PayloadLog()
    const idOf = (n: number): string => `00000000-0000-4000-8000-${n.toString(16).padStart(12, '0')}`
    for (let n = 0; n < 700_000; n += 1) log.note(idOf(n), new Uint8Array(Int32Array.of(n).buffer))
    const kept = Array.from({ length: 700_000 }, (_, n) => log.of(idOf(n)))
    const first = kept.findIndex((payload) => payload !== undefined)
    expect(first).toBeLessThan(400_000)
    const wrong = kept.findIndex(
      (payload, n) => n >= first && (payload === undefined || new Int32Array(payload.buffer)[0] !== n),
    )
    expect(wrong).toBe(-1)
  })

  it('takes no longer for a payload once it is full', () => {
    const log = new PayloadLog()
    const payload = new Uint8Array(300)
    const note = (from: number, to: number): void => {
      for (let n = from; n < to; n += 1) log.note(`r-${n}`, payload)
    }
    note(0, 320_000)
    expect(log.of('r-0')).toBeUndefined()
    expect(costInJson(() => note(320_000, 330_000))).toBeLessThan(20)
  })
})
