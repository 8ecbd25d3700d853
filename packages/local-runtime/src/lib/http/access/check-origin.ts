import { timingSafeEqual } from 'node:crypto'
import type { IncomingMessage } from 'node:http'
import { isIP } from 'node:net'
import { targetUrl } from './target-url.ts'

/** Header in which the runtime's page, and clients of a protected control API, send the token of this start. */
export const tokenHeader = 'x-async-invoke-token'

export interface AccessRules {
  /** Names of this machine, in addition to those of the loopback interface. */
  readonly hosts: readonly string[]
  /** Other origins whose pages may send requests: `http://localhost:3000`. */
  readonly allowedOrigins: readonly string[]
  /** Drawn at each start. */
  readonly token: string
  /** Beginning of the paths of the page's files: a browser fetches its scripts before they can send the token. */
  readonly pageFiles: string
}

/** Why a request may not come in, with the code of the answer. */
export interface Refused {
  readonly code: 'ForbiddenHostException' | 'NotImplementedException' | 'InvalidRequestContentException'
  readonly message: string
}

/** What is read of a request to decide whether it may come in. */
export type RequestHead = Pick<IncomingMessage, 'headers' | 'rawHeaders' | 'url'>

/**
 * Creates a check that refuses requests from pages of another origin. The server listens on the loopback interface, but a
 * browser on this machine reaches it too: a foreign `Host` comes from a page whose own name resolves to this machine (DNS
 * rebinding), a foreign `Origin` from a page that posts across sites. The runtime's own page sends the token that stands
 * in its document; another page on the same machine cannot read it.
 *
 * @returns the allowed origin that the response has to name, so that the browser hands it to the page; `undefined` if the
 * response needs none
 */
export function createOriginCheck(rules: AccessRules): (request: RequestHead) => Refused | string | undefined {
  const { hosts, allowedOrigins } = rules
  /** Nearly every request has the same host as the previous one. */
  let lastLocalHost: string | undefined
  return (request) => {
    const { headers, rawHeaders, url = '' } = request
    const { host = '', origin } = headers
    const ambiguous = findAmbiguity(headers, rawHeaders)
    if (ambiguous !== undefined) return ambiguous
    // The host of an absolute target replaces that of the header (RFC 9112, 3.2.2).
    const named = url.startsWith('/') ? host : (URL.parse(url)?.host ?? host)
    if (named !== lastLocalHost && !isThisMachine(`http://${named}`, hosts))
      return forbidden(`Requests must name this machine as their host, not '${named}'`)
    lastLocalHost = named
    if (origin === undefined) return undefined
    if (allowedOrigins.includes(origin)) return origin
    const own = origin === `http://${named}`
    if (own && (isPageFile(url, rules) || hasToken(request, rules))) return undefined
    return forbidden(`Pages of '${origin}' may not send requests here`)
  }
}

/** By the path that is answered, which dots can lead elsewhere. */
function isPageFile(url: string, { pageFiles }: AccessRules): boolean {
  return targetUrl(url)?.pathname.startsWith(pageFiles) === true
}

export function forbidden(message: string): Refused {
  return { code: 'ForbiddenHostException', message }
}

/** Whether the request carries the token of this start. */
export function hasToken({ headers }: RequestHead, { token }: Pick<AccessRules, 'token'>): boolean {
  return isToken(String(headers[tokenHeader] ?? ''), token)
}

/** Compares in a time that does not depend on the text. */
export function isToken(text: string, token: string): boolean {
  return text.length === token.length && timingSafeEqual(Buffer.from(text, 'latin1'), Buffer.from(token, 'latin1'))
}

/** Finds what two servers in a row would read differently (RFC 9112, 3.2 and 6.1). */
function findAmbiguity(
  { 'transfer-encoding': encoding }: RequestHead['headers'],
  raw: readonly string[],
): Refused | undefined {
  if (encoding !== undefined && encoding.toLowerCase() !== 'chunked')
    return {
      code: 'NotImplementedException',
      message: `Transfer-Encoding ${encoding} is not implemented by async-invoke`,
    }
  let hosts = 0
  for (let at = 0; at < raw.length; at += 2) if (raw[at]?.length === 4 && raw[at]?.toLowerCase() === 'host') hosts += 1
  if (hosts < 2) return undefined
  return { code: 'InvalidRequestContentException', message: 'The request has more than one Host header' }
}

function isThisMachine(url: string, hosts: readonly string[]): boolean {
  const name = URL.parse(url)?.hostname ?? ''
  if (hosts.includes(name)) return true
  // Bound to every address: accept any address, but no name, since a page could have its name resolve to one.
  if (hosts.some((host) => host === '0.0.0.0' || host === '::') && isIP(name.replaceAll(/[[\]]/g, '')) !== 0)
    return true
  return isLoopbackName(name)
}

/** Whether an address to listen on is one of the loopback interface: `127.0.0.1`, `::1`, `localhost`. */
export function isLoopback(host: string): boolean {
  return isLoopbackName(URL.parse(`http://${host.includes(':') ? `[${host}]` : host}`)?.hostname ?? '')
}

function isLoopbackName(name: string): boolean {
  return name === 'localhost' || name.endsWith('.localhost') || name === '[::1]' || /^127\.\d+\.\d+\.\d+$/.test(name)
}
