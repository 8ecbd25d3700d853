import { describe, expect, it } from 'vitest'
import { heldBytes } from './held-bytes.ts'
import { Newest } from './newest.ts'

describe('heldBytes', () => {
  it.each([
    { value: 'abc', bytes: 6 },
    { value: 7, bytes: 0 },
    { value: null, bytes: 0 },
    { value: new Uint8Array(100), bytes: 100 },
    { value: { body: 'é' }, bytes: 34 },
    { value: ['a', ['b']], bytes: 16 + 16 + 2 + 16 + 16 + 16 + 2 },
  ])('counts $bytes bytes for $value', ({ value, bytes }) => {
    expect(heldBytes(value)).toBe(bytes)
  })

  it('ends for an object that contains itself', () => {
    const cyclic: { self?: unknown } = {}
    cyclic.self = cyclic
    expect(heldBytes(cyclic)).toBe(8 * 32)
  })
})

describe('Newest', () => {
  it('keeps the newest items within both limits, and counts the dropped ones (any sizes)', () => {
    const limits = { items: 50, bytes: 4_000 }
    const newest = new Newest<string>(limits)
    const added: string[] = []
    let seed = 1
    for (let n = 0; n < 5_000; n += 1) {
      seed = (seed * 48_271) % 2_147_483_647
      const item = `${n} `.padEnd(seed % (n % 7 === 0 ? 900 : 30))
      added.push(item)
      newest.add(item)
      const kept = newest.all()
      expect(kept).toEqual(added.slice(-kept.length))
      expect([newest.length, newest.dropped]).toEqual([kept.length, added.length - kept.length])
      expect(newest.bytes).toBe(kept.reduce((sum, each) => sum + heldBytes(each), 0))
      expect(newest.bytes).toBeLessThanOrEqual(limits.bytes)
      const older = added.at(-kept.length - 1)
      if (older !== undefined)
        expect(kept.length === limits.items || newest.bytes + heldBytes(older) > limits.bytes).toBe(true)
    }
  })

  it('keeps an item that alone exceeds the limit, until the next one comes', () => {
    const newest = new Newest<string>({ items: 10, bytes: 10 })
    newest.add('larger than the limit')
    expect(newest.all()).toEqual(['larger than the limit'])
    newest.add('next')
    expect([newest.all(), newest.dropped]).toEqual([['next'], 1])
  })

  it('starts again after clear()', () => {
    const newest = new Newest<string>({ items: 2, bytes: 100 })
    for (const item of ['a', 'b', 'c']) newest.add(item)
    newest.clear()
    expect([newest.all(), newest.bytes, newest.dropped]).toEqual([[], 0, 0])
    newest.drop()
    expect(newest.length).toBe(0)
  })
})
