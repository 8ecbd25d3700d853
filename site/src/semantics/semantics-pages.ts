import { basename } from 'node:path'
import { type Area, readAreas, readSources, type Source, type Statement } from '../../../scripts/rules/statements.ts'
import { escapeHtml } from '../html.ts'
import { renderSentence } from '../markdown/markdown.ts'
import { slugOf } from '../markdown/slug.ts'
import { linkBetween } from '../pages/addresses.ts'
import type { Page } from '../pages/page.ts'
import { statementHtml, states } from './statement.ts'
import { statementLinks } from './statement-links.ts'

const index = 'semantics/'

/** The pages of the statements, and the address of each statement by its id. */
export interface Semantics {
  readonly pages: readonly Page[]
  readonly addresses: ReadonlyMap<string, string>
}

/** One page for each area of `rules/`, with an anchor for each statement, and the page that counts and lists them. */
export function semantics(): Semantics {
  const areas = [...readAreas()].map(([path, area]) => ({ path, area, address: `${index}${basename(path, '.json')}/` }))
  const addresses = new Map(
    areas.flatMap(({ area, address }) => area.statements.map(({ id }) => [id, `${address}#${slugOf(id)}`] as const)),
  )
  const sources = readSources()
  const pages = areas.map(({ path, area, address }, order) => {
    const render = (sentence: string): string => statementLinks(renderSentence(sentence), address, addresses)
    return areaPage(area, { path, address, order }, sources, render)
  })
  return { pages: [indexPage(areas, sources, addresses), ...pages], addresses }
}

function areaPage(
  { title, about, statements }: Area,
  { path, address, order }: { readonly path: string; readonly address: string; readonly order: number },
  sources: Readonly<Record<string, Source>>,
  render: (sentence: string) => string,
): Page {
  const headings = statements.map(({ id, says }) => ({ level: 2, id: slugOf(id), text: `${id} ${plain(says)}` }))
  return {
    address,
    title,
    summary: about,
    source: path,
    order,
    html: `<h1>${escapeHtml(title)}</h1>
<p>${renderSentence(about)} ${statements.length} statements; <a href="${linkBetween(address, 'rules/')}">how to read and to cite them</a>.</p>
${statements.map((each) => statementHtml(each, sources, render)).join('')}`,
    headings,
    passages: statements.map(({ says, detail = '', messages = [] }, place) => ({
      heading: headings[place],
      text: plain([says, detail, ...messages].join(' ')),
    })),
  }
}

interface PlacedArea {
  readonly area: Area
  readonly address: string
}

function indexPage(
  areas: readonly PlacedArea[],
  sources: Readonly<Record<string, Source>>,
  addresses: ReadonlyMap<string, string>,
): Page {
  const about =
    "AWS Lambda's asynchronous invocation, statement by statement: what each rests on, what implements it here, and which tests show it."
  const all = areas.flatMap(({ area }) => area.statements)
  return {
    address: index,
    title: 'What Lambda does',
    summary: about,
    source: 'rules/README.md',
    html: `<h1>What Lambda does</h1>
<p>${about} The data is in <a href="${linkBetween(index, 'rules/')}">rules</a>. Sentences of the service are quoted word for word.</p>
<div class="scroll" role="group" aria-label="Table" tabindex="0"><table>
<thead><tr><th>area</th><th class="number">statements</th>${Object.values(states)
      .map((state) => `<th class="number">${state.toLowerCase()}</th>`)
      .join('')}<th class="number">tested</th></tr></thead>
<tbody>
${areas.map(({ area, address }) => countRow(`<a href="${linkBetween(index, address)}">${escapeHtml(area.title)}</a>`, area.statements)).join('\n')}
${countRow('all', all)}
</tbody>
</table></div>
<h2 id="every-statement">Every statement</h2>
${areas.map(({ area }) => listOf(area, addresses)).join('\n')}
${recordingsHtml(sources)}`,
    headings: [
      { level: 2, id: 'every-statement', text: 'Every statement' },
      ...areas.map(({ area }) => ({ level: 3, id: areaAnchor(area), text: area.title })),
      { level: 2, id: 'recordings', text: 'Recordings' },
    ],
    passages: [],
  }
}

function countRow(name: string, statements: readonly Statement[]): string {
  const counts = [
    statements.length,
    ...Object.keys(states).map((state) => statements.filter((each) => each.state === state).length),
    statements.filter(({ tests }) => tests.length > 0).length,
  ]
  return `<tr><td>${name}</td>${counts.map((count) => `<td class="number">${count}</td>`).join('')}</tr>`
}

/** Every id of an area with its sentence, under the anchor that `docs/semantics.md` has for it. */
function listOf(area: Area, addresses: ReadonlyMap<string, string>): string {
  const items = area.statements.map(({ id, says }) => {
    const link = linkBetween(index, addresses.get(id) ?? '')
    return `<li id="${slugOf(id)}"><a href="${link}">${id}</a> ${renderSentence(says)}</li>`
  })
  return `<h3 id="${areaAnchor(area)}">${escapeHtml(area.title)}</h3>\n<ul class="statements">\n${items.join('\n')}\n</ul>`
}

const areaAnchor = ({ title }: Area): string => slugOf(title)

/** Who observed what the recordings show. */
function recordingsHtml(sources: Readonly<Record<string, Source>>): string {
  const observed = Object.values(sources).filter((source) => source.observed !== undefined)
  const items = [...Map.groupBy(observed, (source) => source.observed ?? '')].map(([campaign, found]) => {
    const links = found.map(({ title, url }) => `<a href="${escapeHtml(url)}">${escapeHtml(title)}</a>`)
    return `<li>${escapeHtml(campaign)}: ${links.join(', ')}</li>`
  })
  return `<h2 id="recordings">Recordings</h2>\n<ul>\n${items.join('\n')}\n</ul>\n`
}

const plain = (text: string): string => text.replaceAll('`', '')
