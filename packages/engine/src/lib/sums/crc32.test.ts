import { crc32 as nativeCrc32 } from 'node:zlib'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { crc32 } from './crc32.ts'

const before = fc.integer({ min: 0, max: 0xffffffff })

describe('crc32', () => {
  it('is that of node:zlib for any bytes, whatever comes before them', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), before, (bytes, sum) => {
        expect(crc32(bytes, sum)).toBe(nativeCrc32(bytes, sum))
      }),
      { seed: 20261128, numRuns: 60 },
    )
  })

  it('is that of node:zlib for any text', () => {
    const text = fc.oneof(fc.string({ maxLength: 200 }), fc.string({ unit: 'binary', maxLength: 20 }))
    fc.assert(
      fc.property(text, before, (data, sum) => {
        expect(crc32(data, sum)).toBe(nativeCrc32(data, sum))
      }),
      { seed: 20261128, numRuns: 60 },
    )
  })
})
