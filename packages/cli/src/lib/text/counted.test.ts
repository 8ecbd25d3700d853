import { globSync, readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { counted } from './counted.ts'

it('has the singular for one alone', () => {
  expect([0, 1, 2].map((count) => counted(count, 'item'))).toEqual(['0 items', '1 item', '2 items'])
  expect(counted(1_000, 'item', '1,000')).toBe('1,000 items')
})

it('is where nouns get their plural', () => {
  const root = new URL('../../', import.meta.url)
  const sources = globSync('**/*.ts', { cwd: root }).filter((file) => !file.endsWith('.test.ts'))
  const byHand = sources.filter((file) =>
    /\? '(?:1 )?(\w+)' : [`'](?:\$\{[^}]*\} )?\1s[`']/.test(readFileSync(new URL(file, root), 'utf8')),
  )
  expect(sources.length).toBeGreaterThan(100)
  expect(byHand).toEqual([])
})
