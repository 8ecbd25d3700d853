import { describe, expect, it } from 'vitest'
import { groupIdOf } from './group-id.ts'
import { laneQueues } from './lane-queues.ts'

const names = (count: number): readonly string[] => Array.from({ length: count }, (_, n) => `https://sqs/q-${n}`)
const lanes = Array.from({ length: 1_000 }, (_, n) => `function:f-${n}`)

describe('laneQueues', () => {
  it('draws distinct queues for each lane, the same in every process', () => {
    const drawn = lanes.map(laneQueues(names(8), 2))
    expect(drawn.filter(([first, second]) => first === second)).toEqual([])
    expect(lanes.map(laneQueues(names(8), 2))).toEqual(drawn)
  })

  it('uses all queues alike', () => {
    const draw = laneQueues(names(8), 2)
    const counts = Array.from({ length: 8 }, () => 0)
    for (const queue of lanes.flatMap(draw)) counts[queue] = (counts[queue] ?? 0) + 1
    const even = (lanes.length * 2) / 8
    for (const count of counts) expect(Math.abs(count - even)).toBeLessThan(even * 0.2)
  })

  it('gives few lanes the same pair, so that one with a backlog delays few', () => {
    const draw = laneQueues(names(8), 2)
    const noisy = [...draw('function:noisy')].sort().join()
    const same = lanes.filter((lane) => [...draw(lane)].sort().join() === noisy)
    expect(same.length / lanes.length).toBeLessThan(0.06)
  })

  it('moves few lanes when a queue is added', () => {
    const [before, after] = [laneQueues(names(8), 1), laneQueues(names(9), 1)]
    const moved = lanes.filter((lane) => before(lane)[0] !== after(lane)[0])
    expect(moved.length / lanes.length).toBeLessThan(0.16)
    expect(moved.filter((lane) => after(lane)[0] !== 8)).toEqual([])
  })

  it('gives a lane all queues where there are fewer', () => {
    expect(laneQueues(names(1), 2)('function:f')).toEqual([0])
  })
})

describe('groupIdOf', () => {
  it.each([
    { lane: 'function:orders', group: 'function:orders' },
    { lane: 'x'.repeat(128), group: 'x'.repeat(128) },
  ])('is the name of the lane $lane', ({ lane, group }) => {
    expect(groupIdOf(lane)).toBe(group)
  })

  it.each(['', 'a b', 'ключ', 'x'.repeat(129), 'a\n'])('is a hash of the lane %j, which SQS does not take', (lane) => {
    expect(groupIdOf(lane)).toMatch(/^sha256:[\w-]{43}$/)
    expect(groupIdOf(lane)).not.toBe(groupIdOf(`${lane}x`))
  })
})
