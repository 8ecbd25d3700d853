import type { IncomingMessage } from 'node:http'

interface WithHeaders {
  readonly status: number
  readonly headers?: Readonly<Record<string, string>>
}

/** Seconds for which a browser remembers the answer to a preflight. */
const maxAgeSeconds = '600'

/**
 * Answers the request with which a browser asks whether a page of an allowed origin may send another; `undefined` for
 * any other request.
 *
 * @see https://fetch.spec.whatwg.org/#cors-preflight-fetch
 */
export function answerPreflight({ method, headers }: IncomingMessage): WithHeaders | undefined {
  const wanted = headers['access-control-request-method']
  if (method !== 'OPTIONS' || wanted === undefined) return undefined
  const names = headers['access-control-request-headers']
  return {
    status: 204,
    headers: {
      'Access-Control-Allow-Methods': 'GET, POST, PUT, PATCH, DELETE',
      ...(names !== undefined && { 'Access-Control-Allow-Headers': names }),
      'Access-Control-Max-Age': maxAgeSeconds,
    },
  }
}

/** Lets a page of an allowed origin read the response with all of its headers. */
export function allowReading<Response extends WithHeaders>(response: Response, origin: string | undefined): Response {
  if (origin === undefined) return response
  const headers = { 'Access-Control-Allow-Origin': origin, 'Access-Control-Expose-Headers': '*', Vary: 'Origin' }
  return { ...response, headers: { ...response.headers, ...headers } }
}
