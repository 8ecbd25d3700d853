import { mkdirSync, mkdtempSync, renameSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { CodeStamps } from './code-stamp.ts'

const folder = mkdtempSync(join(tmpdir(), 'code-stamp-'))
afterAll(() => rmSync(folder, { recursive: true }))

/**
 * Writes a file and returns whether the stamp of the folder changes; new instances, since each one caches its stamps.
 */
async function changes(name: string): Promise<boolean> {
  const before = await new CodeStamps().of(folder)
  writeFileSync(join(folder, name), `${name} ${before}`)
  return (await new CodeStamps().of(folder)) !== before
}

describe('CodeStamps', () => {
  it('changes with code and settings in any folder, not with data, dependencies or hidden files', async () => {
    for (const name of ['inner', 'node_modules', '.async-invoke']) mkdirSync(join(folder, name))
    writeFileSync(join(folder, 'bootstrap'), '', { mode: 0o755 })
    const code = ['orders.mjs', 'settings.json', 'inner/part.py', 'bootstrap', 'main.rb']
    const others = ['dev.log', 'calls.txt', 'attempts', 'q.db-wal', 'node_modules/x.js', '.async-invoke/q.db']
    const names = [...code, ...others]
    const seen = []
    for (const name of names) seen.push([name, await changes(name)])
    expect(seen.filter(([, changed]) => changed).map(([name]) => name)).toEqual(code)
  })

  it('changes when two files swap names, though count, sizes and times stay the same', async () => {
    const [here, there] = [join(folder, 'here.mjs'), join(folder, 'there.mjs')]
    for (const file of [here, there]) writeFileSync(file, file === here ? 'a' : 'bb')
    for (const file of [here, there]) utimesSync(file, 1_700_000_000, 1_700_000_000)
    const before = await new CodeStamps().of(folder)
    renameSync(here, join(folder, 'third.mjs'))
    renameSync(there, here)
    renameSync(join(folder, 'third.mjs'), there)
    expect(await new CodeStamps().of(folder)).not.toBe(before)
  })
})
