import { posix } from 'node:path'
import { type Element, elementsOf, idsOf, linksOf } from './elements.ts'
import { problemOfOutsideLink } from './outside-links.ts'

interface Target {
  readonly file: string
  readonly anchor: string
}

/** The problems of a built site, one line for each: of its links, its pages, and what they load. */
export function problemsOfSite(files: ReadonlyMap<string, () => string>): readonly string[] {
  const pages = new Map(
    [...files].filter(([path]) => path.endsWith('.html')).map(([path, read]) => [path, elementsOf(read())] as const),
  )
  const ids = new Map([...pages].map(([path, { elements }]) => [path, idsOf(elements)]))
  const reached = new Map<string, readonly string[]>()
  const problems = [...pages].flatMap(([path, { elements, errors }]) => {
    const found = [
      ...errors.map((code) => `is no correct HTML: ${code}`),
      ...problemsOfPage(elements, ids.get(path) ?? []),
    ]
    const targets: string[] = []
    for (const element of elements)
      for (const href of linksOf(element)) {
        const target = targetOf(href, path, files)
        if (typeof target === 'string') found.push(`${href} ${target}`)
        else if (target !== undefined) {
          targets.push(target.file)
          const anchors = ids.get(target.file)
          if (target.anchor !== '' && anchors?.includes(target.anchor) !== true)
            found.push(`${href} has no such anchor`)
        }
        if (element.tag !== 'a' && /^[a-z]+:|^\/\//i.test(href))
          found.push(`${element.tag} loads ${href} from elsewhere`)
      }
    reached.set(path, targets)
    return found.map((problem) => `${path}: ${problem}`)
  })
  for (const [path, read] of files)
    for (const named of namedBy(path, read))
      if (!files.has(posix.join(posix.dirname(path), named))) problems.push(`${path}: ${named} does not exist`)
  return [...problems, ...unreachable(reached).map((path) => `${path}: no way leads here from the home page`)]
}

/** The file and anchor behind a link, the reason why there is none, or nothing for a good link to elsewhere. */
function targetOf(href: string, page: string, files: ReadonlyMap<string, unknown>): Target | string | undefined {
  if (/^[a-z][a-z\d+.-]*:/i.test(href)) return problemOfOutsideLink(href)
  if (href.startsWith('/')) return 'begins at the root of the host'
  const [, path = '', anchor = ''] = /^([^#?]*)[^#]*#?(.*)$/s.exec(href) ?? []
  const joined = path === '' ? page : posix.join(posix.dirname(page), decodeURI(path))
  if (joined.startsWith('..')) return 'leaves the site'
  const file = joined.endsWith('/') || joined === '.' ? posix.join(joined, 'index.html') : joined
  if (!files.has(file)) return 'does not exist'
  return { file, anchor: decodeURIComponent(anchor) }
}

/** The files that a style sheet or a script of ours names. */
function namedBy(path: string, read: () => string): readonly string[] {
  const names = { '.css': /url\("([^"]+)"\)/g, '.js': /(?:from |URL\()'([^']+)'/g }[posix.extname(path)]
  return names === undefined ? [] : [...read().matchAll(names)].flatMap(([, name]) => name ?? [])
}

/** What is wrong with a page by itself: ids that repeat, and what its own policy or a reader's tools would stumble on. */
function problemsOfPage(elements: readonly Element[], ids: readonly string[]): readonly string[] {
  const repeated = new Set(ids.filter((id, index) => ids.indexOf(id) !== index))
  const count = (tag: string): number => elements.filter((element) => element.tag === tag).length
  return [
    ...[...repeated].map((id) => `has the id ${id} more than once`),
    ...['h1', 'title', 'main'].filter((tag) => count(tag) !== 1).map((tag) => `has ${count(tag)} <${tag}>, not one`),
    ...skippedHeadings(elements),
    ...elements.flatMap(({ tag, attributes, text }) => [
      ...(tag === 'img' && !attributes.has('alt') ? ['has an image without alt'] : []),
      ...(tag === 'script' && text.trim() !== '' ? ['has a <script> within'] : []),
      ...[...attributes.keys()].filter((name) => /^(?:on|style$)/.test(name)).map((name) => `has ${name} on <${tag}>`),
      ...(!knownTags.has(tag) ? [`has an element that HTML lacks: <${tag}>`] : []),
    ]),
  ]
}

/** Headings that lie two levels below the one before them, where a reader of the outline misses one. */
function skippedHeadings(elements: readonly Element[]): readonly string[] {
  const levels = elements.filter(({ tag }) => /^h[1-6]$/.test(tag)).map(({ tag }) => Number(tag.slice(1)))
  return levels.flatMap((level, place) => {
    const before = levels[place - 1] ?? 0
    return level > before + 1 ? [`has an <h${level}> below an <h${before}>`] : []
  })
}

/** The elements of HTML that pages use; others are placeholders such as `<name>` outside of code, which a browser swallows. */
const knownTags = new Set(
  `a abbr article aside b blockquote body br button code dd del details div dl dt em figcaption figure footer form h1 h2 h3
  h4 h5 h6 head header hr html i img input ins kbd label li link main mark meta nav ol p path picture pre q rect s samp
  script section small source span strong sub summary sup svg table tbody td template tfoot th thead time title tr ul var
  wbr`.split(/\s+/),
)

/** The pages to which no way leads from the home page. */
function unreachable(reached: ReadonlyMap<string, readonly string[]>): readonly string[] {
  const seen = new Set(['index.html'])
  for (const path of seen) for (const target of reached.get(path) ?? []) seen.add(target)
  return [...reached.keys()].filter((path) => !seen.has(path))
}
