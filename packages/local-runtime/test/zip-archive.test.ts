import { describe, expect, it } from 'vitest'
import { readZip } from '../src/lib/functions/zip-archive.ts'
import { zip } from './zip.ts'

const link = 0o120777

function codeOf(archive: Buffer): string {
  try {
    readZip(archive)
    return 'read'
  } catch (error) {
    return (error as { code: string }).code
  }
}

describe('readZip', () => {
  it('reads files with their folders and executable bits', () => {
    const files = readZip(
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
  ])('refuses an archive with $of as $code', ({ entries, code }) => {
    expect(codeOf(zip(entries))).toBe(code)
  })

  it('refuses bytes that are not an archive, and a truncated archive', () => {
    const whole = zip([{ path: 'index.mjs', content: 'export const handler = 1' }])
    expect([Buffer.from('not a zip'), Buffer.alloc(0), whole.subarray(30)].map(codeOf)).toEqual([
      'not-a-zip',
      'not-a-zip',
      'not-a-zip',
    ])
  })
})
