import { Agent, type IncomingHttpHeaders, type IncomingMessage, request as requestHttp } from 'node:http'
import { request as requestHttps, Agent as TlsAgent } from 'node:https'
import type { TLSSocket } from 'node:tls'

/** Response to a request. */
export interface Answer {
  readonly status: number
  readonly headers: IncomingHttpHeaders
  /** The whole body; `undefined` if it is larger than Lambda lets a response be. */
  readonly body: Uint8Array | undefined
}

/** A request that was sent and has no whole answer. */
export interface NoAnswer {
  readonly lostBy: unknown
}

export interface PostOptions {
  readonly headers: Readonly<Record<string, string>>
  readonly body: Uint8Array
  /** Ends the request. */
  readonly signal?: AbortSignal
  /** Once aborted, the request goes on, but keeps the process no longer alive. */
  readonly abandoned?: AbortSignal
}

/** Maximum size of a response, in bytes (RUN-7). */
export const maxResponseBytes = 6_291_556

/** Time for a connection, in milliseconds. */
const connectionMs = 10_000

/**
 * Time for which a connection without a request is kept, in milliseconds. Servers close theirs after some seconds, and a request
 * that crosses the end of its connection may have run or not.
 */
const idleMs = 1_000

/** Unlike `fetch`, they give up on no answer by themselves: a run may take 15 minutes. */
const agents = {
  http: new Agent({ keepAlive: true, timeout: idleMs }),
  https: new TlsAgent({ keepAlive: true, timeout: idleMs }),
}

/** Posts a body and reads the response, without following redirects. Rejects if the request was never sent. */
export function post(url: URL, { headers, body, signal, abandoned }: PostOptions): Promise<Answer | NoAnswer> {
  return new Promise((resolve, reject) => {
    const isSecure = url.protocol === 'https:'
    let isSent = false
    const unconnected = setTimeout(() => {
      request.destroy(new Error(`${url.host} took no connection within ${connectionMs} ms`))
    }, connectionMs)
    const sent = (): void => {
      clearTimeout(unconnected)
      isSent = true
    }
    const options = {
      method: 'POST',
      headers: { ...headers, 'Content-Length': String(body.length) },
      agent: isSecure ? agents.https : agents.http,
      ...(signal !== undefined && { signal }),
    }
    const request = (isSecure ? requestHttps : requestHttp)(url, options, (response) => {
      read(response).then((answer) => resolve({ ...answer }), fail)
    })
    const fail = (error: unknown): void => (isSent ? resolve({ lostBy: error }) : reject(error))
    request.on('error', fail)
    request.on('close', () => clearTimeout(unconnected))
    request.on('socket', (socket) => {
      if (!socket.connecting && !isHandshaking(socket)) sent()
      else socket.once(isSecure ? 'secureConnect' : 'connect', sent)
    })
    abandoned?.addEventListener('abort', () => request.socket?.unref(), { once: true })
    request.end(body)
  })
}

function isHandshaking(socket: object): boolean {
  return 'encrypted' in socket && (socket as TLSSocket).getProtocol() === null
}

async function read(response: IncomingMessage): Promise<Answer> {
  const { statusCode: status = 0, headers } = response
  const chunks: Uint8Array[] = []
  let length = 0
  for await (const chunk of response as AsyncIterable<Uint8Array>) {
    length += chunk.length
    if (length > maxResponseBytes) {
      response.destroy()
      return { status, headers, body: undefined }
    }
    chunks.push(chunk)
  }
  return { status, headers, body: Buffer.concat(chunks) }
}
