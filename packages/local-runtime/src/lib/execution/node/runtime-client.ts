import type { Agent, IncomingHttpHeaders } from 'node:http'

/**
 * `node:http`. An `import` of a module reads all of its exports, which load more modules: those of `node:http` take half as long as the
 * start of Node.js, those of `node:fs`, `node:util` and `node:stream` a tenth each. The program of a function takes only what it needs.
 */
export const nodeHttp = process.getBuiltinModule('node:http')

/** A host and a port. */
export interface Address {
  readonly host: string
  readonly port: string
}

export interface Reply {
  readonly headers: IncomingHttpHeaders
  readonly body: string
}

let address: Address | undefined

/** Where the Runtime API is. */
export function runtimeAddress(): Address {
  if (address === undefined) {
    const [host = '', port = ''] = (process.env.AWS_LAMBDA_RUNTIME_API ?? '').split(':')
    address = { host, port }
  }
  return address
}

/** The path below which the Runtime API lies. */
export const runtimeRoot = '/2018-06-01/runtime'
/** The id of an event and its trace header may be of any length. */
const maxHeaderSize = 2 ** 30
const agent = new nodeHttp.Agent({ keepAlive: true, maxSockets: 1 })

/** A request to the Runtime API: its path there, and its body if it has one. */
export interface Call {
  readonly method: 'GET' | 'POST'
  readonly path: string
  readonly body?: string
}

/**
 * Calls the Lambda Runtime API.
 *
 * @throws an Error when the runtime has gone
 */
export function callRuntime(call: Call): Promise<Reply> {
  return callServer(call, runtimeAddress(), agent)
}

/** Calls a server that answers as the Runtime API does. */
export function callServer({ method, path, body }: Call, address: Address, agent: Agent): Promise<Reply> {
  return new Promise((resolve, reject) => {
    const headers = body === undefined ? {} : { 'Content-Length': Buffer.byteLength(body) }
    const options = { ...address, agent, method, headers, path: `${runtimeRoot}${path}`, maxHeaderSize }
    const sent = nodeHttp.request(options, (response) => {
      const chunks: Buffer[] = []
      response.on('data', (chunk: Buffer) => chunks.push(chunk))
      response.on('end', () => resolve({ headers: response.headers, body: Buffer.concat(chunks).toString() }))
      response.on('error', reject)
    })
    sent.on('error', reject)
    sent.end(body)
  })
}
