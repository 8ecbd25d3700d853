import { frontMatterOf } from '../markdown/front-matter.ts'
import { renderMarkdown } from '../markdown/markdown.ts'
import { pathOfLink } from '../pages/addresses.ts'
import type { Kind } from '../repository.ts'
import { elementsOf, idsOf, linksOf } from './elements.ts'
import { problemOfOutsideLink } from './outside-links.ts'

/** The repository as links see it. */
export interface Repository {
  readonly kindOf: (path: string) => Kind | undefined
  readonly read: (path: string) => string
}

/** What git does not keep is not on GitHub. */
const notKept = /(?:^|\/)(?:node_modules|dist|coverage|\.turbo)(?:\/|$)/

/** The links of Markdown files that lead nowhere on GitHub, one line for each. */
export function brokenMarkdownLinks(paths: readonly string[], repository: Repository): readonly string[] {
  const anchors = new Map<string, ReadonlySet<string>>()
  const anchorsOf = (path: string): ReadonlySet<string> => {
    const known = anchors.get(path) ?? new Set(idsOf(readDocument(repository.read(path)).elements))
    anchors.set(path, known)
    return known
  }
  return paths.flatMap((source) => {
    const text = repository.read(source)
    return readDocument(text)
      .elements.flatMap(linksOf)
      .flatMap((href) => {
        const problem = problemOfLink(href, source, repository, anchorsOf)
        return problem === undefined ? [] : [`${source}:${lineOf(href, text)}: ${href} ${problem}`]
      })
  })
}

function readDocument(text: string): ReturnType<typeof elementsOf> {
  const { html } = renderMarkdown(frontMatterOf(text).body, { colours: false })
  return elementsOf(html.replaceAll(/ <a class="anchor".*?<\/a>/g, ''))
}

function problemOfLink(
  href: string,
  source: string,
  { kindOf, read }: Repository,
  anchorsOf: (path: string) => ReadonlySet<string>,
): string | undefined {
  const ours = /^https:\/\/github\.com\/async-invoke\/async-invoke\/(?:blob|tree)\/main\/(.*)$/.exec(href)?.[1]
  if (ours === undefined && /^[a-z][a-z\d+.-]*:/i.test(href)) return problemOfOutsideLink(href)
  if (href.startsWith('/')) return 'begins at the root of the host'
  const path = href.startsWith('#')
    ? source
    : ours === undefined
      ? pathOfLink(href, source)
      : pathOfLink(ours, 'README.md')
  if (path.startsWith('..')) return 'leaves the repository'
  const kind = kindOf(path)
  if (kind === undefined) return 'does not exist'
  if (notKept.test(path)) return 'is not kept in git'
  const anchor = decodeURIComponent(/#(.*)$/.exec(href)?.[1] ?? '')
  if (anchor === '') return undefined
  const file = kind === 'folder' ? `${path}/README.md` : path
  if (kindOf(file) === undefined) return 'has an anchor in a folder without a README'
  if (file.endsWith('.md')) return anchorsOf(file).has(anchor) ? undefined : 'has no such anchor'
  const lines = read(file).split('\n').length
  const last = /^L\d+(?:-L(\d+))?$/.exec(anchor)
  return last !== null && Number(last[1] ?? anchor.slice(1)) <= lines ? undefined : 'has no such line'
}

function lineOf(href: string, text: string): number {
  const position = Math.max(0, text.indexOf(href), text.indexOf(decodeURI(href)))
  return text.slice(0, position).split('\n').length
}
