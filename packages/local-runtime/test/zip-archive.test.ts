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
    ['a path that climbs out', [{ path: '../evil.mjs', content: 'x' }], 'unsafe'],
    ['a path that climbs out in its middle', [{ path: 'a/../../evil.mjs', content: 'x' }], 'unsafe'],
    ['an absolute path', [{ path: '/etc/passwd', content: 'x' }], 'unsafe'],
    ['a path of another system', [{ path: 'C:\\evil', content: 'x' }], 'unsafe'],
    ['a symbolic link', [{ path: 'link', content: '/etc/passwd', mode: link }], 'unsafe'],
    ['content larger than claimed', [{ path: 'a', content: 'x'.repeat(100_000), claimedSize: 10 }], 'not-a-zip'],
    ['more than 250 MB claimed', [{ path: 'a', content: 'x', claimedSize: 262_144_001 }], 'too-large'],
    [
      'more than 250 MB claimed by several together',
      [
        { path: 'a', content: '' },
        { path: 'b', content: 'x' },
        { path: 'c', content: 'x', claimedSize: 262_144_000 },
      ],
      'too-large',
    ],
    ['nothing', [], 'empty'],
  ])('refuses %s', (_, entries, code) => {
    expect(codeOf(zip(entries))).toBe(code)
  })

  it('refuses what is no archive, and one that was cut off', () => {
    const whole = zip([{ path: 'index.mjs', content: 'export const handler = 1' }])
    expect([Buffer.from('not a zip'), Buffer.alloc(0), whole.subarray(30)].map(codeOf)).toEqual([
      'not-a-zip',
      'not-a-zip',
      'not-a-zip',
    ])
  })
})
