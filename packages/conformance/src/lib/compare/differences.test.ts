import { describe, expect, it } from 'vitest'
import { absent, between, differencesOf, like, oneOf } from './differences.ts'

describe('differencesOf', () => {
  it.each([
    { seen: { a: 1, b: 2 }, expected: { a: 1 }, found: [] },
    { seen: { a: { b: [1, 2] } }, expected: { a: { b: [1, 3] } }, found: [['x.a.b[1]', '3', '2']] },
    { seen: { a: [1] }, expected: { a: [1, 2] }, found: [['x.a', '[1,2]', '[1]']] },
    { seen: {}, expected: { a: null }, found: [['x.a', 'null', 'nothing']] },
    { seen: { a: null }, expected: { a: absent }, found: [['x.a', 'nothing', 'null']] },
    { seen: undefined, expected: { a: like(/b/) }, found: [['x', '{"a":"text like /b/"}', 'nothing']] },
    { seen: { a: '1' }, expected: { a: between(0, 2) }, found: [['x.a', 'from 0 to 2', '"1"']] },
    { seen: 3, expected: oneOf(1, 'b'), found: [['x', '1 or "b"', '3']] },
    { seen: [], expected: {}, found: [['x', '{}', '[]']] },
  ])('finds $found in $seen against $expected', ({ seen, expected, found }) => {
    const differences = differencesOf('x', seen, expected)
    expect(differences.map((each) => [each.subject, each.expected, each.seen])).toEqual(found)
  })
})
