import { setImmediate as turn } from 'node:timers/promises'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { PartBatchers } from './part-batchers.ts'

const fail = (fault: unknown): never => {
  throw fault
}

describe('PartBatchers', () => {
  it('puts items of one part into a call, in their order, and answers each', async () => {
    const items = fc.array(fc.record({ part: fc.constantFrom('a', 'b', 'c'), n: fc.nat() }))
    await fc.assert(
      fc.asyncProperty(items, fc.integer({ min: 1, max: 4 }), async (given, maxBatch) => {
        const sent: { readonly part: string; readonly n: number }[] = []
        const answers = new Map<number, number>()
        const batchers = new PartBatchers<(typeof given)[number], number>(
          async (batch) => {
            expect(new Set(batch.map(({ part }) => part)).size).toBe(1)
            expect(batch.length).toBeLessThanOrEqual(maxBatch)
            sent.push(...batch)
            return batch.map(({ n }) => n)
          },
          { maxBatch, partOf: ({ part }) => part },
        )
        for (const [index, item] of given.entries()) batchers.add(item, (n) => answers.set(index, n), fail)
        expect(batchers.waiting).toBe(given.length)
        await turn()
        await turn()
        for (const part of ['a', 'b', 'c'])
          expect(sent.filter((item) => item.part === part)).toEqual(given.filter((item) => item.part === part))
        expect(given.map((_, index) => answers.get(index))).toEqual(given.map(({ n }) => n))
        expect(batchers.waiting).toBe(0)
      }),
      { seed: 20261129 },
    )
  })

  it('goes on with other parts while one does not answer', async () => {
    const answers: string[] = []
    const batchers = new PartBatchers<string, string>(
      async ([first = '', ...rest]) => (first.startsWith('silent') ? new Promise(() => {}) : [first, ...rest]),
      { partOf: (item) => item.slice(0, 1) },
    )
    for (const item of ['silent', 'a1', 's2', 'a2']) batchers.add(item, (answer) => answers.push(answer), fail)
    await turn()
    batchers.add('a3', (answer) => answers.push(answer), fail)
    await turn()
    expect([answers, batchers.waiting]).toEqual([['a1', 'a2', 'a3'], 2])
  })

  it('has one part where the store has none', async () => {
    const batches: (readonly string[])[] = []
    const batchers = new PartBatchers<string, string>(
      async (batch) => {
        batches.push(batch)
        return batch
      },
      { partOf: undefined },
    )
    for (const item of ['a', 'b']) batchers.add(item, () => {}, fail)
    await turn()
    expect(batches).toEqual([['a', 'b']])
  })
})
