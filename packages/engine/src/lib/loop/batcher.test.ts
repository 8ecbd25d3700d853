import { setImmediate as turn } from 'node:timers/promises'
import { describe, expect, it } from 'vitest'
import { Batcher, type BatcherOptions } from './batcher.ts'

/** A batcher whose batches end when the test says so. */
function held(options?: BatcherOptions) {
  const batches: { readonly items: readonly string[]; end(results?: readonly string[]): void; fail(): void }[] = []
  const batcher = new Batcher<string, string>(
    (items) =>
      new Promise((resolve, reject) => {
        const end = (results = items.map((item) => `${item}!`)): void => resolve(results)
        batches.push({ items, end, fail: () => reject(new Error('the disk is gone')) })
      }),
    options,
  )
  const told: string[] = []
  const add = (...items: readonly string[]): void => {
    for (const item of items)
      batcher.add(
        item,
        (result) => told.push(result),
        (fault) => told.push(`${item}: ${fault instanceof Error ? fault.message : fault}`),
      )
  }
  return { batcher, batches, told, add, sent: () => batches.map(({ items }) => items.join('')) }
}

describe('one batch at a time', () => {
  it('what is asked for while one is under way goes into the next together', async () => {
    const { batcher, batches, told, add, sent } = held()
    add('a', 'b')
    await turn()
    add('c')
    await turn()
    add('d')
    await turn()
    expect(sent()).toEqual(['ab'])
    expect(batcher.waiting).toBe(4)
    batches[0]?.end()
    await turn()
    expect(sent()).toEqual(['ab', 'cd'])
    expect(told).toEqual(['a!', 'b!'])
    expect(batcher.waiting).toBe(2)
  })
})

describe('overlapping', () => {
  it('what one turn of the event loop asks for goes together, whatever is under way', async () => {
    const { batches, told, add, sent } = held({ overlapping: true })
    add('a')
    await Promise.resolve()
    add('b')
    await turn()
    await turn()
    add('c')
    await turn()
    await turn()
    expect(sent()).toEqual(['ab', 'c'])
    batches[1]?.end()
    await turn()
    batches[0]?.end()
    await turn()
    expect(told).toEqual(['c!', 'a!', 'b!'])
  })
})

describe.each([{ overlapping: false }, { overlapping: true }])('a batch, %o', ({ overlapping }) => {
  it('has no more than so many items', async () => {
    const { batches, add, sent } = held({ overlapping, maxBatch: 2 })
    add('a', 'b', 'c', 'd', 'e')
    for (let batch = 0; batch < 3; batch += 1) {
      await turn()
      await turn()
      batches[batch]?.end()
    }
    expect(sent()).toEqual(['ab', 'cd', 'e'])
  })

  it('that fails, or is not answered whole, is told to those whom it concerns, and the next goes on', async () => {
    const { batcher, batches, told, add } = held({ overlapping, maxBatch: 2 })
    add('a', 'b', 'c', 'd')
    await turn()
    await turn()
    batches[0]?.fail()
    await turn()
    batches[1]?.end(['c!'])
    await turn()
    expect(told).toEqual(['a: the disk is gone', 'b: the disk is gone', 'c!', 'd: the store answered 1 of 2'])
    expect(batcher.waiting).toBe(0)
  })
})
