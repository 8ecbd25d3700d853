import { setImmediate as turn } from 'node:timers/promises'
import { describe, expect, it } from 'vitest'
import { Batcher, type BatcherOptions } from './batcher.ts'

/** A batcher whose batches end when the test ends them. */
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
  const answers: string[] = []
  const add = (...items: readonly string[]): void => {
    for (const item of items)
      batcher.add(
        item,
        (result) => answers.push(result),
        (fault) => answers.push(`${item}: ${fault instanceof Error ? fault.message : fault}`),
      )
  }
  return { batcher, batches, answers, add, sent: () => batches.map(({ items }) => items.join('')) }
}

describe('Batcher', () => {
  it('collects calls into the next batch while one is pending', async () => {
    const { batcher, batches, answers, add, sent } = held()
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
    expect(answers).toEqual(['a!', 'b!'])
    expect(batcher.waiting).toBe(2)
  })
})

describe('Batcher, overlapping', () => {
  it('sends the calls of one turn of the event loop together, even while earlier batches are pending', async () => {
    const { batches, answers, add, sent } = held({ overlapping: true })
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
    expect(answers).toEqual(['c!', 'a!', 'b!'])
  })
})

describe.each([{ overlapping: false }, { overlapping: true }])(
  'Batcher, overlapping: $overlapping',
  ({ overlapping }) => {
    it('sends at most maxBatch items at once', async () => {
      const { batches, add, sent } = held({ overlapping, maxBatch: 2 })
      add('a', 'b', 'c', 'd', 'e')
      for (let batch = 0; batch < 3; batch += 1) {
        await turn()
        await turn()
        batches[batch]?.end()
      }
      expect(sent()).toEqual(['ab', 'cd', 'e'])
    })

    it('rejects the items of a batch that fails or returns too few results, and sends the next', async () => {
      const { batcher, batches, answers, add } = held({ overlapping, maxBatch: 2 })
      add('a', 'b', 'c', 'd')
      await turn()
      await turn()
      batches[0]?.fail()
      await turn()
      batches[1]?.end(['c!'])
      await turn()
      expect(answers).toEqual([
        'a: the disk is gone',
        'b: the disk is gone',
        'c!',
        'd: the store returned 1 results for 2 items',
      ])
      expect(batcher.waiting).toBe(0)
    })
  },
)
