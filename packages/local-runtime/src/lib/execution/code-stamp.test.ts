import { mkdirSync, mkdtempSync, renameSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
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

it('two files that change places count, though number, sizes and times stay', async () => {
  const [here, there] = [join(folder, 'here.mjs'), join(folder, 'there.mjs')]
  for (const file of [here, there]) writeFileSync(file, file === here ? 'a' : 'bb')
  for (const file of [here, there]) utimesSync(file, 1_700_000_000, 1_700_000_000)
  const before = await new CodeStamps().of(folder)
  renameSync(here, join(folder, 'third.mjs'))
  renameSync(there, here)
  renameSync(join(folder, 'third.mjs'), there)
  expect(await new CodeStamps().of(folder)).not.toBe(before)
})
