import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { textOf, textOfFile } from './whole-text.ts'

describe('textOf', () => {
  it('reads characters over the ends of chunks', async () => {
    const bytes = Buffer.from('grün 🚀')
    expect(await textOf(Readable.from(Array.from(bytes, (byte) => Buffer.from([byte]))))).toBe('grün 🚀')
  })

  it('takes as many bytes as it may, and refuses one more without reading on', async () => {
    let read = 0
    function* endless(): Generator<Buffer> {
      for (;;) {
        read += 1
        yield Buffer.from('x')
      }
    }
    expect(await textOf(Readable.from([Buffer.from('xxx')]), 3)).toBe('xxx')
    await expect(textOf(Readable.from(endless()), 3)).rejects.toThrow('it has more than 3 bytes')
    expect(read).toBeLessThan(100)
  })
})

describe('textOfFile', () => {
  it('reads a file, and says what the system says of one that is not there', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'async-invoke-text-'))
    writeFileSync(join(folder, 'a'), 'text')
    expect(await textOfFile(join(folder, 'a'))).toBe('text')
    await expect(textOfFile(join(folder, 'b'))).rejects.toThrow('ENOENT')
    rmSync(folder, { recursive: true })
  })

  it.each([
    {
      what: 'UTF-16 of PowerShell',
      bytes: Buffer.from('\ufeff{"a":1}', 'utf16le'),
      reason: 'it is UTF-16; write it as UTF-8',
    },
    { what: 'UTF-16 of the other order', bytes: Buffer.from('\ufeff{}', 'utf16le').swap16(), reason: 'it is UTF-16' },
    { what: 'Latin-1', bytes: Buffer.from('{"a":"grün"}', 'latin1'), reason: 'it is not UTF-8' },
  ])('refuses $what, of which characters would be lost', async ({ bytes, reason }) => {
    const folder = mkdtempSync(join(tmpdir(), 'async-invoke-text-'))
    writeFileSync(join(folder, 'a'), bytes)
    await expect(textOfFile(join(folder, 'a'))).rejects.toThrow(reason)
    await expect(textOf(Readable.from([bytes]))).rejects.toThrow(reason)
    rmSync(folder, { recursive: true })
  })

  it('reads whatever is UTF-8', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'binary' }), async (text) => {
        expect(await textOf(Readable.from([Buffer.from(text)]))).toBe(text)
      }),
      { seed: 20261129, numRuns: 100 },
    )
  })

  it.skipIf(!existsSync('/dev/zero'))('refuses a device without end', async () => {
    await expect(textOfFile('/dev/zero')).rejects.toThrow('it has more than 268435456 bytes')
  })
})
