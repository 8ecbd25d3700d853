import type { RequestListener, Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { LocalRuntimeError } from '../local-runtime-error.ts'

/**
 * Of `node:http`. Importing the module reads all of its exports, and one of them loads another HTTP client: half as much again as
 * the start of Node.js.
 */
export const { createServer } = process.getBuiltinModule('node:http')

/** Limits per connection, in milliseconds and bytes. */
const clientLimits = {
  headersTimeout: 10_000,
  requestTimeout: 60_000,
  connectionsCheckingInterval: 1_000,
  maxHeaderSize: 16_384,
  keepAliveTimeout: 60_000,
}
/** Further connections are closed at once. */
const maxConnections = 2_048

/** Creates the HTTP server, with limits on its clients. */
export function createEdgeServer(listener: RequestListener): Server {
  const server = createServer(clientLimits, listener)
  server.maxConnections = maxConnections
  // A client that has sent its request may close its side, and then waits for the answer. Without this, the request is carried
  // out and not answered. Node.js has no option of its own for it.
  Object.assign(server, { httpAllowHalfOpen: true })
  return server
}

/** The endpoint as this machine's processes reach it: a server bound to every address has none of its own. */
export function fromThisMachine(endpoint: string): string {
  return endpoint.replace('//0.0.0.0:', '//127.0.0.1:').replace('//[::]:', '//[::1]:')
}

/**
 * Listens on the host and port; port 0 picks a free one.
 *
 * @returns the endpoint: `http://127.0.0.1:9411`
 *
 * @throws {@link LocalRuntimeError} `port-taken` when another process listens there
 */
export function listen(server: Server, port: number, host: string): Promise<string> {
  const name = host.includes(':') ? `[${host}]` : host
  return new Promise((resolve, reject) => {
    server.once('error', (cause: NodeJS.ErrnoException) => {
      if (cause.code !== 'EADDRINUSE') return reject(cause)
      const message = `port ${port} is taken by another process; choose another one`
      reject(new LocalRuntimeError('port-taken', message, { cause }))
    })
    server.listen(port, host, () => resolve(`http://${name}:${(server.address() as AddressInfo).port}`))
  })
}
