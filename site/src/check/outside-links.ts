/** What is wrong with the form of a link that leaves the site; it is never fetched. Nothing for a good one. */
export function problemOfOutsideLink(href: string): string | undefined {
  if (/\s/.test(href)) return 'has a space'
  if (href.startsWith('mailto:')) return undefined
  const url = URL.parse(href)
  if (url === null) return 'is no address'
  // The reader's own machine.
  if (/^(?:localhost|127\.0\.0\.1)$/.test(url.hostname)) return undefined
  if (url.protocol !== 'https:') return 'is not https'
  if (!/^[a-z\d-]+(?:\.[a-z\d-]+)+$/.test(url.hostname)) return 'names no host'
  return url.username === '' && url.port === '' ? undefined : 'has a user or a port'
}
