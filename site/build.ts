/** Builds the documentation site into `dist`: the same bytes from the same files. */
import { copyFileSync, cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { pageHtml } from './src/layout/layout.ts'
import { type Group, menuOf } from './src/layout/menu.ts'
import { readSite } from './src/pages/site.ts'
import { treeOf } from './src/pages/tree.ts'
import { root } from './src/repository.ts'
import { searchIndex } from './src/search/search-index.ts'

const folder = import.meta.dirname
const dist = join(folder, 'dist')

const order = JSON.parse(readFileSync(join(folder, 'order.json'), 'utf8')) as Group[]
const { pages, files } = readSite(order.flatMap((group) => group.pages))
const tree = treeOf(pages)
const menu = menuOf(pages, tree, order)

rmSync(dist, { recursive: true, force: true })
cpSync(join(folder, 'assets'), join(dist, 'assets'), { recursive: true })
cpSync(fileURLToPath(import.meta.resolve('minisearch')), join(dist, 'assets/minisearch.js'))
write('assets/search-index.json', searchIndex(pages))
for (const [address, source] of files) copy(source, address)
for (const page of pages) write(`${page.address}index.html`, pageHtml(page, tree, menu))
console.log(`${pages.length} pages in site/dist`)

function write(path: string, text: string): void {
  writeFileSync(placeOf(path), text)
}

function copy(source: string, path: string): void {
  copyFileSync(join(root, source), placeOf(path))
}

/** The file of an address, in a folder that exists. */
function placeOf(path: string): string {
  const file = join(dist, path)
  mkdirSync(dirname(file), { recursive: true })
  return file
}
