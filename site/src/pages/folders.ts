import { posix } from 'node:path'
import { escapeHtml } from '../html.ts'
import { linkBetween } from './addresses.ts'
import type { Page } from './page.ts'
import { foldersAbove, inOrder } from './tree.ts'

/** Titles of folders whose names do not say it. */
const titles: Readonly<Record<string, string>> = { api: 'Public surface', vectors: 'Golden documents' }

/** A page for each folder that has pages and none of its own: the list of them. A deep one with a single page needs none. */
export function folderPages(pages: readonly Page[]): readonly Page[] {
  const addresses = new Set(pages.map(({ address }) => address))
  const children = Map.groupBy(pages, ({ address }) => foldersAbove(address)[0])
  const folders = new Set(pages.flatMap(({ address }) => foldersAbove(address)))
  return [...folders].sort().flatMap((folder) => {
    const found = children.get(folder) ?? []
    const needed = !addresses.has(folder) && (found.length > 1 || foldersAbove(folder).length === 0)
    return needed ? [folderPage(folder, found)] : []
  })
}

function folderPage(address: string, children: readonly Page[]): Page {
  const name = posix.basename(address)
  const title = titles[name] ?? `${name.charAt(0).toUpperCase()}${name.slice(1).replaceAll('-', ' ')}`
  return {
    address,
    title,
    summary: `${children.length} pages.`,
    source: children[0]?.source.replace(/\/[^/]*$/, '') ?? '',
    html: `<h1>${escapeHtml(title)}</h1>\n${listOfPages(inOrder(children), address)}`,
    headings: [],
    passages: [],
  }
}

/** Pages with their summaries, as links from an address. */
export function listOfPages(pages: readonly Page[], from: string): string {
  const items = pages.map(({ address, title, summary }) => {
    const link = `<a href="${linkBetween(from, address)}">${escapeHtml(title)}</a>`
    return `<li>${link}<p>${escapeHtml(summary)}</p></li>`
  })
  return `<ul class="pages">\n${items.join('\n')}\n</ul>\n`
}
