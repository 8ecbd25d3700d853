import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { describeTally, isGood, tallyOf } from './tally.ts'

describe('tallyOf', () => {
  it('adds the packages up, whatever their colours and prefixes', () => {
    const printed = [
      '@async-invoke/engine:test:  Test Files  12 passed (12)',
      '@async-invoke/engine:test:       Tests  2 failed | 31 passed | 1 skipped (34)',
      'async-invoke:test: \u001B[2m      Tests \u001B[22m \u001B[1m\u001B[32m7 passed\u001B[39m\u001B[22m\u001B[90m (7)\u001B[39m',
      ' a line about 99 passed tests',
    ].join('\n')
    assert.deepEqual(tallyOf(printed), { passed: 38, failed: 2, skipped: 1 })
    assert.equal(describeTally(tallyOf(printed)), 'tests: 38 passed, 2 failed, 1 skipped')
  })
})

describe('isGood', () => {
  for (const [printed, expected] of [
    ['      Tests  1 passed (1)', true],
    ['      Tests  1 failed | 1 passed (2)', false],
    ['      Tests  3 skipped (3)', false],
    ['', false],
  ] as const)
    it(`is ${expected} for "${printed.trim()}"`, () => assert.equal(isGood(tallyOf(printed)), expected))
})
