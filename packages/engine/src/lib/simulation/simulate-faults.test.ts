import { describe, expect, it } from 'vitest'
import { noFaults } from './faulty-process.ts'
import { simulateFaults } from './simulate-faults.ts'

describe('simulateFaults', () => {
  it('finds nothing wrong with the engine and the memory store, and does inject faults', async () => {
    const seen = new Set<string>()
    for (let seed = 1_000; seed < 1_060; seed += 1) {
      const { violations, faults } = await simulateFaults({ seed })
      expect(violations, `seed ${seed}`).toEqual([])
      for (const fault of Object.keys(faults)) seen.add(fault)
    }
    for (const fault of [
      'crash before settle',
      'crash after settle',
      'pause at claim',
      'settle answer lost',
      'stop',
      'stop with grace',
      'sink fails',
      'resolver fails',
      'resolver slow',
    ])
      expect(seen).toContain(fault)
  })

  it('gives the same history for the same seed, line by line, and another for another', async () => {
    const [first, again, other] = await Promise.all([7, 7, 8].map((seed) => simulateFaults({ seed })))
    expect(again?.trace).toEqual(first?.trace)
    expect([again?.hash, first?.trace.length]).toEqual([first?.hash, again?.trace.length])
    expect(other?.hash).not.toBe(first?.hash)
  })

  it('injects nothing where nothing is asked for', async () => {
    expect(await simulateFaults({ seed: 1, rates: noFaults })).toMatchObject({ faults: {}, violations: [] })
  })
})
