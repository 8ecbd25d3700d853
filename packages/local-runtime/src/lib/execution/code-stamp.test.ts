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

it('code, settings and what lies in folders count; data, dependencies and hidden files do not', async () => {
  for (const name of ['inner', 'node_modules', '.async-invoke']) mkdirSync(join(folder, name))
  writeFileSync(join(folder, 'bootstrap'), '', { mode: 0o755 })
  const code = ['orders.mjs', 'settings.json', 'inner/part.py', 'bootstrap', 'main.rb']
  const others = ['dev.log', 'calls.txt', 'attempts', 'q.db-wal', 'node_modules/x.js', '.async-invoke/q.db']
  const names = [...code, ...others]
  const seen = []
  for (const name of names) seen.push([name, await changes(name)])
  expect(seen.filter(([, changed]) => changed).map(([name]) => name)).toEqual(code)
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
