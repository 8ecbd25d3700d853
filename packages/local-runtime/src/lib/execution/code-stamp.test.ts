import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, it } from 'vitest'
import { CodeStamps } from './code-stamp.ts'

const folder = mkdtempSync(join(tmpdir(), 'code-stamp-'))
afterAll(() => rmSync(folder, { recursive: true }))

/** Written anew, whether the folder then counts as changed; each look is a first one. */
async function changes(name: string): Promise<boolean> {
  const before = await new CodeStamps().of(folder)
  writeFileSync(join(folder, name), `${name} ${before}`)
  return (await new CodeStamps().of(folder)) !== before
}

it('code, settings and what lies in folders count; logs, dependencies and hidden files do not', async () => {
  for (const name of ['inner', 'node_modules', '.async-invoke']) mkdirSync(join(folder, name))
  const names = ['orders.mjs', 'settings.json', 'inner/part.py', 'dev.log', 'node_modules/x.js', '.async-invoke/q.db']
  const seen = []
  for (const name of names) seen.push([name, await changes(name)])
  expect(seen.filter(([, changed]) => changed).map(([name]) => name)).toEqual(names.slice(0, 3))
})
