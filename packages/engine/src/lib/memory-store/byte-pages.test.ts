import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { BytePages } from './byte-pages.ts'

const pageBytes = 262_144

/** Pages and a map as the model, with the same values. */
function pair() {
  const pages = new BytePages()
  const held = new Map<number, Uint8Array>()
  return {
    pages,
    held,
    put(handle: number, length: number): void {
      if (held.has(handle)) pages.drop(handle)
      const bytes = new Uint8Array(length).map((_, at) => handle * 31 + at * 7)
      held.set(handle, bytes.slice())
      pages.put(handle, bytes)
      bytes.fill(0)
    },
    drop(handle: number): void {
      if (held.delete(handle)) pages.drop(handle)
    },
    check(): void {
      let live = 0
      for (const [handle, bytes] of held) {
        expect(pages.lengthOf(handle)).toBe(bytes.length)
        expect(Buffer.compare(pages.read(handle), bytes)).toBe(0)
        live += bytes.length + 16
      }
      expect(pages.size).toBeLessThanOrEqual(1.25 * live + 5 * pageBytes)
    },
  }
}

describe('BytePages', () => {
  const length = fc.oneof(
    { weight: 4, arbitrary: fc.nat({ max: 1_000 }) },
    { weight: 2, arbitrary: fc.nat({ max: pageBytes / 8 }) },
    fc.constantFrom(0, 1, 3, 4, pageBytes / 8 - 8, pageBytes / 8 - 7, pageBytes, 3 * pageBytes),
  )
  const command = fc.record({ handle: fc.nat({ max: 60 }), length: fc.option(length, { freq: 3 }) })

  it('returns what was stored after any calls, in at most a quarter more space', () => {
    fc.assert(
      fc.property(fc.array(command, { maxLength: 200 }), (commands) => {
        const { put, drop, check } = pair()
        for (const { handle, length } of commands) {
          if (length === null) drop(handle)
          else put(handle, length)
        }
        check()
      }),
      { numRuns: 200 },
    )
  })

  it('compacts pages when one value in a hundred stays', () => {
    const { pages, put, drop, check } = pair()
    for (let handle = 0; handle < 20_000; handle += 1) put(handle, 1_000)
    expect(pages.size).toBeGreaterThan(20_000_000)
    for (let handle = 0; handle < 20_000; handle += 1) if (handle % 100 !== 0) drop(handle)
    check()
    expect(pages.size).toBeLessThan(2_000_000)
  })

  it('stays within its bound when every value is rewritten again and again', () => {
    const { put, check } = pair()
    for (let round = 0; round < 100; round += 1)
      for (let handle = 0; handle < 50; handle += 1) put(handle, 100 + ((handle * 37 + round * 11) % 5_000))
    check()
  })

  it('keeps one page when all values are removed', () => {
    const { pages, put, drop } = pair()
    for (let handle = 0; handle < 1_000; handle += 1) put(handle, handle * 10)
    for (let handle = 0; handle < 1_000; handle += 1) drop(handle)
    expect(pages.size).toBe(pageBytes)
  })

  it('copies on write and on read', () => {
    const pages = new BytePages()
    pages.put(0, Uint8Array.of(1, 2, 3))
    pages.read(0).fill(9)
    expect(pages.read(0)).toEqual(Uint8Array.of(1, 2, 3))
  })
})
