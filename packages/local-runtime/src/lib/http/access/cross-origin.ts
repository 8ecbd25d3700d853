import type { IncomingMessage } from 'node:http'
import type { ApiResponse } from '../api-request.ts'

/** Seconds for which a browser remembers the answer to a preflight. */
const maxAgeSeconds = '600'

/**
 * Answers the request with which a browser asks whether a page of an allowed origin may send another; `undefined` for
 * any other request.
 *
 * @see https://fetch.spec.whatwg.org/#cors-preflight-fetch
 */
export function answerPreflight({ method, headers }: IncomingMessage): ApiResponse | undefined {
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
export function allowReading(response: ApiResponse, origin: string | undefined): ApiResponse {
  if (origin === undefined) return response
  const headers = { 'Access-Control-Allow-Origin': origin, 'Access-Control-Expose-Headers': '*', Vary: 'Origin' }
  return { ...response, headers: { ...response.headers, ...headers } }
}
