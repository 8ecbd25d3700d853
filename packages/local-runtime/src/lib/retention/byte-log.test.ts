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

  it('leaves bytes alone that were read before their page is dropped', () => {
    const log = new ByteLog()
    const read = log.read(log.add(Buffer.from('abc')))
    log.dropPage()
    for (let n = 0; n < 10; n += 1) log.add(new Uint8Array(200_000).fill(7))
    expect(Buffer.from(read ?? []).toString()).toBe('abc')
  })
})
