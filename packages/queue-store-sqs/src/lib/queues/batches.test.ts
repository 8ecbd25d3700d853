import { describe, expect, it } from 'vitest'
import { Batches } from './batches.ts'

function recorded(lingerMs: number, bytesOf?: (entry: number) => number) {
  const calls: (readonly number[])[] = []
  const answers: (() => void)[] = []
  const batches = new Batches<number, number>({
    lingerMs,
    ...(bytesOf !== undefined && { bytesOf }),
    call: (entries) => {
      calls.push(entries)
      return new Promise((resolve) =>
        answers.push(() => resolve(entries.map((entry) => (entry < 0 ? new Error(String(entry)) : entry * 2)))),
      )
    },
  })
  const answerAll = async (): Promise<void> => {
    while (answers.length > 0) {
      for (const answer of answers.splice(0)) answer()
      await new Promise((resolve) => setImmediate(resolve))
    }
  }
  return { batches, calls, answerAll }
}

const turn = () => new Promise((resolve) => setImmediate(resolve))

describe('Batches', () => {
  it('makes one call of what is added in one turn, with its own answer for each entry', async () => {
    const { batches, calls, answerAll } = recorded(0)
    const results = Promise.allSettled([1, -2, 3].map((entry) => batches.add(entry)))
    await turn()
    await answerAll()
    expect(calls).toEqual([[1, -2, 3]])
    expect((await results).map((result) => (result.status === 'fulfilled' ? result.value : 'failed'))).toEqual([
      2,
      'failed',
      6,
    ])
  })

  it('sends ten at once without waiting for others', () => {
    const { batches, calls } = recorded(60_000)
    for (let entry = 0; entry < 25; entry += 1) void batches.add(entry)
    expect(calls.map(({ length }) => length)).toEqual([10, 10])
  })

  it('fills calls up while eight are under way', async () => {
    const { batches, calls, answerAll } = recorded(0)
    const all = Array.from({ length: 8 }, async (_, entry) => {
      for (let turns = 0; turns < entry; turns += 1) await turn()
      return batches.add(entry)
    })
    for (let turns = 0; turns < 20; turns += 1) await turn()
    expect(calls).toHaveLength(8)
    const more = Array.from({ length: 17 }, (_, entry) => batches.add(100 + entry))
    for (let turns = 0; turns < 5; turns += 1) await turn()
    expect(calls).toHaveLength(8)
    await answerAll()
    await Promise.all([...all, ...more])
    expect(calls.slice(8).map(({ length }) => length)).toEqual([10, 7])
  })

  it('puts no more than a mebibyte into a call, and an entry that is larger into its own', async () => {
    const { batches, calls, answerAll } = recorded(0, (entry) => entry)
    const all = [600_000, 500_000, 500_000, 2_000_000, 1].map((entry) => batches.add(entry))
    await turn()
    await answerAll()
    await Promise.all(all)
    expect(calls).toEqual([[600_000], [500_000, 500_000], [2_000_000], [1]])
  })

  it('rejects the entries of a call that fails, and goes on with the next', async () => {
    let isFirst = true
    const batches = new Batches<number, number>({
      lingerMs: 0,
      call: async (entries) => {
        if (isFirst) {
          isFirst = false
          throw new Error('down')
        }
        return entries
      },
    })
    await expect(batches.add(1)).rejects.toThrow('down')
    expect(await batches.add(2)).toBe(2)
  })
})
