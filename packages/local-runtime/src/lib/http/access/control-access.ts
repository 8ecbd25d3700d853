import {
  type AccessRules,
  forbidden,
  hasToken,
  isLoopback,
  isToken,
  type Refused,
  type RequestHead,
} from './check-origin.ts'

/** Name of the token in the query of the page's URL. */
export const tokenParameter = 'token'

/** Parts of the control API that are open to everyone who reaches the runtime: neither shows anything of an event. */
function isOpen(path: string): boolean {
  return path === 'health' || path.startsWith('page/')
}

/**
 * Whether the control API is protected: it shows payloads and moves time, so it follows the API when that requires
 * signatures, and when the runtime listens beyond this machine.
 */
export function isControlProtected(host: string, requiresSignatures: boolean): boolean {
  return requiresSignatures || !isLoopback(host)
}

/**
 * Decides whether a request to the protected control API carries the token of this start: in its header, or in the query
 * of the URL of the page, which was printed, and of an archive, which GetFunction returned.
 *
 * @param path - below the root of the control API
 */
export function mayControl(path: string, query: URLSearchParams, request: RequestHead, rules: AccessRules): boolean {
  if (isOpen(path) || hasToken(request, rules)) return true
  return (path === '' || path.startsWith('code/')) && isToken(query.get(tokenParameter) ?? '', rules.token)
}

/** Says how to get in. */
export function refuseControl(path: string): Refused {
  const how =
    path === ''
      ? 'open the URL of the page that was printed at the start'
      : 'send the token that was printed at the start as x-async-invoke-token, or sign the request'
  return forbidden(`The control API of this runtime is protected: ${how}`)
}
