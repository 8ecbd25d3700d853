import { describe, expect, it } from 'vitest'
import { splitBySize } from './batch-size.ts'

describe('splitBySize', () => {
  it.each([
    { records: [], expected: [] },
    { records: ['a', 'b'], expected: [['a', 'b']] },
    { records: ['aaaa', 'bbbb', 'c'], expected: [['aaaa'], ['bbbb', 'c']] },
    { records: ['a'.repeat(50), 'b'], expected: [['a'.repeat(50)], ['b']] },
    { records: ['éé', 'éé'], expected: [['éé'], ['éé']] },
  ])('splits $records at 12 bytes of JSON, each with a comma (ESM-3)', ({ records, expected }) => {
    expect(splitBySize(records, 12)).toEqual(expected)
  })
})
