import { randomBytes } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { readZip } from '../src/lib/functions/zip-archive.ts'
import { zip } from './zip.ts'

const link = 0o120777

async function codeOf(archive: Buffer): Promise<string> {
  try {
    await readZip(archive)
    return 'read'
  } catch (error) {
    return (error as { code: string }).code
  }
}

describe('readZip', () => {
  it('reads files with their folders and executable bits', async () => {
    const files = await readZip(
      zip([
        { path: 'src/', content: '' },
        { path: 'src/index.mjs', content: 'export const handler = 1' },
        { path: 'bootstrap', content: '#!/bin/sh', mode: 0o100755 },
      ]),
    )
    expect(files.map(({ path, content, executable }) => [path, content.toString(), executable])).toEqual([
      ['src/index.mjs', 'export const handler = 1', false],
      ['bootstrap', '#!/bin/sh', true],
    ])
  })

  it.each([
    { of: 'a path that starts with ..', entries: [{ path: '../evil.mjs', content: 'x' }], code: 'unsafe' },
    { of: 'a path with .. in its middle', entries: [{ path: 'a/../../evil.mjs', content: 'x' }], code: 'unsafe' },
    { of: 'an absolute path', entries: [{ path: '/etc/passwd', content: 'x' }], code: 'unsafe' },
    { of: 'a Windows path', entries: [{ path: 'C:\\evil', content: 'x' }], code: 'unsafe' },
    { of: 'a symbolic link', entries: [{ path: 'link', content: '/etc/passwd', mode: link }], code: 'unsafe' },
    {
      of: 'content larger than its claimed size',
      entries: [{ path: 'a', content: 'x'.repeat(100_000), claimedSize: 10 }],
      code: 'not-a-zip',
    },
    {
      of: 'a claimed size of 250 MB (FNC-15)',
      entries: [{ path: 'a', content: 'x', claimedSize: 262_144_000 }],
      code: 'too-large',
    },
    {
      of: 'a claimed size of less (FNC-15)',
      entries: [{ path: 'a', content: 'x', claimedSize: 262_143_999 }],
      // It is unpacked, and found to be smaller.
      code: 'not-a-zip',
    },
    {
      of: 'claimed sizes of 250 MB in total (FNC-15)',
      entries: [
        { path: 'a', content: '' },
        { path: 'b', content: 'x' },
        { path: 'c', content: 'x', claimedSize: 262_143_999 },
      ],
      code: 'too-large',
    },
    { of: 'no entries', entries: [], code: 'empty' },
  ])('refuses an archive with $of as $code', async ({ entries, code }) => {
    expect(await codeOf(zip(entries))).toBe(code)
  })

  it('refuses bytes that are not an archive, and a truncated archive', async () => {
    const whole = zip([{ path: 'index.mjs', content: 'export const handler = 1' }])
    const archives = [Buffer.from('not a zip'), Buffer.alloc(0), whole.subarray(30)]
    expect(await Promise.all(archives.map(codeOf))).toEqual(['not-a-zip', 'not-a-zip', 'not-a-zip'])
  })
  it('reads a file of many slices, and refuses one that is longer or shorter than stated', async () => {
    const content = Buffer.concat([randomBytes(5_000_000), Buffer.alloc(5_000_000)])
    const [file] = await readZip(zip([{ path: 'a', content }]))
    expect(file?.content.equals(content)).toBe(true)
    for (const claimedSize of [content.length - 1, content.length + 1])
      expect(await codeOf(zip([{ path: 'a', content, claimedSize }]))).toBe('not-a-zip')
  })

  it('serves other requests while it reads', async () => {
    let turns = 0
    const count = (): void => {
      turns += 1
      turning = setImmediate(count)
    }
    let turning = setImmediate(count)
    const files = Array.from({ length: 4 }, (_, at) => ({ path: `f-${at}`, content: Buffer.alloc(3_000_000) }))
    await readZip(zip([...files, { path: 'large', content: Buffer.alloc(20_000_000) }]))
    clearImmediate(turning)
    // After every other file, for the slices of the checksum, and while a thread inflates.
    expect(turns).toBeGreaterThanOrEqual(6)
  })
})
