import { escapeHtml } from '../html.ts'
import { linkBetween } from '../pages/addresses.ts'
import { inOrder } from '../pages/folders.ts'
import type { Page } from '../pages/page.ts'

/** One group of the menu as `order.json` has it: addresses, and `folder/*` for the pages of a folder that no other names. */
export interface Group {
  readonly title: string
  readonly pages: readonly string[]
}

/** The menu: groups of pages, with the pages below each. */
export interface Navigation {
  readonly groups: readonly { readonly title: string; readonly pages: readonly Page[] }[]
  readonly childrenOf: (page: Page) => readonly Page[]
}

/** Sorts pages into the groups. An address that has no page stands for none, so that a folder may come later. */
export function navigationOf(pages: readonly Page[], order: readonly Group[]): Navigation {
  const byAddress = new Map(pages.map((page) => [page.address, page]))
  const byParent = Map.groupBy(pages, ({ address }) => parentOf(address))
  const named = new Set(order.flatMap((group) => group.pages.flatMap((each) => [each, each.replace(/\*$/, '')])))
  const claim = (pattern: string): readonly Page[] => {
    if (!pattern.endsWith('*')) return [byAddress.get(pattern)].filter((page) => page !== undefined)
    const children = byParent.get(pattern.slice(0, -1)) ?? []
    return inOrder(children.filter(({ address }) => !named.has(address)))
  }
  return {
    groups: order
      .map(({ title, pages: patterns }) => ({ title, pages: patterns.flatMap(claim) }))
      .filter((group) => group.pages.length > 0),
    childrenOf: ({ address }) => (address === '' ? [] : inOrder(byParent.get(address) ?? [])),
  }
}

/** `packages/` of `packages/engine/`; `''` of `sizing/`; nothing above the home page. */
export function parentOf(address: string): string | undefined {
  return address === '' ? undefined : address.replace(/[^/]*\/$/, '')
}

/** The menu on one page: the pages below an entry are listed where the reader is among them. */
export function navigationHtml({ groups, childrenOf }: Navigation, current: string): string {
  const item = (page: Page): string => {
    const here = page.address === current ? ' aria-current="page"' : ''
    const children = page.address !== '' && current.startsWith(page.address) ? childrenOf(page) : []
    const below = children.length === 0 ? '' : `\n<ul>\n${children.map(item).join('\n')}\n</ul>`
    return `<li><a href="${linkBetween(current, page.address)}"${here}>${escapeHtml(labelOf(page))}</a>${below}</li>`
  }
  return groups
    .map(({ title, pages }) => `<h2>${escapeHtml(title)}</h2>\n<ul>\n${pages.map(item).join('\n')}\n</ul>`)
    .join('\n')
}

/** Titles of packages without their scope, and "Home". */
export function labelOf({ address, title }: Page): string {
  return address === '' ? 'Home' : title.replace(/^@async-invoke\//, '')
}
