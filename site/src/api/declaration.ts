import {
  ApiDocumentedItem,
  type ApiItem,
  ApiItemContainerMixin,
  ApiItemKind,
  ApiOptionalMixin,
} from '@microsoft/api-extractor-model'
import { escapeHtml } from '../html.ts'
import { renderMarkdown } from '../markdown/markdown.ts'
import { type Comment, commentOf } from './comment.ts'
import { signatureHtml } from './signature.ts'
import type { Declaration } from './surfaces.ts'

/** The links that comments and signatures of one page have. */
export interface Links {
  /** The link to a name, nothing for one that has no place. */
  readonly toName: (name: string) => string | undefined
  /** Makes the ids of statements in HTML links. */
  readonly toStatements: (html: string) => string
}

/** The same within one declaration, with the names of its members. */
interface LinksWithin extends Links {
  readonly inner: ReadonlySet<string>
}

const kinds: Readonly<Partial<Record<ApiItemKind, string>>> = {
  [ApiItemKind.Class]: 'class',
  [ApiItemKind.Enum]: 'enum',
  [ApiItemKind.Function]: 'function',
  [ApiItemKind.Interface]: 'interface',
  [ApiItemKind.Namespace]: 'namespace',
  [ApiItemKind.TypeAlias]: 'type',
  [ApiItemKind.Variable]: 'constant',
}

/** `function`, `interface`, `constant`, by the first item of a name. */
export function kindOf({ items: [item] }: Declaration): string {
  return kinds[item.kind] ?? item.kind.toLowerCase()
}

/** A declaration with its comment: signature, text, parameters, errors, examples, and the members that have comments. */
export function declarationHtml(declaration: Declaration, page: Links): string {
  const { name, items } = declaration
  const links = { ...page, inner: new Set(items.flatMap(memberNames)) }
  const comments = items.map(commentOfItem)
  return `<section class="declaration">
<h3 id="${name}">${name} <a class="anchor" href="#${name}" aria-label="Link to ${name}">#</a> <span class="kind">${kindOf(declaration)}</span></h3>
${signatureHtml(items, links.toName)}${comments.map((comment) => commentHtml(comment, links)).join('')}${items.map((item) => membersHtml(item, links)).join('')}</section>
`
}

/** The text of a declaration's comment and its members', for the search. */
export function textOf({ items }: Declaration): string {
  const texts = (item: ApiItem): readonly string[] => [
    commentOfItem(item).summary,
    ...membersOf(item).flatMap((member) => [member.displayName, ...texts(member)]),
  ]
  return items
    .flatMap(texts)
    .join(' ')
    .replaceAll(/\(api:[^)]*\)|[`[\]]/g, '')
}

function commentOfItem(item: ApiItem): Comment {
  return commentOf(item instanceof ApiDocumentedItem ? item.tsdocComment : undefined)
}

function membersOf(item: ApiItem): readonly ApiItem[] {
  return ApiItemContainerMixin.isBaseClassOf(item) ? item.members : []
}

function memberNames(item: ApiItem): readonly string[] {
  return membersOf(item).flatMap((member) => [member.displayName, ...memberNames(member)])
}

function commentHtml(comment: Comment, links: LinksWithin): string {
  const { summary, remarks, parameters, returns, deprecated, throws, defaultValue, see, examples } = comment
  const text = (markdown: string): string => htmlOf(markdown, links)
  const rows = [
    ...parameters.map(({ name, text: says }) => [`<code>${escapeHtml(name)}</code>`, text(says.replace(/^-\s*/, ''))]),
    ...(returns === '' ? [] : [['Returns', text(returns)]]),
    ...throws.map((says) => ['Throws', text(says)]),
    ...(defaultValue === '' ? [] : [['Default', text(defaultValue)]]),
    ...see.map((says) => ['See', text(says)]),
  ]
  return [
    ...(deprecated === '' ? [] : [`<p><strong>Deprecated.</strong></p>\n${text(deprecated)}`]),
    text(summary),
    text(remarks),
    ...(rows.length === 0
      ? []
      : [`<dl>\n${rows.map(([name, html]) => `<div><dt>${name}</dt><dd>${html}</dd></div>`).join('\n')}\n</dl>\n`]),
    ...examples.map((example) => `<h4>Example</h4>\n${text(example)}`),
  ].join('')
}

/** The members that have a comment; the signature shows the others. */
function membersHtml(item: ApiItem, links: LinksWithin): string {
  const items = membersOf(item).flatMap((member) => {
    const html = commentHtml(commentOfItem(member), links)
    if (html === '' && membersOf(member).length === 0) return []
    const optional = ApiOptionalMixin.isBaseClassOf(member) && member.isOptional ? ' <small>optional</small>' : ''
    const name = member.kind === ApiItemKind.Constructor ? 'constructor' : member.displayName
    return [`<li><code>${escapeHtml(name)}</code>${optional}\n${html}${membersHtml(member, links)}</li>`]
  })
  return items.length === 0 ? '' : `<ul class="members">\n${items.join('\n')}\n</ul>\n`
}

/** The links of a comment that name the language's own things or a member beside it are names alone. */
function htmlOf(markdown: string, { toName, toStatements, inner }: LinksWithin): string {
  const linked = markdown.replaceAll(/\[([^\]]*)\]\(api:([\w$.]*)\)/g, (whole, text: string, name: string) => {
    const link = toName(name)
    if (link !== undefined) return `[${text}](${link})`
    return name in globalThis || inner.has(name) ? text : whole
  })
  return linked === '' ? '' : toStatements(renderMarkdown(linked).html)
}
