import { randomUUID } from 'node:crypto'
import type { IncomingHttpHeaders, IncomingMessage, ServerResponse } from 'node:http'
import { isIP } from 'node:net'
import { setImmediate as turnEnds } from 'node:timers/promises'
import { controlRoot } from '../control-api.ts'
import { type Body, readBody } from '../read-body.ts'
import type { ApiHandler, ApiRequest, ApiResponse } from './api-request.ts'
import { answerOf, LambdaError } from './lambda-error.ts'
import { matchOperation } from './operations.ts'
import { refuseUnsigned, type SigningKeys } from './signature.ts'

/** Largest body of any operation: an archive in base64. */
const largestBodyBytes = 70_167_211

export interface EdgeParts {
  /** Operations of the Lambda API by their names. */
  readonly handlers: Readonly<Record<string, ApiHandler>>
  /** Answers for everything below {@link controlRoot}. */
  readonly control: (method: string, path: string, request: ApiRequest) => Promise<ApiResponse>
  /** Names by which this machine may be called beside those of the loopback interface. */
  readonly hosts: readonly string[]
  /** Where they are given, requests of the Lambda API must be signed with them. */
  readonly keys: SigningKeys | undefined
  readonly onFault: (fault: unknown) => void
}

/**
 * The HTTP edge of the API: finds the operation, calls its handler, answers. Whatever a handler throws becomes an
 * answer; a request never ends the process.
 */
export function createLambdaApi({
  onFault,
  ...parts
}: EdgeParts): (request: IncomingMessage, response: ServerResponse) => Promise<void> {
  return async (incoming, outgoing) => {
    const requestId = randomUUID()
    let answer: ApiResponse
    try {
      answer = await handle(incoming, requestId, parts)
    } catch (error) {
      // The client has gone in the middle of its request: nobody is left to answer.
      if (incoming.destroyed && !incoming.complete) return
      if (!(error instanceof LambdaError)) onFault(error)
      answer = refusalOf(error)
    }
    const body = typeof answer.body === 'string' ? Buffer.from(answer.body) : answer.body
    // The answers of one turn of the event loop are written together: a client wakes once for all of them.
    await turnEnds()
    // A body that was refused before it was read would keep the connection busy. Said outright, it has no Keep-Alive
    // beside it, as the service has none.
    outgoing.setHeader('Connection', incoming.complete && outgoing.shouldKeepAlive ? 'keep-alive' : 'close')
    outgoing.writeHead(answer.status, {
      'x-amzn-RequestId': requestId,
      ...answer.headers,
      ...(answer.status !== 204 && { 'Content-Length': body?.length ?? 0 }),
    })
    // An empty body would be one more thing to write.
    if (body === undefined || body.length === 0) outgoing.end()
    else outgoing.end(body)
  }
}

async function handle(
  incoming: IncomingMessage,
  requestId: string,
  { handlers, control, hosts, keys }: Omit<EdgeParts, 'onFault'>,
): Promise<ApiResponse> {
  refuseForeigners(incoming.headers, hosts)
  const method = incoming.method ?? ''
  const url = URL.parse(incoming.url ?? '', 'http://lambda')
  let read = (limit: number): Promise<Body> => readBody(incoming, limit)
  const request = (operation = '', params: ApiRequest['params'] = {}): ApiRequest => ({
    requestId,
    operation,
    params,
    query: url?.searchParams ?? new URLSearchParams(),
    header: (name) => incoming.headers[name.toLowerCase()]?.toString(),
    body: read,
  })
  if (url?.pathname.startsWith(controlRoot)) return control(method, url.pathname, request())
  if (keys !== undefined) {
    const whole = await readBody(incoming, largestBodyBytes)
    const bytes = 'bytes' in whole ? whole.bytes : new Uint8Array()
    if ('bytes' in whole) await refuseUnsigned(incoming, bytes, keys, Date.now())
    read = async (limit) => ('bytes' in whole && bytes.length > limit ? { tooLarge: bytes.length } : whole)
  }
  const operation = url === null ? undefined : matchOperation(method, url)
  if (operation === undefined) return unknownOperation
  const handler = handlers[operation.name]
  if (handler === undefined)
    throw new LambdaError('NotImplementedException', `${operation.name} is not implemented by async-invoke`)
  return handler(request(operation.name, operation.params))
}

/** What the service answers where it has no such path, or not by this method: no JSON, and no error type. */
const unknownOperation: ApiResponse = {
  status: 403,
  body: `<AccessDeniedException>
  <Message>Unable to determine service/operation name to be authorized</Message>
</AccessDeniedException>
`,
}

/** A host of the loopback interface that was looked at already: nearly every request names the same. */
let lastGoodHost = ''

/**
 * The server listens on the loopback interface only, but a browser on this machine reaches it as well. A host name that
 * is not of this machine comes from a page that resolves its own name to it (DNS rebinding), a foreign origin from a
 * page that posts across sites.
 */
function refuseForeigners({ host = '', origin }: IncomingHttpHeaders, hosts: readonly string[]): void {
  if (host !== lastGoodHost && !isThisMachine(`http://${host}`, hosts))
    throw new LambdaError('ForbiddenHostException', `Requests must name this machine as their host, not '${host}'`)
  if (hosts.length === 0) lastGoodHost = host
  if (origin !== undefined && !isThisMachine(origin, hosts))
    throw new LambdaError('ForbiddenHostException', `Pages of '${origin}' may not send requests here`)
}

function isThisMachine(url: string, hosts: readonly string[]): boolean {
  const name = URL.parse(url)?.hostname ?? ''
  if (hosts.includes(name)) return true
  // Bound to every address of the machine: any of them, but no name, which a page could have resolved to one.
  if (hosts.some((host) => host === '0.0.0.0' || host === '::') && isIP(name.replaceAll(/[[\]]/g, '')) !== 0)
    return true
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
