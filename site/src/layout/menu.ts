import { escapeHtml } from '../html.ts'
import { linkBetween } from '../pages/addresses.ts'
import type { Page } from '../pages/page.ts'
import type { Tree } from '../pages/tree.ts'

/** One group of the menu as `order.json` has it: addresses, and `folder/*` for the pages of a folder that no other names. */
export interface Group {
  readonly title: string
  readonly pages: readonly string[]
}

/** A group of the menu with its pages. */
export interface MenuGroup {
  readonly title: string
  readonly pages: readonly Page[]
}

/** Sorts pages into the groups. An address that has no page stands for none, so that a folder may come later. */
export function menuOf(pages: readonly Page[], tree: Tree, order: readonly Group[]): readonly MenuGroup[] {
  const byAddress = new Map(pages.map((page) => [page.address, page]))
  const named = new Set(order.flatMap((group) => group.pages.flatMap((each) => [each, each.replace(/\*$/, '')])))
  const claim = (pattern: string): readonly Page[] => {
    if (pattern.endsWith('*')) return tree.below(pattern.slice(0, -1)).filter(({ address }) => !named.has(address))
    return [byAddress.get(pattern)].filter((page) => page !== undefined)
  }
  return order
    .map(({ title, pages: patterns }) => ({ title, pages: patterns.flatMap(claim) }))
    .filter((group) => group.pages.length > 0)
}

/** The menu on one page: the pages below an entry are listed where the reader is among them. */
export function menuHtml(menu: readonly MenuGroup[], tree: Tree, current: string): string {
  const item = (page: Page): string => {
    const here = page.address === current ? ' aria-current="page"' : ''
    const children = page.address !== '' && current.startsWith(page.address) ? tree.below(page.address) : []
    const below = children.length === 0 ? '' : `\n<ul>\n${children.map(item).join('\n')}\n</ul>`
    return `<li><a href="${linkBetween(current, page.address)}"${here}>${escapeHtml(labelOf(page))}</a>${below}</li>`
  }
  return menu
    .map(({ title, pages }) => `<h2>${escapeHtml(title)}</h2>\n<ul>\n${pages.map(item).join('\n')}\n</ul>`)
    .join('\n')
}

/** Titles of packages without their scope, and "Home". */
export function labelOf({ address, title }: Page): string {
  return address === '' ? 'Home' : title.replace(/^@async-invoke\//, '')
}
