import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { sectionOf, withSections } from './page.ts'

const page = `# Benchmarks

By hand.

<!-- benchmark b -->

## B

old

<!-- benchmark gone -->

## Gone
`

describe('withSections', () => {
  const changed = withSections(page, new Map([['a', '## A\n\nnew']]), ['a', 'b', 'c'])

  it('keeps the head and other sections, drops unknown ones, and sorts', () =>
    assert.equal(
      changed,
      '# Benchmarks\n\nBy hand.\n\n<!-- benchmark a -->\n\n## A\n\nnew\n\n<!-- benchmark b -->\n\n## B\n\nold\n',
    ))

  it('replaces the section of the same name', () =>
    assert.match(withSections(changed, new Map([['a', 'newer']]), ['a', 'b']), /benchmark a -->\n\nnewer\n\n<!--/))

  it('changes nothing without sections', () => assert.equal(withSections(changed, new Map(), ['a', 'b']), changed))
})

describe('sectionOf', () => {
  it('names the command, the machine and the date', () =>
    assert.equal(
      sectionOf('a', 'a title', 'Goal: 1.', '2026-01-02 · CPU', '| a |'),
      '## A title\n\nGoal: 1. Repeat it with `pnpm bench a`.\n\n_2026-01-02 · CPU_\n\n| a |',
    ))
})
