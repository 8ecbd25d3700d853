import { frontMatterOf } from '../markdown/front-matter.ts'
import { renderMarkdown } from '../markdown/markdown.ts'
import { addressOfSource, type Places, resolveLink } from './addresses.ts'
import type { Page } from './page.ts'

/** The page of a Markdown file; its front matter may give `title`, `description` and `order`. */
export function documentPage(source: string, text: string, places: Places): Page {
  const { members, body } = frontMatterOf(text)
  const address = addressOfSource(source)
  const resolve = (href: string): string => resolveLink(href, source, address, places)
  const { html, headings, passages, summary } = renderMarkdown(body.replaceAll(/^<!--.*?-->\n+/gs, ''), { resolve })
  const title = members.title ?? headings.find(({ level }) => level === 1)?.text
  if (title === undefined) throw new Error(`${source} has neither a heading "# …" nor a title in its front matter`)
  const order = members.order === undefined ? {} : { order: Number(members.order) }
  return {
    address,
    title,
    summary: members.description ?? firstSentence(summary),
    source,
    ...order,
    html,
    headings,
    passages,
  }
}

function firstSentence(text: string): string {
  return /^.*?[.:](?=\s|$)/s.exec(text)?.[0].replace(/:$/, '.') ?? text
}
