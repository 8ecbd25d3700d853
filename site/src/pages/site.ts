import { apiPages } from '../api/api-pages.ts'
import { slugOf } from '../markdown/slug.ts'
import { kindOf, markdownFiles, read } from '../repository.ts'
import { schemas } from '../schemas/schema-pages.ts'
import { semantics } from '../semantics/semantics-pages.ts'
import { statementLinks } from '../semantics/statement-links.ts'
import { addressOfSource, type Places } from './addresses.ts'
import { documentPage } from './documents.ts'
import { folderPages } from './folders.ts'
import { homePage } from './home.ts'
import type { Page } from './page.ts'
import { inOrder } from './tree.ts'

/** Files that other pages stand for. */
const replaced = /(?:^|\/)CHANGELOG\.md$|^docs\/semantics\.md$|^docs\/api\//

/** The pages of the site, and files of the repository that it publishes as they are, by their addresses. */
export interface Site {
  readonly pages: readonly Page[]
  readonly files: ReadonlyMap<string, string>
}

/**
 * Every page of the site, in the order of their addresses.
 *
 * @param order - addresses in the order of the menu
 */
export function readSite(order: readonly string[]): Site {
  const sources = markdownFiles().filter((path) => !replaced.test(path))
  const statements = semantics()
  const { pages: schemaPages, files, places } = schemas(statements.addresses)
  const api = apiPages(statements.addresses)
  const pageOf = pagesBehind(sources, [...places, ...api.places], statements.addresses)
  const documents = sources
    .map((path) => documentPage(path, read(path), { kindOf, pageOf }))
    .map((page) => ({ ...page, html: statementLinks(page.html, page.address, statements.addresses) }))
  const references = new Set(api.pages.map(({ address }) => address))
  const pages = [...documents, ...statements.pages, ...schemaPages, ...api.pages].map((page) => ({
    ...page,
    ...placeIn(order, page.address),
    ...referenceOf(page.address, references),
  }))
  const firstSteps = inOrder(pages.filter(({ address }) => /^getting-started\/./.test(address)))
  const all = [...pages, ...folderPages(pages)].map((page) => (page.address === '' ? homePage(page, firstSteps) : page))
  return { pages: all.sort((a, b) => (a.address < b.address ? -1 : 1)), files }
}

function placeIn(order: readonly string[], address: string): Pick<Page, 'order'> {
  const place = order.indexOf(address)
  return place < 0 ? {} : { order: place }
}

/** The reference of a package, for the page of its README. */
function referenceOf(address: string, references: ReadonlySet<string>): Pick<Page, 'related'> {
  const reference = address.replace(/^packages\//, 'api/')
  const found = reference !== address && references.has(reference)
  return found ? { related: { label: 'API reference', address: reference } } : {}
}

/** The pages to which links between files lead: of a Markdown file, of a folder that holds some, of a statement. */
function pagesBehind(
  sources: readonly string[],
  others: readonly (readonly [string, string])[],
  statements: ReadonlyMap<string, string>,
): Places['pageOf'] {
  const addresses = new Map([...others, ...sources.map((path) => [path, addressOfSource(path)] as const)])
  for (const path of sources)
    for (let folder = path; /^(?!docs\/[^/]*$).*\//.test(folder); ) {
      folder = folder.replace(/\/[^/]*$/, '')
      addresses.set(folder, addressOfSource(`${folder}/README.md`))
    }
  addresses.set('docs/semantics.md', 'semantics/')
  const anchors = new Map([...statements].map(([id, address]) => [`docs/semantics.md#${slugOf(id)}`, address]))
  return (path, hash) => {
    const address = addresses.get(path)
    return anchors.get(`${path}${hash}`) ?? (address === undefined ? undefined : `${address}${hash}`)
  }
}
