import { describe, expect, it } from 'vitest'
import { Schedule } from './schedule.ts'

/** A schedule with one item in each of these lanes, ready at 0. */
function ready(...lanes: string[]): Schedule {
  const schedule = new Schedule()
  for (const [row, lane] of lanes.entries()) schedule.wait(schedule.add(`r-${row}`, lane, 0), 0)
  return schedule
}

describe('Schedule.take', () => {
  it('takes lanes in turn, also across calls', () => {
    const schedule = ready('a', 'a', 'a', 'b', 'c')
    expect([1, 1, 1, 9].map((max) => schedule.take(0, { max }))).toEqual([[0], [3], [4], [1, 2]])
  })

  it('keeps the turn of a lane without budget, and calls budget once per lane', () => {
    const schedule = ready('a', 'b', 'b')
    const asked: string[] = []
    const budget = (lane: string): number => {
      asked.push(lane)
      return lane === 'a' ? 0 : 9
    }
    expect(schedule.take(0, { max: 9, budget })).toEqual([1, 2])
    expect(asked).toEqual(['a', 'b'])
    expect(schedule.take(0, { max: 9 })).toEqual([0])
  })

  it('keeps the order of many lanes as columns grow', () => {
    const schedule = ready(...Array.from({ length: 100 }, (_, lane) => `lane-${lane}`))
    expect(schedule.take(0, { max: 30 })).toEqual(Array.from({ length: 30 }, (_, row) => row))
    for (let row = 100; row < 200; row += 1) schedule.wait(schedule.add(`r-${row}`, `lane-${row}`, 0), 0)
    expect(schedule.take(0, { max: 999 })).toEqual(Array.from({ length: 170 }, (_, index) => index + 30))
  })

  it('stops before the first row that does not fit, and keeps the turn of its lane', () => {
    const schedule = ready('closed', 'a', 'b', 'c')
    const budget = (lane: string): number => (lane === 'closed' ? 0 : 9)
    expect(schedule.take(0, { max: 9, budget, fits: (row) => row !== 2 })).toEqual([1])
    expect(schedule.take(0, { max: 9 })).toEqual([0, 2, 3])
  })

  it('takes delayed rows and rows of ended leases in the order of their times', () => {
    const schedule = ready('a', 'a')
    for (const row of schedule.take(0, { max: 2 })) schedule.leases.grant(row, 1, row === 0 ? 20 : 40)
    for (const [id, dueMs] of [
      ['at 10', 10],
      ['at 30', 30],
      ['at 50', 50],
    ] as const)
      schedule.wait(schedule.add(id, 'a', dueMs), 0)
    expect(schedule.nextDueAtMs(0)).toBe(10)
    expect(schedule.take(50, { max: 9 }).map((row) => schedule.id(row))).toEqual([
      ...['at 10', 'r-0', 'at 30', 'r-1', 'at 50'],
    ])
  })
})

describe('rows that the store holds', () => {
  it('count as leased until they wait, are handed back or are removed', () => {
    const schedule = ready('a', 'a', 'a')
    const [waits = -1, handedBack = -1, removed = -1] = schedule.take(0, { max: 3 })
    expect(schedule.stats(0)).toMatchObject({ ready: 0, delayed: 0, leased: 3 })
    schedule.reschedule(waits, 10)
    schedule.wait(waits, 0)
    schedule.handBack(handedBack)
    schedule.remove(removed)
    expect(schedule.stats(0)).toMatchObject({ ready: 1, delayed: 1, leased: 0 })
    expect([schedule.deliveries(waits), schedule.deliveries(handedBack), schedule.items]).toEqual([1, 0, 2])
  })

  it('lose their id to the next row, and get it back if that row is removed first', () => {
    const schedule = new Schedule()
    const ends = schedule.add('r-1', 'a', 0)
    const failed = schedule.add('r-1', 'b', 0)
    schedule.remove(failed)
    schedule.reclaimId(ends)
    expect(schedule.find('r-1')).toBe(ends)
    const follows = schedule.add('r-1', 'b', 0)
    schedule.remove(ends)
    expect([schedule.find('r-1'), schedule.lane(follows), schedule.items]).toEqual([follows, 'b', 1])
  })
})

describe('a suspended lease', () => {
  it('is neither found nor ended, and resumes with its token and end', () => {
    const schedule = ready('a')
    const [row = -1] = schedule.take(0, { max: 1 })
    const { leases } = schedule
    const token = leases.grant(row, 1, 100)
    const lease = leases.find(token, 0)
    leases.suspend(lease)
    expect([leases.find(token, 0), leases.find('0.-1', 0), schedule.take(100, { max: 1 })]).toEqual([-1, -1, []])
    leases.resume(lease)
    expect([leases.find(token, 99), leases.find(token, 100), schedule.nextDueAtMs(99)]).toEqual([lease, -1, 100])
    expect(schedule.take(100, { max: 1 })).toEqual([row])
  })

  it('can end without being resumed, while others end at their time', () => {
    const { leases } = new Schedule()
    const tokens = [7, 8, 9].map((row) => leases.grant(row, 1, 100))
    const [first = -1, second = -1, third = -1] = tokens.map((token) => leases.find(token, 0))
    leases.suspend(first)
    leases.end(second)
    leases.end(first)
    expect(tokens.map((token) => leases.find(token, 0))).toEqual([-1, -1, third])
    expect([leases.popEnded(100), leases.rowOf(third), leases.popEnded(100)]).toEqual([third, 9, -1])
  })

  it('leaves its number to a lease with another token', () => {
    const { leases } = new Schedule()
    const token = leases.grant(7, 1, 100)
    leases.end(leases.find(token, 0))
    expect(leases.grant(8, 2, 100)).toBe('0.2')
    expect(leases.find(token, 0)).toBe(-1)
  })
})
