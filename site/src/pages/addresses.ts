import { posix } from 'node:path'
import { githubUrl, type Kind } from '../repository.ts'

/** The address of the page that a Markdown file becomes: `docs/guides/alarms.md` is `guides/alarms/`. */
export function addressOfSource(path: string): string {
  if (path === 'README.md') return ''
  const folder = path.replace(/(?:\/README)?\.md$/, '')
  return `${folder.includes('/') ? folder.replace(/^docs\//, '') : folder.toLowerCase().replaceAll('_', '-')}/`
}

/** The link from one address to another, right below any root. */
export function linkBetween(from: string, to: string): string {
  const [path = '', hash = ''] = to.split(/(?=#)/)
  const relative = posix.relative(`/${from}`, `/${path}`)
  if (relative === '') return hash === '' ? './' : hash
  return `${relative}${/(?:^|\/)$/.test(path) ? '/' : ''}${hash}`
}

/** The places to which links of the repository's files lead. */
export interface Places {
  /** The address of a file or folder that has a page, with the anchor that it has there. */
  readonly pageOf: (path: string, hash: string) => string | undefined
  readonly kindOf: (path: string) => Kind | undefined
}

/** The link on a page for one that its source has: to a page, or to the file on GitHub. A broken one stays as it is. */
export function resolveLink(href: string, source: string, address: string, places: Places): string {
  if (href.startsWith('#') || /^[a-z][a-z\d+.-]*:/i.test(href)) return href
  const path = pathOfLink(href, source)
  const hash = /#.*$/.exec(href)?.[0] ?? ''
  const page = places.pageOf(path, hash)
  if (page !== undefined) return linkBetween(address, page)
  const kind = places.kindOf(path)
  return kind === undefined ? href : `${githubUrl(path, kind)}${hash}`
}

/** The repository's path behind a relative link of one of its files; `..` in front of one that leaves it. */
export function pathOfLink(href: string, source: string): string {
  const path = posix.join(posix.dirname(source), decodeURI(href.replace(/[#?].*$/s, '')))
  return path.replace(/\/$/, '')
}
