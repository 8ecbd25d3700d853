import { describe, expect, it } from 'vitest'
import { ByteLog } from './byte-log.ts'

describe('ByteLog', () => {
  it('returns each value until its page is dropped (any sizes)', () => {
    const log = new ByteLog(100)
    const added: Uint8Array[] = []
    let [seed, dropped] = [1, 0]
    for (let n = 0; n < 3_000; n += 1) {
      seed = (seed * 48_271) % 2_147_483_647
      const value = new Uint8Array(seed % (n % 50 === 0 ? 600_000 : n % 3 === 0 ? 9_000 : 40)).fill(seed % 251)
      expect(log.add(value)).toBe(n)
      added.push(value)
      while (log.size > 4_000_000) dropped += log.dropPage()
      expect(log.read(dropped - 1)).toBeUndefined()
      for (const number of new Set([dropped, (dropped + n) >> 1, n]))
        expect(Buffer.compare(log.read(number) ?? Buffer.of(1), added[number] ?? Buffer.of(2))).toBe(0)
    }
    expect(dropped).toBeGreaterThan(1_000)
    while (log.pages > 0) dropped += log.dropPage()
    expect([dropped, log.size, log.dropPage(), log.read(2_999)]).toEqual([3_000, 0, 0, undefined])
  })

  it('leaves bytes alone that were read before their page is filled again', () => {
    const log = new ByteLog()
    for (const drop of [() => log.dropPage(), () => log.clear()]) {
      const read = log.read(log.add(Buffer.from('abc')))
      drop()
      log.add(Buffer.alloc(20_000, 'z'))
      expect(Buffer.from(read ?? []).toString()).toBe('abc')
    }
  })

  it('drops all values, goes on with the next number, and counts a page once it is filled again', () => {
    const log = new ByteLog()
    for (let n = 0; n < 100; n += 1) log.add(new Uint8Array(n === 50 ? 600_000 : 10_000).fill(n))
    log.clear()
    expect([log.size, log.pages, log.read(0), log.read(99)]).toEqual([0, 0, undefined, undefined])
    expect([log.sizeWith(1), log.add(Buffer.from('a')), log.size]).toEqual([262_144, 100, 262_144])
    expect([Buffer.from(log.read(100) ?? []).toString(), log.read(99)]).toEqual(['a', undefined])
  })
})
