import { once } from 'node:events'
import { createServer } from 'node:http'
import { CommandError } from '../command-error.ts'

/** Answer to a GET. */
export interface HealthAnswer {
  readonly status: 200 | 503
  readonly body: string
}

/** A listener for probes and scrapes. */
export interface HealthServer {
  /** Base URL: `http://127.0.0.1:8080`. */
  readonly url: string
  close(): void
}

/** Content type of Prometheus's text format; other answers are text as well. */
const contentType = 'text/plain; version=0.0.4; charset=utf-8'

/**
 * Serves answers by path, to GET and HEAD. It keeps no process running.
 *
 * @throws {@link CommandError} if it cannot listen
 */
export async function serveHealth(
  { host, port }: { readonly host: string; readonly port: number },
  answers: Readonly<Record<string, () => Promise<HealthAnswer>>>,
): Promise<HealthServer> {
  const server = createServer((request, response) => {
    const [path = ''] = (request.url ?? '').split('?')
    const answer = Object.hasOwn(answers, path) ? answers[path] : undefined
    const isRead = request.method === 'GET' || request.method === 'HEAD'
    if (answer === undefined || !isRead) {
      response.writeHead(answer === undefined ? 404 : 405).end(`${Object.keys(answers).join('\n')}\n`)
      return
    }
    answer().then(
      ({ status, body }) => response.writeHead(status, { 'Content-Type': contentType }).end(body),
      (error) => response.writeHead(503).end(`${error instanceof Error ? error.message : error}\n`),
    )
  })
  server.listen(port, host).unref()
  try {
    await once(server, 'listening')
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause)
    throw new CommandError(`cannot listen on --health-host ${host}, --health-port ${port}: ${reason}`, { cause })
  }
  const address = server.address()
  const taken = typeof address === 'object' && address !== null ? address.port : port
  return {
    url: `http://${host.includes(':') ? `[${host}]` : host}:${taken}`,
    close() {
      server.close()
      server.closeAllConnections()
    },
  }
}
