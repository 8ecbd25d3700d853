import fc from 'fast-check'
import { expect, it } from 'vitest'
import { ReadyLanes } from './ready-lanes.ts'

/** The model in plain lists: lanes in the order of their turns, each with its items. */
class Model {
  readonly round: { lane: number; items: number[] }[] = []

  enter(item: number, lane: number, end: 'push' | 'unshift'): void {
    const found = this.round.find((entry) => entry.lane === lane)
    if (found === undefined) this.round.push({ lane, items: [item] })
    else found.items[end](item)
  }

  take(lane: number): number {
    const place = this.round.findIndex((entry) => entry.lane === lane)
    const [entry] = this.round.splice(place, 1)
    const item = entry?.items.shift() ?? -1
    if (entry !== undefined && entry.items.length > 0) this.round.push(entry)
    return item
  }

  remove(lane: number, index: number): number {
    const place = this.round.findIndex((entry) => entry.lane === lane)
    const items = this.round[place]?.items ?? []
    const [item = -1] = items.splice(index % items.length, 1)
    if (items.length === 0) this.round.splice(place, 1)
    return item
  }
}

it('ReadyLanes hands out the oldest item of each lane, lanes in turn, for any calls', () => {
  const lane = fc.nat({ max: 20 })
  const command = fc.oneof(
    fc.record({ append: lane }),
    fc.record({ putBack: lane }),
    fc.record({ take: fc.constant('turn' as const) }),
    fc.record({ takeFrom: fc.nat() }),
    fc.record({ removeFrom: fc.nat(), index: fc.nat() }),
    fc.record({ skip: fc.constant(true) }),
  )
  fc.assert(
    fc.property(fc.array(command, { maxLength: 300 }), (commands) => {
      const lanes = new ReadyLanes()
      const model = new Model()
      commands.forEach((asked, item) => {
        const { round } = model
        if ('append' in asked) {
          lanes.append(item, asked.append)
          model.enter(item, asked.append, 'push')
        } else if ('putBack' in asked) {
          lanes.putBack(item, asked.putBack)
          model.enter(item, asked.putBack, 'unshift')
        } else if (round.length > 0 && 'skip' in asked) {
          const turn = lanes.turn
          lanes.leaveRound(turn)
          expect(lanes.turn).toBe(round[1]?.lane ?? -1)
          lanes.rejoinFirst(turn)
        } else if (round.length > 0 && 'removeFrom' in asked) {
          const from = round[asked.removeFrom % round.length]?.lane ?? -1
          lanes.remove(model.remove(from, asked.index), from)
        } else if (round.length > 0) {
          const from = 'takeFrom' in asked ? round[asked.takeFrom % round.length]?.lane : round[0]?.lane
          expect(lanes.take(from ?? -1)).toBe(model.take(from ?? -1))
        }
        expect([...lanes.lanes()]).toEqual(round.map((entry) => entry.lane))
        expect(lanes.turn).toBe(round[0]?.lane ?? -1)
        expect(lanes.size).toBe(round.reduce((sum, { items }) => sum + items.length, 0))
        for (const entry of round) {
          expect(lanes.countOf(entry.lane)).toBe(entry.items.length)
          expect(lanes.oldestOf(entry.lane)).toBe(entry.items[0])
          expect([...lanes.items(entry.lane)]).toEqual(entry.items)
        }
        expect(lanes.oldestOf(99)).toBe(-1)
      })
    }),
    { seed: 20261122, numRuns: 300 },
  )
})
