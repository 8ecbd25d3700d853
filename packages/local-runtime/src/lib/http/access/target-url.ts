/**
 * The URL of a request's target; `null` if it is none. A target that begins with two slashes is a path, which `URL` alone would
 * take for a host (RFC 9112, 3.2.1).
 *
 * @example targetUrl('//evil.example/2015-03-31/functions')?.pathname // '//evil.example/2015-03-31/functions'
 */
export function targetUrl(target: string): URL | null {
  return URL.parse(target.startsWith('/') ? `http://lambda${target}` : target, 'http://lambda')
}
