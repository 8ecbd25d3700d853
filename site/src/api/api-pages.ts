import { escapeHtml } from '../html.ts'
import type { Heading } from '../markdown/markdown.ts'
import { linkBetween } from '../pages/addresses.ts'
import type { Page } from '../pages/page.ts'
import { statementLinks } from '../semantics/statement-links.ts'
import { declarationHtml, kindOf, type Links, textOf } from './declaration.ts'
import { type Declaration, publicSurfaces, type Surface } from './surfaces.ts'

const index = 'api/'

const alsoId = 'elsewhere-group'

/** The groups of a page, in the order in which a reader meets them. */
const groups: Readonly<Record<string, string>> = {
  function: 'Functions',
  class: 'Classes',
  constant: 'Constants',
  namespace: 'Namespaces',
  interface: 'Interfaces',
  type: 'Types',
  enum: 'Enumerations',
}

/** The pages of the public surface, one for each entry point, and the address of each by the report in `docs/api`. */
export interface ApiPages {
  readonly pages: readonly Page[]
  readonly places: ReadonlyMap<string, string>
}

export function apiPages(statements: ReadonlyMap<string, string>): ApiPages {
  const surfaces = publicSurfaces()
  const homes = homesOf(surfaces)
  return {
    pages: [
      indexPage(surfaces),
      ...packagePages(surfaces),
      ...surfaces.map((surface, order) => surfacePage(surface, order, homes, statements)),
    ],
    places: new Map([
      ['docs/api', index],
      ...surfaces.map(({ folder }) => {
        const name = folder.replace('packages/', '')
        return [`docs/api/${name}.md`, `${index}${name}/`] as const
      }),
    ]),
  }
}

/** Where each name is described: at the first entry point of a package that declares it. */
function homesOf(surfaces: readonly Surface[]): ReadonlyMap<string, string> {
  const homes = new Map<string, string>()
  for (const { address, declarations } of surfaces)
    for (const { name } of declarations) if (!homes.has(name)) homes.set(name, address)
  return homes
}

function surfacePage(
  surface: Surface,
  order: number,
  homes: ReadonlyMap<string, string>,
  statements: ReadonlyMap<string, string>,
): Page {
  const { specifier, folder, address, declarations, siblings } = surface
  const own = declarations.filter(({ name }) => homes.get(name) === address)
  const elsewhere = [
    ...declarations.filter(({ name }) => homes.get(name) !== address).map(({ name }) => name),
    ...siblings.keys(),
  ]
  const links: Links = {
    toName(path) {
      const [name = ''] = path.split('.')
      const home = homes.get(name)
      return home === undefined ? undefined : linkBetween(address, `${home}#${name}`)
    },
    toStatements: (html) => statementLinks(html, address, statements),
  }
  const found = Object.entries(groups).flatMap(([kind, title]) => {
    const members = own.filter((declaration) => kindOf(declaration) === kind)
    return members.length === 0 ? [] : [{ id: `${kind}-group`, title, members }]
  })
  const also = elsewhere.sort().map((name) => {
    const link = links.toName(name)
    return link === undefined ? `<code>${name}</code>` : `<a href="${link}"><code>${name}</code></a>`
  })
  const headings: readonly Heading[] = [
    ...found.flatMap(({ id, title, members }) => [
      { level: 2, id, text: title },
      ...members.map(({ name }) => ({ level: 3, id: name, text: name })),
    ]),
    ...(also.length === 0 ? [] : [{ level: 2, id: alsoId, text: 'Described elsewhere' }]),
  ]
  return {
    address,
    title: specifier,
    summary: namesIn(own),
    source: `${folder}/src`,
    order,
    html: `<h1>${escapeHtml(specifier)}</h1>
<pre tabindex="0"><code>import { … } from '${escapeHtml(specifier)}'</code></pre>
<p>From the comments in the code; <a href="${linkBetween(address, `${folder}/`)}">how to use the package</a>.</p>
${found.map(({ id, title, members }) => `<h2 id="${id}">${title}</h2>\n${members.map((each) => declarationHtml(each, links)).join('')}`).join('')}${also.length === 0 ? '' : `<h2 id="${alsoId}">Described elsewhere</h2>\n<p>Exported here, too: ${also.join(', ')}.</p>\n`}`,
    headings,
    passages: own.map((declaration) => ({
      heading: headings.find(({ id }) => id === declaration.name),
      text: textOf(declaration),
    })),
  }
}

/** The pages of packages whose root exports nothing: the list of their subpaths. */
function packagePages(surfaces: readonly Surface[]): readonly Page[] {
  return [...Map.groupBy(surfaces, ({ folder }) => folder)].flatMap(([folder, entries]) => {
    const address = folder.replace('packages', 'api').concat('/')
    if (entries.some((each) => each.address === address)) return []
    const title = entries[0]?.specifier.replace(/\/[^/]*$/, '') ?? folder
    const summary = entries.map(({ specifier }) => specifier).join(', ')
    const html = `<h1>${escapeHtml(title)}</h1>\n<ul class="pages">\n${entries.map((each) => itemOf(each, address)).join('\n')}\n</ul>\n`
    const order = surfaces.findIndex((each) => each.folder === folder)
    return [{ address, title, summary, source: `${folder}/src`, order, html, headings: [], passages: [] }]
  })
}

function itemOf({ specifier, address, declarations }: Surface, from: string): string {
  return `<li><a href="${linkBetween(from, address)}"><code>${escapeHtml(specifier)}</code></a><p>${namesIn(declarations)}</p></li>`
}

function indexPage(surfaces: readonly Surface[]): Page {
  const summary = 'Every name that the packages export, with its signature and its comment.'
  return {
    address: index,
    title: 'API',
    summary,
    source: 'docs/api',
    html: `<h1>API</h1>\n<p>${summary}</p>\n<ul class="pages">\n${surfaces.map((each) => itemOf(each, index)).join('\n')}\n</ul>\n`,
    headings: [],
    passages: [],
  }
}

/** The functions and classes among declarations, or the other names where there are none. */
function namesIn(declarations: readonly Declaration[]): string {
  const callable = declarations.filter((each) => ['function', 'class'].includes(kindOf(each)))
  const named = (callable.length === 0 ? declarations : callable).map(({ name }) => name)
  const shown = named.slice(0, maxNames)
  return named.length > shown.length ? `${shown.join(', ')} and ${named.length - shown.length} more` : shown.join(', ')
}

const maxNames = 8
