import { describe, expect, it } from 'vitest'
import { orderConfigTests } from './admission-order.ts'

describe('orderConfigTests', () => {
  it('puts checks in the order of the service (CFG-9, CFG-20)', () => {
    const tests = {
      permission: 7,
      existence: 6,
      destinations: 5,
      target: 4,
      reference: 3,
      specified: 2,
      model: 1,
    }
    expect(orderConfigTests(tests)).toEqual([1, 2, 3, 4, 5, 6, 7])
  })

  it('omits missing checks and keeps empty ones', () => {
    expect(orderConfigTests({ destinations: ['b'], model: [] })).toEqual([[], ['b']])
  })
})
