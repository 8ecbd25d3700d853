/** Builds the documentation site into `dist`: the same bytes from the same files. */
import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { pageHtml } from './src/layout/layout.ts'
import { type Group, navigationOf } from './src/layout/navigation.ts'
import { sitePages } from './src/pages/site.ts'
import { searchIndex } from './src/search/search-index.ts'

const folder = import.meta.dirname
const dist = join(folder, 'dist')

const pages = sitePages()
const byAddress = new Map(pages.map((page) => [page.address, page]))
const navigation = navigationOf(pages, JSON.parse(readFileSync(join(folder, 'order.json'), 'utf8')) as Group[])

rmSync(dist, { recursive: true, force: true })
cpSync(join(folder, 'assets'), join(dist, 'assets'), { recursive: true })
cpSync(fileURLToPath(import.meta.resolve('minisearch')), join(dist, 'assets/minisearch.js'))
write('assets/search-index.json', searchIndex(pages))
for (const page of pages) write(`${page.address}index.html`, pageHtml(page, byAddress, navigation))
console.log(`${pages.length} pages in site/dist`)

function write(path: string, text: string): void {
  const file = join(dist, path)
  mkdirSync(dirname(file), { recursive: true })
  writeFileSync(file, text)
}
