import { randomUUID } from 'node:crypto'
import type { IncomingHttpHeaders, IncomingMessage, ServerResponse } from 'node:http'
import { readBody } from '../read-body.ts'
import type { ApiHandler, ApiRequest, ApiResponse } from './api-request.ts'
import { answerOf, LambdaError } from './lambda-error.ts'
import { matchOperation } from './operations.ts'

/**
 * The HTTP edge of the API: finds the operation, calls its handler, answers. Whatever a handler throws becomes an
 * answer; a request never ends the process.
 */
export function createLambdaApi(
  handlers: Readonly<Record<string, ApiHandler>>,
  onFault: (fault: unknown) => void,
): (request: IncomingMessage, response: ServerResponse) => Promise<void> {
  return async (incoming, outgoing) => {
    const requestId = randomUUID()
    let answer: ApiResponse
    try {
      answer = await handle(incoming, requestId, handlers)
    } catch (error) {
      // The client has gone in the middle of its request: nobody is left to answer.
      if (incoming.destroyed && !incoming.complete) return
      if (!(error instanceof LambdaError)) onFault(error)
      answer = refusalOf(error)
    }
    const body = typeof answer.body === 'string' ? Buffer.from(answer.body) : (answer.body ?? new Uint8Array())
    // A body that was refused before it was read would keep the connection busy.
    if (!incoming.complete) outgoing.setHeader('Connection', 'close')
    outgoing.writeHead(answer.status, {
      'x-amzn-RequestId': requestId,
      ...answer.headers,
      ...(answer.status !== 204 && { 'Content-Length': body.length }),
    })
    outgoing.end(body)
  }
}

async function handle(
  incoming: IncomingMessage,
  requestId: string,
  handlers: Readonly<Record<string, ApiHandler>>,
): Promise<ApiResponse> {
  refuseForeigners(incoming.headers)
  const method = incoming.method ?? ''
  const url = URL.parse(incoming.url ?? '', 'http://lambda')
  const operation = url === null ? undefined : matchOperation(method, url)
  if (url === null || operation === undefined)
    throw new LambdaError('UnknownOperationException', `The Lambda API has no operation ${method} ${incoming.url}`)
  const handler = handlers[operation.name]
  if (handler === undefined)
    throw new LambdaError('NotImplementedException', `${operation.name} is not implemented by async-invoke`)
  const request: ApiRequest = {
    requestId,
    params: operation.params,
    query: url.searchParams,
    header: (name) => incoming.headers[name.toLowerCase()]?.toString(),
    body: (limit) => readBody(incoming, limit),
  }
  return handler(request)
}

/**
 * The server listens on the loopback interface only, but a browser on this machine reaches it as well. A host name that
 * is not of this machine comes from a page that resolves its own name to it (DNS rebinding), a foreign origin from a
 * page that posts across sites.
 */
function refuseForeigners({ host = '', origin }: IncomingHttpHeaders): void {
  if (!isThisMachine(`http://${host}`))
    throw new LambdaError('ForbiddenHostException', `Requests must name this machine as their host, not '${host}'`)
  if (origin !== undefined && !isThisMachine(origin))
    throw new LambdaError('ForbiddenHostException', `Pages of '${origin}' may not send requests here`)
}

function isThisMachine(url: string): boolean {
  const name = URL.parse(url)?.hostname ?? ''
  return name === 'localhost' || name.endsWith('.localhost') || name === '[::1]' || /^127\.\d+\.\d+\.\d+$/.test(name)
}

function refusalOf(error: unknown): ApiResponse {
  const refusal =
    error instanceof LambdaError
      ? error
      : new LambdaError('ServiceException', 'An error occurred and the request cannot be processed.')
  const { status, headers, body } = answerOf(refusal)
  return { status, headers: { 'Content-Type': 'application/json', ...headers }, body }
}
