import type { Source, Statement } from '../../../scripts/rules/statements.ts'
import { escapeHtml } from '../html.ts'
import { codeBlock } from '../markdown/markdown.ts'
import { slugOf } from '../markdown/slug.ts'
import { githubUrl } from '../repository.ts'

export const states = { implemented: 'Implemented', planned: 'Planned', 'not-modelled': 'Not modelled' } as const

/** Links in one row; the others open below it. */
const maxLinks = 4

/** Beyond this a value takes lines of its own. */
const maxInlineValue = 70

/**
 * A statement with its evidence and its places.
 *
 * @param render - makes HTML of a sentence
 */
export function statementHtml(
  statement: Statement,
  sources: Readonly<Record<string, Source>>,
  render: (sentence: string) => string,
): string {
  const { id, says, detail, value, messages = [], evidence, state, reason, implementedBy, tests } = statement
  const anchor = slugOf(id)
  const rows = [
    ...(value === undefined ? [] : [['Value', valueHtml(value)]]),
    ...(messages.length === 0 ? [] : [['Lambda says', list(messages.map((each) => `<q>${escapeHtml(each)}</q>`))]]),
    ['Evidence', list(evidence.map((key) => evidenceHtml(sources[key])))],
    ...(implementedBy.length === 0 ? [] : [['Code', filesHtml(implementedBy)]]),
    ...(tests.length === 0 ? [] : [['Tests', filesHtml(tests)]]),
  ]
  return `<section class="statement">
<h2 id="${anchor}">${id} <a class="anchor" href="#${anchor}" aria-label="Link to ${id}">#</a> <span class="state ${state}">${states[state]}</span></h2>
<p class="says">${render(says)}</p>
${detail === undefined ? '' : `<p>${render(detail)}</p>\n`}${reason === undefined ? '' : `<p>Not modelled: ${render(reason)}</p>\n`}<dl>
${rows.map(([name, html]) => `<div><dt>${name}</dt><dd>${html}</dd></div>`).join('\n')}
</dl>
</section>
`
}

function valueHtml(value: unknown): string {
  const short = JSON.stringify(value)
  return short.length <= maxInlineValue
    ? `<code>${escapeHtml(short)}</code>`
    : codeBlock(JSON.stringify(value, null, 2), 'json')
}

function evidenceHtml(source: Source | undefined): string {
  if (source === undefined) return ''
  const observed = source.observed === undefined ? '' : ` <small>${escapeHtml(source.observed)}</small>`
  return `<span class="kind">${source.kind}</span> <a href="${escapeHtml(source.url)}">${escapeHtml(source.title)}</a>${observed}`
}

function filesHtml(files: readonly string[]): string {
  const links = files.map((file) => {
    const label = file.replace('packages/', '').replaceAll('/', '/<wbr>')
    return `<a href="${githubUrl(file, 'file')}">${label}</a>`
  })
  const rest = links.slice(maxLinks)
  if (rest.length === 0) return list(links)
  return `${list(links.slice(0, maxLinks))}<details><summary>${rest.length} more</summary>${list(rest)}</details>`
}

function list(items: readonly string[]): string {
  return items.length === 1 ? (items[0] ?? '') : `<ul>${items.map((item) => `<li>${item}</li>`).join('')}</ul>`
}
