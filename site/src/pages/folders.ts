import { posix } from 'node:path'
import { escapeHtml } from '../html.ts'
import { linkBetween } from './addresses.ts'
import type { Page } from './page.ts'

/** Titles of folders whose names do not say it. */
const titles: Readonly<Record<string, string>> = { api: 'Public surface', vectors: 'Golden documents' }

/** A page for each folder that has pages and none of its own: the list of them. */
export function folderPages(pages: readonly Page[]): readonly Page[] {
  const addresses = new Set(pages.map(({ address }) => address))
  const folders = new Set(pages.flatMap(({ address }) => foldersAbove(address)))
  return [...folders]
    .filter((folder) => !addresses.has(folder))
    .sort()
    .map((folder) =>
      folderPage(
        folder,
        pages.filter(({ address }) => foldersAbove(address)[0] === folder),
      ),
    )
}

/** The folders that hold an address, the nearest first; the root is none. */
function foldersAbove(address: string): readonly string[] {
  const parent = posix.dirname(address.replace(/\/$/, ''))
  return parent === '.' ? [] : [`${parent}/`, ...foldersAbove(`${parent}/`)]
}

function folderPage(address: string, children: readonly Page[]): Page {
  const name = posix.basename(address)
  const title = titles[name] ?? `${name.charAt(0).toUpperCase()}${name.slice(1).replaceAll('-', ' ')}`
  const items = inOrder(children).map(
    (page) =>
      `<li><a href="${linkBetween(address, page.address)}">${escapeHtml(page.title)}</a><p>${escapeHtml(page.summary)}</p></li>`,
  )
  return {
    address,
    title,
    summary: `${children.length} pages.`,
    source: children[0]?.source.replace(/\/[^/]*$/, '') ?? '',
    html: `<h1>${escapeHtml(title)}</h1>\n<ul class="pages">\n${items.join('\n')}\n</ul>\n`,
    headings: [],
    passages: [],
  }
}

/** Pages of one folder as a list shows them: those with an order first, then by address. */
export function inOrder(pages: readonly Page[]): readonly Page[] {
  const last = Number.POSITIVE_INFINITY
  return pages.toSorted((a, b) => {
    const [first = last, second = last] = [a.order, b.order]
    return first === second ? (a.address < b.address ? -1 : 1) : first - second
  })
}
