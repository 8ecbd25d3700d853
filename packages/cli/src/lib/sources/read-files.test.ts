import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { readFiles } from './read-files.ts'

let folder: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'async-invoke-files-'))
})
afterAll(() => rmSync(folder, { recursive: true }))

async function positionsIn(path: string): Promise<readonly string[]> {
  const positions: string[] = []
  for await (const items of readFiles(path))
    positions.push(...items.map(({ position }) => position.slice(folder.length + 1)))
  return positions
}

it('reads each file once where links lead back to a folder around them', async () => {
  mkdirSync(join(folder, 'a', 'b'), { recursive: true })
  writeFileSync(join(folder, 'a', '1.json'), '{}')
  writeFileSync(join(folder, 'a', 'b', '2.json'), '{}')
  symlinkSync('.', join(folder, 'a', 'itself'))
  symlinkSync(join('..', '..', 'a'), join(folder, 'a', 'b', 'above'))
  symlinkSync(join('a', 'b'), join(folder, 'linked'))
  expect(await positionsIn(join(folder, 'a'))).toEqual(['a/1.json:1', 'a/b/2.json:1'])
  // A link to a folder elsewhere is one.
  expect(await positionsIn(join(folder, 'linked'))).toEqual(['linked/2.json:1', 'linked/above/1.json:1'])
})

it('says which file cannot be read, also of a folder', async () => {
  mkdirSync(join(folder, 'dump'))
  writeFileSync(join(folder, 'dump', '1.json'), '{}')
  const file = join(folder, 'dump', '2.json')
  writeFileSync(file, Buffer.from('\ufeff{}', 'utf16le'))
  for (const path of [file, join(folder, 'dump')])
    await expect(positionsIn(path)).rejects.toThrow(`cannot read ${file}: it is UTF-16; write it as UTF-8`)
})
