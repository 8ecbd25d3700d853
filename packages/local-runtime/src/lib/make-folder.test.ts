import { existsSync, mkdirSync, mkdtempSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, relative } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { makeFolder } from './make-folder.ts'

const folder = mkdtempSync(join(tmpdir(), 'async-invoke-folder-'))
const at = (name: string): string => join(folder, name)
writeFileSync(at('file'), '')
mkdirSync(at('there'))
symlinkSync('there', at('link'))
symlinkSync('nowhere', at('dangling'))
afterAll(() => rmSync(folder, { recursive: true }))

describe('makeFolder', () => {
  it.each(['new', 'there', 'link', 'link/a/b', 'there/c/d/', 'e/./f', 'g/../h'])('makes %s, or finds it', (name) => {
    for (const path of [`${folder}/${name}`, relative(process.cwd(), `${folder}/${name}`)]) {
      makeFolder(path, 0o700)
      expect(statSync(path).isDirectory()).toBe(true)
    }
  })

  it('makes the folders above with the mode of the folder', () => {
    makeFolder(at('mode/below'), 0o700)
    expect([statSync(at('mode')).mode & 0o777, statSync(at('mode/below')).mode & 0o777]).toEqual([0o700, 0o700])
  })

  it.each([
    { name: 'file', code: 'EEXIST' },
    { name: 'file/below', code: 'ENOTDIR' },
    { name: 'dangling', code: 'ENOENT' },
    { name: 'dangling/below', code: 'ENOENT' },
  ])('fails as the system does for $name', ({ name, code }) => {
    expect(() => makeFolder(at(name))).toThrow(expect.objectContaining({ code }))
  })

  it('fails for no path', () => {
    expect(() => makeFolder('')).toThrow(expect.objectContaining({ code: 'ENOENT' }))
  })

  it.skipIf(!existsSync('/proc/self')).each(['/proc/x', '/proc/x/y', '/proc/self/x/y/z'])('returns for %s', (path) => {
    expect(() => makeFolder(path)).toThrow(
      expect.objectContaining({ code: expect.stringMatching(/^(ENOENT|EACCES|EPERM)$/) }),
    )
  })
})
