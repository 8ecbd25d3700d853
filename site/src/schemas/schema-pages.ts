import { escapeHtml } from '../html.ts'
import { codeBlock, type Heading, renderSentence } from '../markdown/markdown.ts'
import { slugOf } from '../markdown/slug.ts'
import { linkBetween } from '../pages/addresses.ts'
import type { Page } from '../pages/page.ts'
import { read } from '../repository.ts'
import { statementLinks } from '../semantics/statement-links.ts'
import { type PublishedSchema, publishedSchemas } from './published-schemas.ts'
import { type Member, membersOf, type Schema, typesOf } from './schema.ts'

/** Examples that stand open; the others open on demand. */
const openExamples = 1

/** The pages of the schemas, and the files to which their ids lead. */
export interface Schemas {
  readonly pages: readonly Page[]
  /** Sources by address: published byte for byte. */
  readonly files: ReadonlyMap<string, string>
  /** Addresses of pages by the source of a schema. */
  readonly places: ReadonlyMap<string, string>
}

export function schemas(statements: ReadonlyMap<string, string>): Schemas {
  const published = publishedSchemas()
  const forms = published.flatMap((each) => each.forms.map((form) => ({ ...form, page: each.address })))
  return {
    pages: published.map((each) => schemaPage(each, statements)),
    files: new Map(forms.map(({ address, source }) => [address, source])),
    places: new Map(forms.map(({ source, page }) => [source, page])),
  }
}

function schemaPage(published: PublishedSchema, statements: ReadonlyMap<string, string>): Page {
  const { schema, address, forms, examples } = published
  const { title = address, description = '', $id, $defs = {} } = schema
  const link = (text: string): string => statementLinks(renderSentence(text), address, statements)
  const definitions = Object.entries($defs)
  const members = membersOf(schema)
  const headings: readonly Heading[] = [
    { level: 1, id: slugOf(title), text: title },
    ...(members.length === 0 ? [] : [{ level: 2, id: 'members', text: 'Members' }]),
    ...definitions.map(([name]) => ({ level: 2, id: name, text: name })),
    ...(examples.length === 0 ? [] : [{ level: 2, id: 'examples', text: 'Examples' }]),
    { level: 2, id: 'schema', text: 'Schema' },
  ]
  return {
    address,
    title,
    summary: description,
    source: forms[0].source,
    html: `<h1 id="${slugOf(title)}">${escapeHtml(title)}</h1>
<p>${link(description)}</p>
<dl>
<div><dt><code>$id</code></dt><dd><code>${escapeHtml($id)}</code></dd></div>
<div><dt>Files</dt><dd>${forms.map(({ name, address: file }) => `<a href="${linkBetween(address, file)}">${name}</a>`).join(', ')}</dd></div>
</dl>
${members.length === 0 ? '' : `<h2 id="members">Members</h2>\n${membersHtml(members, link)}`}${definitions.map(([name, each]) => definitionHtml(name, each, link)).join('')}${examplesHtml(examples)}<h2 id="schema">Schema</h2>
<details><summary>${escapeHtml(forms[0].name)}</summary>
${codeBlock(read(forms[0].source), 'json')}</details>
`,
    headings,
    passages: [
      { heading: headings[0], text: `${$id} ${description} ${namesOf(members).join(' ')}` },
      ...definitions.map(([name, each]) => ({
        heading: headings.find(({ id }) => id === name),
        text: each.description ?? '',
      })),
    ],
  }
}

function definitionHtml(name: string, schema: Schema, link: (text: string) => string): string {
  const members = membersOf(schema)
  return `<h2 id="${name}">${escapeHtml(name)}</h2>
<p>${link(schema.description ?? '')}${members.length === 0 ? ` <code>${escapeHtml(typesOf(schema).join(' or '))}</code>` : ''}</p>
${members.length === 0 ? '' : membersHtml(members, link)}`
}

function membersHtml(members: readonly Member[], link: (text: string) => string): string {
  const items = members.map(({ name, required, types, description, limits, members: inner }) => {
    const kinds = types.map((type) =>
      type.startsWith('#') ? `<a href="${type}">${type.slice(1)}</a>` : escapeHtml(type),
    )
    const more = [...(required ? ['required'] : []), ...limits]
    if (types.length === 0) return `<li><em>${name}</em>\n${membersHtml(inner, link)}</li>`
    return `<li><code>${escapeHtml(name)}</code> <span class="type">${kinds.join(' or ')}</span>${more.length === 0 ? '' : ` <small>${escapeHtml(more.join('; '))}</small>`}
<p>${link(description)}</p>
${inner.length === 0 ? '' : membersHtml(inner, link)}</li>`
  })
  return `<ul class="members">\n${items.join('\n')}\n</ul>\n`
}

function examplesHtml(examples: PublishedSchema['examples']): string {
  if (examples.length === 0) return ''
  const blocks = examples.map(({ name, document }, place) => {
    const code = codeBlock(JSON.stringify(document, null, 2), 'json')
    return `<details${place < openExamples ? ' open' : ''}><summary>${escapeHtml(name)}</summary>\n${code}</details>\n`
  })
  return `<h2 id="examples">Examples</h2>\n${blocks.join('')}`
}

function namesOf(members: readonly Member[]): readonly string[] {
  return members.flatMap(({ name, members: inner }) => [name, ...namesOf(inner)])
}
