import { createServer, type RequestListener, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { LocalRuntimeError } from '../local-runtime-error.ts'

/** Bounds for one client: the time to send its headers and its whole request, and the size of the headers. */
const clientLimits = {
  headersTimeout: 10_000,
  requestTimeout: 60_000,
  connectionsCheckingInterval: 1_000,
  maxHeaderSize: 16_384,
  keepAliveTimeout: 60_000,
}
/** Connections at one time; one more is closed at once. */
const maxConnections = 2_048

/** The server of the edge, with bounds on what its clients may take. */
export function createEdgeServer(listener: RequestListener): Server {
  const server = createServer(clientLimits, listener)
  server.maxConnections = maxConnections
  return server
}

/**
 * Listens on the host and port, 0 for any free one; resolves with the endpoint.
 *
 * @throws {@link LocalRuntimeError} `port-taken`
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
