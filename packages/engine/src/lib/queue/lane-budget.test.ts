import { describe, expect, it } from 'vitest'
import { BudgetLeft } from './lane-budget.ts'

describe('what is left of a budget', () => {
  it('is the budget before anything is taken', () => {
    const budget = { default: 2, defaultTotal: 3, lanes: new Map([['a', 1]]), prefixes: new Map([['p:', 4]]) }
    expect(new BudgetLeft(budget).remaining()).toEqual(budget)
    expect(new BudgetLeft(undefined).remaining()).toBeUndefined()
  })

  it('has less for a lane that has given items, and for the total where it has the default', () => {
    const left = new BudgetLeft({
      ...{ default: 2, defaultTotal: 3 },
      ...{ lanes: new Map([['a', 1]]), prefixes: new Map([['p:', 4]]) },
    })
    for (const lane of ['a', 'other', 'p:1', 'p:1']) left.take(lane)
    expect(left.remaining()).toMatchObject({
      ...{ default: 2, defaultTotal: 2 },
      lanes: new Map([
        ['a', 0],
        ['other', 1],
        ['p:1', 2],
      ]),
    })
    left.take('other')
    left.take('another')
    expect(left.remaining()?.defaultTotal).toBe(0)
    expect([left.has('new'), left.has('p:1'), left.has('a')]).toEqual([false, true, false])
  })
})
