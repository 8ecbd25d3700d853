import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { LeaseTable } from './lease-table.ts'
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
    expect([1, 1, 1, 9].map((max) => schedule.take(0, { max }).rows)).toEqual([[0], [3], [4], [1, 2]])
  })

  it('keeps the turn of a lane without budget', () => {
    const schedule = ready('a', 'b', 'b')
    const budget = { default: 9, lanes: new Map([['a', 0]]) }
    expect(schedule.take(0, { max: 9, budget })).toEqual({ rows: [1, 2], more: false })
    expect(schedule.take(0, { max: 9 }).rows).toEqual([0])
  })

  it('looks a budget up by lane, then by prefix, and shares the total of the default', () => {
    const schedule = ready('a', 'a', 'b', 'c', 'out:1', 'out:1', 'out:2')
    const budget = {
      ...{ default: 1, defaultTotal: 2 },
      lanes: new Map([
        ['a', 2],
        ['out:2', 0],
      ]),
      prefixes: new Map([['out:', 5]]),
    }
    expect(schedule.take(0, { max: 9, budget }).rows.sort()).toEqual([0, 1, 2, 3, 4, 5])
    const shared = ready('b', 'c', 'd')
    expect(shared.take(0, { max: 9, budget })).toEqual({ rows: [0, 1], more: false })
  })

  it('tells whether it left rows that the budget allows', () => {
    const budget = { default: 1 }
    expect(ready('a', 'a').take(0, { max: 1, budget }).more).toBe(false)
    expect(ready('a', 'b').take(0, { max: 1, budget }).more).toBe(true)
    expect(ready('a').take(0, { max: 0 })).toEqual({ rows: [], more: true })
    expect(ready('a').take(0, { max: 9, fits: () => false })).toEqual({ rows: [], more: true })
  })

  it('keeps the order of many lanes as columns grow', () => {
    const schedule = ready(...Array.from({ length: 100 }, (_, lane) => `lane-${lane}`))
    expect(schedule.take(0, { max: 30 }).rows).toEqual(Array.from({ length: 30 }, (_, row) => row))
    for (let row = 100; row < 200; row += 1) schedule.wait(schedule.add(`r-${row}`, `lane-${row}`, 0), 0)
    expect(schedule.take(0, { max: 999 }).rows).toEqual(Array.from({ length: 170 }, (_, index) => index + 30))
  })

  it('stops before the first row that does not fit, and keeps the turn of its lane', () => {
    const schedule = ready('closed', 'a', 'b', 'c')
    const budget = { default: 9, lanes: new Map([['closed', 0]]) }
    expect(schedule.take(0, { max: 9, budget, fits: (row) => row !== 2 }).rows).toEqual([1])
    expect(schedule.take(0, { max: 9 }).rows).toEqual([0, 2, 3])
  })

  it('takes delayed rows and rows of ended leases in the order of their times', () => {
    const schedule = ready('a', 'a')
    for (const row of schedule.take(0, { max: 2 }).rows) schedule.leases.grant(row, 1, row === 0 ? 20 : 40)
    for (const [id, dueMs] of [
      ['at 10', 10],
      ['at 30', 30],
      ['at 50', 50],
    ] as const)
      schedule.wait(schedule.add(id, 'a', dueMs), 0)
    expect(schedule.nextInMs(0)).toBe(10)
    expect(schedule.take(50, { max: 9 }).rows.map((row) => schedule.id(row))).toEqual([
      ...['at 10', 'r-0', 'at 30', 'r-1', 'at 50'],
    ])
  })
})

describe('rows that the store holds', () => {
  it('count as leased until they wait, are handed back or are removed', () => {
    const schedule = ready('a', 'a', 'a')
    const [waits = -1, handedBack = -1, removed = -1] = schedule.take(0, { max: 3 }).rows
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
    const [row = -1] = schedule.take(0, { max: 1 }).rows
    const { leases } = schedule
    const token = leases.grant(row, 1, 100)
    const lease = leases.find(token, 0)
    leases.suspend(lease)
    expect([leases.find(token, 0), leases.find('0.-1', 0), schedule.take(100, { max: 1 }).rows]).toEqual([-1, -1, []])
    leases.resume(lease)
    expect([leases.find(token, 99), leases.find(token, 100), schedule.nextInMs(99)]).toEqual([lease, -1, 1])
    expect(schedule.take(100, { max: 1 }).rows).toEqual([row])
  })

  it('can be extended, also after its end, and resumes with the new end', () => {
    const { leases } = new Schedule()
    const [kept, over] = [leases.grant(7, 1, 100), leases.grant(8, 2, 100)]
    const [lease, ended] = [leases.find(kept, 0), leases.find(over, 0)]
    leases.suspend(lease)
    expect([kept, over, '9.1', 'x'].map((token) => leases.extend(token, 100, 500))).toEqual([true, false, false, false])
    expect([leases.popEnded(100), leases.popEnded(900)]).toEqual([ended, -1])
    leases.resume(lease)
    expect([leases.find(kept, 499), leases.find(kept, 500), leases.popEnded(500)]).toEqual([lease, -1, lease])
    expect(leases.extend(kept, 500, 900)).toBe(false)
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

  it('leaves the ends of all others alone, whatever becomes of it', () => {
    const fates = fc.array(fc.tuple(fc.integer({ min: 1, max: 9 }), fc.constantFrom('lasts', 'ends', 'resumes')))
    fc.assert(
      fc.property(fates, (given) => {
        const { leases } = new Schedule()
        const granted = given.map(([untilMs, fate], row) => ({
          ...{ untilMs, fate },
          lease: leases.find(leases.grant(row, 1, untilMs), 0),
        }))
        const suspended = granted.filter(({ fate }) => fate !== 'lasts')
        for (const { lease } of suspended) leases.suspend(lease)
        for (const { lease, fate } of suspended)
          if (fate === 'ends') leases.end(lease)
          else leases.resume(lease)
        const left = granted.filter(({ fate }) => fate !== 'ends')
        const ended = Array.from({ length: left.length + 1 }, () => leases.popEnded(9))
        const ends = left.map(({ untilMs }) => untilMs).sort((a, b) => a - b)
        expect(ended.slice(0, -1).map((lease) => leases.endMsOf(lease))).toEqual(ends)
        expect(ended.at(-1)).toBe(-1)
      }),
      { seed: 20261129 },
    )
  })

  it.each([
    '',
    '.',
    '0',
    '0.',
    '.1',
    '00.1',
    '0.01',
    '0.1.1',
    ' 0.1',
    '0.1 ',
    '+0.1',
    '0.1e0',
    '0x0.1',
    '0.99999999999999999999',
  ])('has no other token than its own, as %j', (token) => {
    const leases = new LeaseTable()
    expect(leases.grant(7, 1, 100)).toBe('0.1')
    expect([leases.find(token, 0), leases.find('0.1', 0)]).toEqual([-1, 0])
  })

  it('leaves its number to a lease with another token', () => {
    const { leases } = new Schedule()
    const token = leases.grant(7, 1, 100)
    leases.end(leases.find(token, 0))
    expect(leases.grant(8, 2, 100)).toBe('0.2')
    expect(leases.find(token, 0)).toBe(-1)
  })
})
