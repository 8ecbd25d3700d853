import type { IncomingHttpHeaders } from 'node:http'
import { isIP } from 'node:net'
import { LambdaError } from './lambda-error.ts'

/**
 * Refuses requests that a page of another origin sends. The server listens on the loopback interface only, but a browser
 * on this machine reaches it as well: a host name that is not of this machine comes from a page that resolves its own
 * name to it (DNS rebinding), a foreign origin from a page that posts across sites.
 *
 * `hosts`: names by which this machine may be called beside those of the loopback interface.
 */
export function foreignRequestGuard(hosts: readonly string[]): (headers: IncomingHttpHeaders) => void {
  /** Nearly every request names the same host as the one before it. */
  let lastGoodHost: string | undefined
  return ({ host = '', origin }) => {
    if (host !== lastGoodHost && !isThisMachine(`http://${host}`, hosts))
      throw new LambdaError('ForbiddenHostException', `Requests must name this machine as their host, not '${host}'`)
    lastGoodHost = host
    if (origin !== undefined && !isThisMachine(origin, hosts))
      throw new LambdaError('ForbiddenHostException', `Pages of '${origin}' may not send requests here`)
  }
}

function isThisMachine(url: string, hosts: readonly string[]): boolean {
  const name = URL.parse(url)?.hostname ?? ''
  if (hosts.includes(name)) return true
  // Bound to every address of the machine: any of them, but no name, which a page could have resolved to one.
  if (hosts.some((host) => host === '0.0.0.0' || host === '::') && isIP(name.replaceAll(/[[\]]/g, '')) !== 0)
    return true
  return name === 'localhost' || name.endsWith('.localhost') || name === '[::1]' || /^127\.\d+\.\d+\.\d+$/.test(name)
}
