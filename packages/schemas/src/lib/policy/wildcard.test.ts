import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { matchesParts, matchesWildcard, type Units } from './wildcard.ts'

/** Follows the definition: exponential, and obviously right. */
function matchesNaively(pattern: string, text: string): boolean {
  if (pattern === '') return text === ''
  const [first, rest] = [pattern[0], pattern.slice(1)]
  if (first === '*') return matchesNaively(rest, text) || (text !== '' && matchesNaively(pattern, text.slice(1)))
  return text !== '' && (first === '?' || first === text[0]) && matchesNaively(rest, text.slice(1))
}

/** Counts how often units are read. */
function counted(text: string): Units & { readonly reads: () => number } {
  let reads = 0
  return {
    length: text.length,
    charCodeAt(position) {
      reads++
      return text.charCodeAt(position)
    },
    reads: () => reads,
  }
}

describe('matchesWildcard', () => {
  it.each([
    { pattern: '', text: '', matches: true },
    { pattern: '', text: 'a', matches: false },
    { pattern: '*', text: '', matches: true },
    { pattern: '**', text: 'a', matches: true },
    { pattern: 'a*a', text: 'a', matches: false },
    { pattern: 'ab*ba', text: 'aba', matches: false },
    { pattern: '*aab*', text: 'aaab', matches: true },
    { pattern: '*a?b*', text: 'aacb', matches: true },
    { pattern: '?', text: '\n', matches: true },
    { pattern: 'a.c', text: 'abc', matches: false },
  ])('returns $matches for the pattern "$pattern" and the text "$text"', ({ pattern, text, matches }) => {
    expect(matchesWildcard(pattern, text)).toBe(matches)
  })

  it('agrees with the definition for any pattern and text', () => {
    const pattern = fc.string({ unit: fc.constantFrom('a', 'b', '*', '?'), maxLength: 9 })
    const text = fc.string({ unit: fc.constantFrom('a', 'b', '?'), maxLength: 12 })
    fc.assert(
      fc.property(pattern, text, (some, any) => {
        expect(matchesWildcard(some, any)).toBe(matchesNaively(some, any))
      }),
      { numRuns: 5_000 },
    )
  })

  it('matches a text that is made from the pattern, whatever the parts', () => {
    const parts = fc.array(fc.string({ unit: fc.constantFrom('a', 'b'), maxLength: 40 }), { minLength: 1 })
    fc.assert(
      fc.property(parts, fc.array(fc.string({ unit: fc.constantFrom('a', 'b') })), (pieces, fillings) => {
        const text = pieces.map((piece, at) => `${at === 0 ? '' : (fillings[at] ?? '')}${piece}`).join('')
        expect(matchesWildcard(pieces.join('*'), text)).toBe(true)
        expect(matchesWildcard(pieces.join('*').replaceAll('b', '?'), text)).toBe(true)
      }),
    )
  })
})

describe('matchesParts', () => {
  const any = '?'.charCodeAt(0)
  it.each([
    { pattern: '*a'.repeat(20_000), text: `${'a'.repeat(40_000)}b` },
    { pattern: `${'*a'.repeat(20_000)}*`, text: 'a'.repeat(19_999) },
    { pattern: `*${'a'.repeat(20_000)}b*`, text: 'a'.repeat(40_000) },
    { pattern: `*${'ab'.repeat(10_000)}b*`, text: 'ab'.repeat(20_000) },
    { pattern: `${'*?'.repeat(20_000)}*`, text: 'a'.repeat(19_999) },
    { pattern: `*${'a?'.repeat(500)}b*`, text: 'a'.repeat(40_000) },
    { pattern: '?'.repeat(20_000), text: 'a'.repeat(40_000) },
  ])('reads each unit a bounded number of times for a hostile pattern, case %#', ({ pattern, text }) => {
    const parts = pattern.split('*').map(counted)
    const units = counted(text)
    expect(matchesParts(parts, units, any)).toBe(false)
    expect(units.reads()).toBeLessThanOrEqual(2 * text.length)
    const reads = parts.reduce((sum, part) => sum + part.reads(), 0)
    expect(reads).toBeLessThanOrEqual(6 * (pattern.length + text.length))
  })
})
