import { describe, expect, it } from 'vitest'
import { StartQueue } from './start-queue.ts'

/** Asks for turns, and notes each that comes with what ends it. */
function turnsOf(queue: StartQueue, count: number): (() => void)[] {
  const begun: (() => void)[] = []
  for (let turn = 0; turn < count; turn += 1) void queue.turn().then((end) => begun.push(end))
  return begun
}

const settle = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))

describe('StartQueue', () => {
  it('gives as many turns at once as there may be, and each further one when one has ended', async () => {
    const begun = turnsOf(new StartQueue(2), 4)
    await settle()
    expect(begun).toHaveLength(2)
    begun[1]?.()
    begun[1]?.()
    await settle()
    expect(begun).toHaveLength(3)
    begun[0]?.()
    begun[2]?.()
    await settle()
    expect(begun).toHaveLength(4)
  })

  it('has room again once all turns have ended', async () => {
    const queue = new StartQueue(1)
    for (let time = 0; time < 3; time += 1) {
      const begun = turnsOf(queue, 2)
      await settle()
      begun[0]?.()
      await settle()
      begun[1]?.()
      expect(begun).toHaveLength(2)
    }
  })

  it('ends the turn of a process that takes longer than a start', async () => {
    const begun = turnsOf(new StartQueue(1), 2)
    await settle()
    expect(begun).toHaveLength(1)
    await expect.poll(() => begun.length).toBe(2)
  })
})
