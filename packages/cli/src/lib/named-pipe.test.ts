import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { refuseNamedPipe, refuseNoModule } from './named-pipe.ts'

const folder = mkdtempSync(join(tmpdir(), 'async-invoke-pipe-'))
const at = (name: string): string => join(folder, name)
execFileSync('mkfifo', [at('pipe')])
symlinkSync('pipe', at('link'))
writeFileSync(at('file'), '')
mkdirSync(at('folder'))
afterAll(() => rmSync(folder, { recursive: true }))

describe('refuseNamedPipe', () => {
  it.each(['pipe', 'link', 'folder/../pipe'])('refuses %s', (name) => {
    expect(() => refuseNamedPipe(at(name))).toThrow('it is a named pipe, which may never end')
  })

  it.each(['file', 'folder', 'missing', 'file/below'])('leaves %s to its reader', (name) => {
    expect(() => refuseNamedPipe(at(name))).not.toThrow()
  })

  it('refuses folders in place of modules, too', () => {
    expect(() => refuseNoModule(at('pipe'))).toThrow('it is a named pipe')
    expect(() => refuseNoModule(at('folder'))).toThrow('it is a folder')
    for (const name of ['file', 'missing']) expect(() => refuseNoModule(at(name))).not.toThrow()
  })

  it('admits the pipes of a shell', () => {
    const read = `import { refuseNamedPipe } from ${JSON.stringify(new URL('./named-pipe.ts', import.meta.url))}
      for (const path of ['/dev/stdin', '/dev/fd/0', '/proc/self/fd/0']) refuseNamedPipe(path)`
    const piped = ['-c', `cat /dev/null | ${JSON.stringify(process.execPath)} --input-type=module -e "$0"`, read]
    expect(() => execFileSync('sh', piped, { stdio: 'pipe' })).not.toThrow()
  })
})
