import { describe, expect, it } from 'vitest'
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
    expect([log.of('r-0'), log.of('r-1')?.length, log.of('r-64')?.length]).toEqual([undefined, mebibyte, mebibyte])
    log.note('large', new Uint8Array(65 * mebibyte))
    expect([log.of('r-64'), log.of('large')?.length]).toEqual([undefined, 65 * mebibyte])
  })
})
