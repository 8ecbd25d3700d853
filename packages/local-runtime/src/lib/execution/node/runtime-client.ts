import { Agent, type IncomingHttpHeaders, request } from 'node:http'

export interface Reply {
  readonly headers: IncomingHttpHeaders
  readonly body: string
}

const [host = '', port = ''] = (process.env.AWS_LAMBDA_RUNTIME_API ?? '').split(':')
const agent = new Agent({ keepAlive: true, maxSockets: 1 })

/**
 * Calls the Lambda Runtime API.
 *
 * @throws an Error when the runtime has gone
 */
export function callRuntime(method: 'GET' | 'POST', path: string, body?: string): Promise<Reply> {
  return new Promise((resolve, reject) => {
    const headers = body === undefined ? {} : { 'Content-Length': Buffer.byteLength(body) }
    const sent = request({ host, port, agent, method, headers, path: `/2018-06-01/runtime${path}` }, (response) => {
      const chunks: Buffer[] = []
      response.on('data', (chunk: Buffer) => chunks.push(chunk))
      response.on('end', () => resolve({ headers: response.headers, body: Buffer.concat(chunks).toString() }))
      response.on('error', reject)
    })
    sent.on('error', reject)
    sent.end(body)
  })
}
