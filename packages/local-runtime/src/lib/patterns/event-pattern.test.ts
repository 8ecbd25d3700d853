import { describe, expect, it } from 'vitest'
import { readPattern } from './event-pattern.ts'

const matches = (pattern: unknown, event: unknown): boolean | undefined => readPattern(JSON.stringify(pattern))?.(event)

describe('readPattern', () => {
  it.each([
    { pattern: { a: ['x', 'y'] }, matching: [{ a: 'x' }, { a: ['z', 'y'] }], other: [{ a: 'z' }, {}, null, 'x'] },
    { pattern: { a: [1, null, true] }, matching: [{ a: 1 }, { a: null }, { a: true }], other: [{ a: '1' }, {}] },
    { pattern: { a: [''] }, matching: [{ a: '' }], other: [{ a: ' ' }, { a: null }] },
    { pattern: { a: { b: ['x'] } }, matching: [{ a: { b: 'x' } }], other: [{ a: 'x' }, { a: {} }, { b: 'x' }] },
    { pattern: { a: ['x'], b: ['y'] }, matching: [{ a: 'x', b: 'y', c: 1 }], other: [{ a: 'x' }, { b: 'y' }] },
    {
      pattern: { $or: [{ a: ['x'] }, { b: ['y'] }] },
      matching: [{ a: 'x' }, { b: 'y' }],
      other: [{ a: 'y', b: 'x' }],
    },
    { pattern: { a: [{ exists: true }] }, matching: [{ a: 0 }, { a: null }], other: [{}, { a: {} }] },
    {
      pattern: { a: [{ exists: false }] },
      matching: [{}, { b: 1 }, { a: {} }, { a: [] }, { a: [{ b: 1 }] }],
      other: [{ a: 0 }, { a: [{}, 0] }],
    },
    { pattern: { a: [{ prefix: 'us-' }] }, matching: [{ a: 'us-1' }], other: [{ a: 'eu-1' }, { a: 1 }, {}] },
    { pattern: { a: [{ suffix: '.png' }] }, matching: [{ a: 'x.png' }], other: [{ a: 'x.jpg' }] },
    { pattern: { a: [{ 'equals-ignore-case': 'Ab' }] }, matching: [{ a: 'aB' }], other: [{ a: 'abc' }] },
    { pattern: { a: [{ 'anything-but': ['x', 'y'] }] }, matching: [{ a: 'z' }, { a: 2 }], other: [{ a: 'x' }, {}] },
    { pattern: { a: [{ 'anything-but': [1, 2] }] }, matching: [{ a: 3 }, { a: '1' }, { a: null }], other: [{ a: 2 }] },
    {
      pattern: { a: [{ 'anything-but': 'x' }] },
      matching: [{ a: 'y' }, { a: ['x', 'y'] }, { a: [['x'], ['y']] }],
      other: [{ a: 'x' }, { a: { b: 'y' } }, { a: [{ b: 'y' }] }, { a: [['x']] }, { a: [] }],
    },
    { pattern: { a: [{ 'anything-but': { prefix: 'x' } }] }, matching: [{ a: 'y' }], other: [{ a: 'xy' }] },
    { pattern: { a: [{ numeric: ['>', 100] }] }, matching: [{ a: 105 }], other: [{ a: 100 }, { a: '105' }] },
    {
      pattern: { a: [{ numeric: ['>=', 100, '<', 200] }] },
      matching: [{ a: 100 }, { a: 199 }],
      other: [{ a: 99 }, { a: 200 }],
    },
    { pattern: { a: [{ numeric: ['=', 1] }] }, matching: [{ a: 1 }], other: [{ a: 2 }] },
  ])('reads $pattern (ESM-4)', ({ pattern, matching, other }) => {
    expect(matching.map((event) => matches(pattern, event))).toEqual(matching.map(() => true))
    expect(other.map((event) => matches(pattern, event))).toEqual(other.map(() => false))
  })

  it.each([
    ...['', 'simple string', '"text"', '[]', 'null', '{"eventSource":"aws:sqs"}', '{"eventSource":[]}'],
    ...['{"a":[{"like":"x"}]}', '{"a":[{"prefix":1}]}', '{"a":[{"prefix":"a","suffix":"b"}]}', '{"a":[{}]}'],
    ...['{"a":[{"numeric":[">"]}]}', '{"a":[{"numeric":["~",1]}]}', '{"a":[{"numeric":[">","1"]}]}'],
    ...['{"a":[{"numeric":["=",1,"<",5]}]}', '{"a":[{"numeric":["<",5,"<",9]}]}', '{"a":[{"numeric":[]}]}'],
    ...['{"a":[{"numeric":[">",5,"<",5]}]}', '{"a":[{"numeric":[">",1,"<",5,"<",6]}]}', '{"$or":[{"a":[1]},{}]}'],
    ...[null, true, [], [1, '1'], [null], ['x', true], {}, { exists: true }, { 'anything-but': 'x' }].map((operand) =>
      JSON.stringify({ a: [{ 'anything-but': operand }] }),
    ),
    ...['{"a":[{"anything-but":{"prefix":"a","suffix":"b"}}]}', '{"a":[{"anything-but":{"prefix":[]}}]}'],
    ...['{"$or":[]}', '{"$or":{}}', '{"a":[[1]]}', '{"a":[{"exists":1}]}', '{"a":[{"toString":"x"}]}'],
  ])('does not read %j (ESM-4)', (text) => {
    expect(readPattern(text)).toBeUndefined()
  })
})
