import { describe, expect, it } from 'vitest'
import { brokenMarkdownLinks } from './markdown-links.ts'

const files: Readonly<Record<string, string>> = {
  'README.md': '# Read\n\n## Use `a.b()` & more\n\n## Same\n\n## Same\n',
  'docs/guide.md': '# Guide\n',
  'src/code.ts': 'one\ntwo\n',
}
const folders = ['docs', 'src', 'src/dist']

const check = (text: string): readonly string[] =>
  brokenMarkdownLinks(['docs/guide.md'], {
    kindOf: (path) => (path in files ? 'file' : folders.includes(path) ? 'folder' : undefined),
    read: (path) => (path === 'docs/guide.md' ? text : (files[path] ?? '')),
  })

describe('brokenMarkdownLinks', () => {
  it.each([
    '[a](../README.md)',
    '[a](../README.md#use-ab--more)',
    '[a](../README.md#same-1)',
    '[a](../src)',
    '[a](../src/code.ts#L2)',
    '[a](#guide)\n\n# Guide',
    '[a](https://example.com/x)',
    '[a](https://github.com/async-invoke/async-invoke/blob/main/README.md#same)',
    '`[a](nowhere.md)`',
    'On http://localhost:3000 it listens.',
  ])('accepts %s', (text) => {
    expect(check(text)).toEqual([])
  })

  it.each([
    { text: '[a](nowhere.md)', says: 'nowhere.md does not exist' },
    { text: '[a](../readme.md)', says: '../readme.md does not exist' },
    { text: '![a](nowhere.png)', says: 'nowhere.png does not exist' },
    { text: '<img src="nowhere.png" alt="">', says: 'nowhere.png does not exist' },
    { text: '[a][b]\n\n[b]: nowhere.md', says: 'nowhere.md does not exist' },
    { text: '[a](../README.md#same-2)', says: '../README.md#same-2 has no such anchor' },
    { text: '[a](#nowhere)', says: '#nowhere has no such anchor' },
    { text: '[a](../src#code)', says: '../src#code has an anchor in a folder without a README' },
    { text: '[a](../src/code.ts#L9)', says: '../src/code.ts#L9 has no such line' },
    { text: '[a](../src/dist)', says: '../src/dist is not kept in git' },
    { text: '[a](../../elsewhere.md)', says: '../../elsewhere.md leaves the repository' },
    { text: '[a](/README.md)', says: '/README.md begins at the root of the host' },
    {
      text: '[a](https://github.com/async-invoke/async-invoke/blob/main/README.md#three)',
      says: 'https://github.com/async-invoke/async-invoke/blob/main/README.md#three has no such anchor',
    },
    { text: '[a](http://example.com/)', says: 'http://example.com/ is not https' },
  ])('finds that $says', ({ text, says }) => {
    expect(check(`# Guide\n\n${text}\n`)).toEqual([`docs/guide.md:${text.includes('[b]:') ? 5 : 3}: ${says}`])
  })
})
