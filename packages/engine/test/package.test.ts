import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'

it('package.json has no dependency but @async-invoke/schemas', () => {
  const manifest = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8'))
  expect(Object.keys(manifest.dependencies)).toEqual(['@async-invoke/schemas'])
})
