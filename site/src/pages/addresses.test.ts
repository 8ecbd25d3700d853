import { describe, expect, it } from 'vitest'
import type { Kind } from '../repository.ts'
import { addressOfSource, linkBetween, resolveLink } from './addresses.ts'

describe('addressOfSource', () => {
  it.each([
    { path: 'README.md', address: '' },
    { path: 'CODE_OF_CONDUCT.md', address: 'code-of-conduct/' },
    { path: 'packages/engine/README.md', address: 'packages/engine/' },
    { path: 'docs/guides/alarms.md', address: 'guides/alarms/' },
    { path: 'docs/recipes/README.md', address: 'recipes/' },
    { path: 'rules/README.md', address: 'rules/' },
  ])('puts $path at "$address"', ({ path, address }) => {
    expect(addressOfSource(path)).toBe(address)
  })
})

describe('linkBetween', () => {
  it.each([
    { from: '', to: 'guides/alarms/', link: 'guides/alarms/' },
    { from: 'guides/alarms/', to: '', link: '../../' },
    { from: 'guides/alarms/', to: 'guides/', link: '../' },
    { from: 'guides/alarms/', to: 'guides/redrive/#why', link: '../redrive/#why' },
    { from: 'guides/alarms/', to: 'guides/alarms/#why', link: '#why' },
    { from: 'guides/alarms/', to: 'guides/alarms/', link: './' },
    { from: 'guides/', to: 'assets/style.css', link: '../assets/style.css' },
  ])('leads from "$from" to "$to" by $link', ({ from, to, link }) => {
    expect(linkBetween(from, to)).toBe(link)
  })
})

describe('resolveLink', () => {
  const places = {
    pageOf: (path: string, hash: string) => (path === 'docs/guides/redrive.md' ? `guides/redrive/${hash}` : undefined),
    kindOf: (path: string) =>
      new Map<string, Kind>([
        ['rules', 'folder'],
        ['rules/retry.json', 'file'],
      ]).get(path),
  }
  it.each([
    { href: 'redrive.md#why', leads: '../redrive/#why' },
    { href: './redrive.md', leads: '../redrive/' },
    {
      href: '../../rules/retry.json',
      leads: 'https://github.com/async-invoke/async-invoke/blob/main/rules/retry.json',
    },
    { href: '../../rules/', leads: 'https://github.com/async-invoke/async-invoke/tree/main/rules' },
    { href: 'https://example.com/', leads: 'https://example.com/' },
    { href: '#why', leads: '#why' },
    { href: 'nowhere.md', leads: 'nowhere.md' },
  ])('makes $leads of $href', ({ href, leads }) => {
    expect(resolveLink(href, 'docs/guides/alarms.md', 'guides/alarms/', places)).toBe(leads)
  })
})
