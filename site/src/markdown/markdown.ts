import MarkdownIt, { type Token } from 'markdown-it'
import { escapeHtml } from '../html.ts'
import { highlightCode } from './highlight.ts'
import { slugger } from './slug.ts'

export interface Heading {
  readonly level: number
  readonly id: string
  readonly text: string
}

/** A part of a document, from one heading to the next, for the search. */
export interface Passage {
  readonly heading: Heading | undefined
  readonly text: string
}

export interface Document {
  readonly html: string
  readonly headings: readonly Heading[]
  readonly passages: readonly Passage[]
  /** The text of the first paragraph. */
  readonly summary: string
}

const parser = new MarkdownIt({ html: true, linkify: true })
// Only what is written as a link is one: file names such as `handler.py` are domains otherwise.
parser.linkify.set({ fuzzyLink: false, fuzzyEmail: false })
const { rules } = parser.renderer
rules.fence = (tokens, index, _options, env) => {
  const { content = '', info = '' } = tokens[index] ?? {}
  return codeBlock(content, env?.colours === false ? '' : (info.trim().split(/\s+/)[0] ?? ''))
}
rules.code_block = (tokens, index) => codeBlock(tokens[index]?.content ?? '', '')
rules.table_open = () => '<div class="scroll" role="group" aria-label="Table" tabindex="0"><table>\n'
rules.table_close = () => '</table></div>\n'
for (const cell of ['th_open', 'td_open'])
  rules[cell] = (tokens, index, options, _env, self) => {
    // The policy of the site forbids styles within pages.
    const aligned = tokens[index]?.attrs?.findIndex(([name]) => name === 'style') ?? -1
    if (aligned >= 0) tokens[index]?.attrs?.splice(aligned, 1, ['class', 'number'])
    return self.renderToken(tokens, index, options)
  }
rules.heading_close = (tokens, index) => {
  const { tag = '' } = tokens[index] ?? {}
  const id = tokens[index - 2]?.attrGet('id') ?? ''
  return tag === 'h1'
    ? '</h1>\n'
    : ` <a class="anchor" href="#${id}" aria-label="Link to this section">#</a></${tag}>\n`
}

const sentences = new MarkdownIt({ linkify: true })
sentences.linkify.set({ fuzzyLink: false, fuzzyEmail: false })

/** A sentence or two of Markdown, without raw HTML, as HTML within a line. */
export function renderSentence(text: string): string {
  return sentences.renderInline(text)
}

/** A block of code that scrolls on its own, also from the keyboard. */
export function codeBlock(code: string, language: string): string {
  const name = language === '' ? '' : ` class="language-${escapeHtml(language)}"`
  return `<pre tabindex="0"><code${name}>${highlightCode(code, language)}</code></pre>\n`
}

/** How Markdown is rendered. */
export interface RenderOptions {
  /** The address that a link or an image gets in place of the written one. */
  readonly resolve?: (href: string) => string
  /** Whether code is coloured, which takes most of the time. By default it is. */
  readonly colours?: boolean
}

/** Markdown as GitHub shows it. */
export function renderMarkdown(
  text: string,
  { resolve = (href) => href, colours = true }: RenderOptions = {},
): Document {
  const tokens = parser.parse(text, {})
  const slug = slugger()
  const headings: Heading[] = []
  const passages: { heading: Heading | undefined; text: string }[] = [{ heading: undefined, text: '' }]
  let summary = ''
  for (const [index, token] of tokens.entries()) {
    if (token.type === 'heading_open') {
      const name = textOf(tokens[index + 1])
      const heading = { level: Number(token.tag.slice(1)), id: slug(name), text: name }
      token.attrSet('id', heading.id)
      headings.push(heading)
      passages.push({ heading, text: '' })
    } else if (token.type === 'inline') {
      const words = textOf(token)
      if (tokens[index - 1]?.type === 'paragraph_open' && summary === '') summary = textOf(token, labelEnd(token))
      const passage = passages.at(-1)
      if (passage !== undefined && tokens[index - 1]?.type !== 'heading_open') passage.text += ` ${words}`
      for (const child of token.children ?? []) resolveLink(child, resolve)
    }
  }
  return { html: parser.renderer.render(tokens, parser.options, { colours }), headings, passages, summary }
}

function resolveLink(token: Token, resolve: (href: string) => string): void {
  const name = { link_open: 'href', image: 'src' }[token.type]
  const href = name === undefined ? null : token.attrGet(name)
  if (name !== undefined && href !== null) token.attrSet(name, resolve(String(href)))
}

/** The place after a strong word with which a paragraph begins, such as **Chosen.** */
function labelEnd({ children }: Token): number {
  const [first, second] = children ?? []
  const isLabelled = first?.type === 'strong_open' || (first?.content === '' && second?.type === 'strong_open')
  return isLabelled ? (children ?? []).findIndex(({ type }) => type === 'strong_close') + 1 : 0
}

function textOf(inline: Token | undefined, from = 0): string {
  return (inline?.children ?? [])
    .slice(from)
    .map(({ type, content }) =>
      /^(?:soft|hard)break$/.test(type) ? ' ' : /^(?:text|code_inline)$/.test(type) ? content : '',
    )
    .join('')
    .trim()
}
