import { expect, it } from 'vitest'
import { ReadyLanes } from './ready-lanes.ts'

function taken(lanes: ReadyLanes, max: number, budget?: (lane: string) => number): number[] {
  const rows: number[] = []
  lanes.take(
    budget,
    () => rows.length < max,
    (row) => rows.push(row),
  )
  return rows
}

function ready(...names: string[]): ReadyLanes {
  const lanes = new ReadyLanes()
  for (const [row, name] of names.entries()) lanes.append(row, lanes.join(name))
  return lanes
}

it('lanes take turns, also from one call to the next', () => {
  const lanes = ready('a', 'a', 'a', 'b', 'c')
  expect([taken(lanes, 1), taken(lanes, 1), taken(lanes, 1), taken(lanes, 9)]).toEqual([[0], [3], [4], [1, 2]])
})

it('a lane without budget keeps its turn, and budget is asked once for each lane', () => {
  const lanes = ready('a', 'b', 'b')
  const asked: string[] = []
  const budget = (lane: string): number => {
    asked.push(lane)
    return lane === 'a' ? 0 : 9
  }
  expect(taken(lanes, 9, budget)).toEqual([1, 2])
  expect(asked).toEqual(['a', 'b'])
  expect(taken(lanes, 9)).toEqual([0])
})

it('many lanes keep their order when the ring grows', () => {
  const lanes = ready(...Array.from({ length: 100 }, (_, lane) => `lane-${lane}`))
  expect(taken(lanes, 30)).toEqual(Array.from({ length: 30 }, (_, row) => row))
  for (let row = 100; row < 200; row += 1) lanes.append(row, lanes.join(`lane-${row}`))
  expect(taken(lanes, 999)).toEqual(Array.from({ length: 170 }, (_, index) => index + 30))
})

it('the number of a lane without items is used again', () => {
  const lanes = new ReadyLanes()
  const first = lanes.join('a')
  lanes.leave(first)
  expect(lanes.join('b')).toBe(first)
  expect(lanes.nameOf(first)).toBe('b')
})
