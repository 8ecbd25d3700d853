import { describe, expect, it } from 'vitest'
import { type FleetLine, inOrder } from '../reliability/fleet-facts.ts'

const about = { id: 'r', token: 't' }
const settlement = { ...about, to: 'done' } as const
const claimed = { ...about, type: 'claimed', deliveries: 1, sinceMs: 2, leaseMs: 10 } as const
const server: readonly FleetLine[] = [
  { atMs: 2, process: 'w1', ...claimed },
  { atMs: 5, process: 'w1', type: 'settled', sinceMs: 4, result: 'ok', ...settlement },
  { atMs: 6, process: 'w2', ...claimed, id: 's', token: 'u' },
]
/** By a clock that is too early, and then too late. */
const worker: readonly FleetLine[] = [
  { atMs: 1, type: 'claims-answered', tokens: ['t'] },
  { atMs: 1, process: 'w1', type: 'run-started', id: 'r', functionName: 'f', attempt: 1, payload: '{}' },
  { atMs: 9, process: 'w1', type: 'settling', ...settlement },
  { atMs: 9, process: 'w1', type: 'settle-answered', ...about, result: 'ok' },
]
const typesOf = (lines: readonly FleetLine[]): readonly string[] => lines.map(({ type }) => type)

describe('the facts of a fleet', () => {
  it('come in an order in which each effect follows its call and comes before its answer', () => {
    const expected = ['claimed', 'run-started', 'settling', 'settled', 'claimed', 'settle-answered']
    expect(typesOf(inOrder([server, worker]))).toEqual(expected)
    expect(typesOf(inOrder([worker, server]))).toEqual(expected)
  })

  it('are all kept where causes are missing, or follow from each other', () => {
    expect(inOrder([server, []])).toEqual(server)
    expect(inOrder([worker, []])).toEqual(worker.slice(1))
    expect(inOrder([[...server].reverse(), [...worker].reverse()])).toHaveLength(6)
  })
})
