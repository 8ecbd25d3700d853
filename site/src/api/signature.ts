import { ApiDeclaredItem, type ApiItem, ApiItemContainerMixin, ExcerptTokenKind } from '@microsoft/api-extractor-model'
import { highlightCode } from '../markdown/highlight.ts'

/**
 * The declaration of an item as code, in which the names of our types are links.
 *
 * @param linkTo - the link to a name, nothing for one that has no place
 */
export function signatureHtml(items: readonly ApiItem[], linkTo: (name: string) => string | undefined): string {
  const code = items.map(codeOf).join('\n')
  const names = new Set(items.flatMap(namesWithin))
  const html = highlightCode(code, 'typescript').replaceAll(/[A-Za-z_$][\w$]*(?![^<]*>)/g, (name) => {
    const link = names.has(name) ? linkTo(name) : undefined
    return link === undefined ? name : `<a href="${link}">${name}</a>`
  })
  return `<pre class="signature" tabindex="0"><code class="language-typescript">${html}</code></pre>\n`
}

/** Interfaces and classes with their members, everything else as it is declared. */
function codeOf(item: ApiItem): string {
  const text = item instanceof ApiDeclaredItem ? item.excerpt.text.replace(/^export (?:declare )?/, '').trim() : ''
  if (!ApiItemContainerMixin.isBaseClassOf(item)) return text
  const members = item.members.map((member) => `  ${codeOf(member).replaceAll('\n', '\n  ')}`)
  return members.length === 0 ? `${text} {}` : `${text} {\n${members.join('\n')}\n}`
}

/** The names of types that a declaration and its members refer to, without those of the language itself. */
function namesWithin(item: ApiItem): readonly string[] {
  const tokens = item instanceof ApiDeclaredItem ? item.excerptTokens : []
  const own = tokens
    .filter(
      ({ kind, canonicalReference }) =>
        kind === ExcerptTokenKind.Reference && !canonicalReference?.toString().startsWith('!'),
    )
    .map(({ text }) => text)
  return ApiItemContainerMixin.isBaseClassOf(item) ? [...own, ...item.members.flatMap(namesWithin)] : own
}
