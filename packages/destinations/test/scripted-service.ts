import { createServer, type IncomingHttpHeaders } from 'node:http'
import type { AddressInfo } from 'node:net'

export interface SeenRequest {
  readonly operation: string
  readonly path: string
  readonly headers: IncomingHttpHeaders
  readonly body: string
}

export interface Answer {
  readonly status?: number
  readonly body?: string
}

/** Starts a server that responds as a test scripts it and records requests, for behaviour that no emulator has. */
export async function startScriptedService(answer: (request: SeenRequest, count: number) => Answer | Promise<Answer>) {
  const requests: SeenRequest[] = []
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk)
    const body = Buffer.concat(chunks).toString('utf8')
    const target = String(request.headers['x-amz-target'] ?? new URLSearchParams(body).get('Action') ?? request.method)
    const operation = target.replace(/^.*\./, '')
    const seen = { operation, path: request.url ?? '', headers: request.headers, body }
    requests.push(seen)
    const { status = 200, body: content = '{}' } = await answer(seen, requests.length)
    response.writeHead(status, { 'content-type': content.startsWith('<') ? 'text/xml' : 'application/x-amz-json-1.0' })
    response.end(content)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    endpoint: `http://127.0.0.1:${port}`,
    requests,
    async close() {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}
