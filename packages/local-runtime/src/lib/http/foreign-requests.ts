import type { IncomingHttpHeaders } from 'node:http'
import { isIP } from 'node:net'
import { LambdaError } from './lambda-error.ts'

/**
 * Creates a check that refuses requests from pages of another origin. The server listens on the loopback interface, but a
 * browser on this machine reaches it too: a foreign `Host` comes from a page whose own name resolves to this machine (DNS
 * rebinding), a foreign `Origin` from a page that posts across sites.
 *
 * @param hosts - names of this machine, in addition to those of the loopback interface
 */
export function createLocalOriginCheck(hosts: readonly string[]): (headers: IncomingHttpHeaders) => void {
  /** Nearly every request has the same host as the previous one. */
  let lastLocalHost: string | undefined
  return ({ host = '', origin }) => {
    if (host !== lastLocalHost && !isThisMachine(`http://${host}`, hosts))
      throw new LambdaError('ForbiddenHostException', `Requests must name this machine as their host, not '${host}'`)
    lastLocalHost = host
    if (origin !== undefined && !isThisMachine(origin, hosts))
      throw new LambdaError('ForbiddenHostException', `Pages of '${origin}' may not send requests here`)
  }
}

function isThisMachine(url: string, hosts: readonly string[]): boolean {
  const name = URL.parse(url)?.hostname ?? ''
  if (hosts.includes(name)) return true
  // Bound to every address: accept any address, but no name, since a page could have its name resolve to one.
  if (hosts.some((host) => host === '0.0.0.0' || host === '::') && isIP(name.replaceAll(/[[\]]/g, '')) !== 0)
    return true
  return name === 'localhost' || name.endsWith('.localhost') || name === '[::1]' || /^127\.\d+\.\d+\.\d+$/.test(name)
}
