import { describe, expect, it } from 'vitest'
import { runConcurrently } from './run-concurrently.ts'

/** Work that ends when it is told to, with the items that run. */
function heldWork() {
  const running = new Map<number, (error?: Error) => void>()
  const work = (item: number) =>
    new Promise<string>((resolve, reject) => {
      running.set(item, (error) => {
        running.delete(item)
        if (error === undefined) resolve(`done ${item}`)
        else reject(error)
      })
    })
  const end = async (item: number, error?: Error): Promise<void> => {
    running.get(item)?.(error)
    await new Promise((resolve) => setImmediate(resolve))
  }
  return { work, end, running: () => [...running.keys()] }
}

describe('runConcurrently', () => {
  it('runs as many items at a time as allowed, and returns the results in their order', async () => {
    const { work, end, running } = heldWork()
    const results = runConcurrently([1, 2, 3], { concurrency: 2 }, work)
    expect(running()).toEqual([1, 2])
    await end(2)
    expect(running()).toEqual([1, 3])
    await end(3)
    await end(1)
    expect(await results).toEqual(['done 1', 'done 2', 'done 3'])
  })

  it('runs one item at a time by default', () => {
    const { work, running } = heldWork()
    void runConcurrently([1, 2], {}, work)
    expect(running()).toEqual([1])
  })

  it('starts nothing after an error, and rejects with it once all has ended', async () => {
    const { work, end, running } = heldWork()
    const results = runConcurrently([1, 2, 3], { concurrency: 2 }, work)
    const rejected = expect(results).rejects.toThrow('no access')
    await end(1, new Error('no access'))
    expect(running()).toEqual([2])
    await end(2)
    await rejected
  })

  it('starts nothing once the signal aborts', async () => {
    const { work, end, running } = heldWork()
    const stop = new AbortController()
    const results = runConcurrently([1, 2], { signal: stop.signal }, work)
    stop.abort()
    await end(1)
    expect(running()).toEqual([])
    expect(await results).toEqual(['done 1'])
  })

  it.each([0, 1.5, Number.NaN, -1])('refuses a concurrency of %s', async (concurrency) => {
    await expect(runConcurrently([1], { concurrency }, async () => 1)).rejects.toThrow(RangeError)
  })
})
