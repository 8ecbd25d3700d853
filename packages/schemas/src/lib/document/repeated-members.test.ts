import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { repeatedMembers } from './repeated-members.ts'

describe('repeatedMembers', () => {
  it('finds none where every member stands once', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.nat(4), (value, indent) => {
        expect(repeatedMembers(JSON.stringify(value, null, indent))).toEqual([])
      }),
    )
  })

  it('finds a member that stands twice at any depth, whatever its name, its values and its place', () => {
    const twice = fc.tuple(fc.string(), fc.jsonValue(), fc.jsonValue(), fc.array(fc.string()))
    fc.assert(
      fc.property(twice, ([name, one, other, above]) => {
        const member = JSON.stringify(name)
        const innermost = `{${member}:${JSON.stringify(one)},\n${member}:${JSON.stringify(other, null, 1)}}`
        const text = above.reduceRight((inner, each) => `{${JSON.stringify(each)}:\n${inner}}`, innermost)
        const first = above.length + 1
        expect(repeatedMembers(text)[0]).toEqual({
          path: [...above, name],
          lines: [first, first + JSON.stringify(one).split('\n').length],
        })
      }),
    )
  })

  it('takes names by their meaning, not by their spelling', () => {
    expect(repeatedMembers('{"a":1,"\\u0061":2}')).toEqual([{ path: ['a'], lines: [1, 1] }])
  })
})
