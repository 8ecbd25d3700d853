import { describe, expect, it } from 'vitest'
import { menuHtml, menuOf } from '../layout/menu.ts'
import { searchIndex } from '../search/search-index.ts'
import { folderPages } from './folders.ts'
import type { Page } from './page.ts'
import { treeOf } from './tree.ts'

const page = (address: string, order?: number): Page => ({
  address,
  title: address === '' ? 'Home of all' : `Page ${address}`,
  summary: `About ${address}.`,
  source: 'README.md',
  ...(order === undefined ? {} : { order }),
  html: '<h1>x</h1>',
  headings: [],
  passages: [],
})
const addresses = (pages: readonly Page[]): readonly string[] => pages.map(({ address }) => address)

describe('folderPages', () => {
  it('lists the pages of a folder that has none, and passes over a deep folder with a single page', () => {
    const pages = [
      page(''),
      page('guides/b/'),
      page('guides/a/', 1),
      page('schemas/x/1.0/'),
      page('api/y/'),
      page('api/'),
    ]
    const found = folderPages(pages)
    expect(addresses(found)).toEqual(['guides/', 'schemas/'])
    expect(found[0]?.html).toMatch(
      /<h1>Guides<\/h1>.*href="a\/">Page guides\/a\/<\/a><p>About guides\/a\/\.<\/p>.*href="b\/"/s,
    )
  })
})

describe('treeOf', () => {
  const tree = treeOf([page(''), page('schemas/'), page('schemas/x/1.0/'), page('schemas/y/2.0/', 0)])

  it('finds the pages above one, past folders without a page', () => {
    expect(addresses(tree.above('schemas/x/1.0/'))).toEqual(['', 'schemas/'])
    expect(tree.above('')).toEqual([])
  })

  it('finds the pages below one, those with an order first', () => {
    expect(addresses(tree.below('schemas/'))).toEqual(['schemas/y/2.0/', 'schemas/x/1.0/'])
    expect(addresses(tree.below(''))).toEqual(['schemas/'])
  })
})

describe('menuOf', () => {
  const pages = [page(''), page('a/'), page('guides/'), page('guides/y/'), page('guides/x/'), page('z/')]
  const tree = treeOf(pages)
  const order = [
    { title: 'Start', pages: ['', 'missing/'] },
    { title: 'None', pages: ['missing/*'] },
    { title: 'Guides', pages: ['guides/y/', 'guides/*'] },
    { title: 'Rest', pages: ['z/', '*'] },
  ]
  const menu = menuOf(pages, tree, order)

  it('puts every page into the group that names it or its folder, and leaves out empty groups', () => {
    expect(menu.map(({ title, pages: found }) => [title, ...addresses(found)])).toEqual([
      ['Start', ''],
      ['Guides', 'guides/y/', 'guides/x/'],
      ['Rest', 'z/', 'a/'],
    ])
  })

  it('marks the page that is shown', () => {
    expect(menuHtml(menu, tree, 'guides/x/')).toContain('<a href="./" aria-current="page">Page guides/x/</a>')
  })
})

describe('searchIndex', () => {
  it('has each page and each passage once, though a page may have text before its heading', () => {
    const heading = (level: number, id: string) => ({ level, id, text: id })
    const passages = [
      { heading: undefined, text: 'before' },
      { heading: heading(1, 'top'), text: 'after' },
      { heading: heading(2, 'part'), text: 'inside' },
    ]
    const { documentIds } = JSON.parse(searchIndex([{ ...page('a/'), passages }])) as { documentIds: object }
    expect(Object.values(documentIds)).toEqual(['a/', 'a/#part'])
  })
})
