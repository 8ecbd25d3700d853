import { posix } from 'node:path'
import type { Page } from './page.ts'

/** The folders that hold an address, the nearest first; the root is none. */
export function foldersAbove(address: string): readonly string[] {
  const parent = posix.dirname(address.replace(/\/$/, ''))
  return parent === '.' ? [] : [`${parent}/`, ...foldersAbove(`${parent}/`)]
}

/** Pages below pages; a folder without a page is passed over. */
export interface Tree {
  /** From the home page down to the page above this one. */
  readonly above: (address: string) => readonly Page[]
  readonly below: (address: string) => readonly Page[]
}

export function treeOf(pages: readonly Page[]): Tree {
  const byAddress = new Map(pages.map((page) => [page.address, page]))
  const above = (address: string): readonly Page[] =>
    (address === '' ? [] : [...foldersAbove(address), ''])
      .map((each) => byAddress.get(each))
      .filter((page) => page !== undefined)
      .reverse()
  const children = Map.groupBy(pages, ({ address }) => above(address).at(-1)?.address)
  return { above, below: (address) => inOrder(children.get(address) ?? []) }
}

/** Pages of one folder as a list shows them: those with an order first, then by address. */
export function inOrder(pages: readonly Page[]): readonly Page[] {
  const last = Number.POSITIVE_INFINITY
  return pages.toSorted((a, b) => {
    const [first = last, second = last] = [a.order, b.order]
    return first === second ? (a.address < b.address ? -1 : 1) : first - second
  })
}
