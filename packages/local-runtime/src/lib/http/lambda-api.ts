import type { IncomingMessage, ServerResponse } from 'node:http'
import { newRequestId } from '../ids/request-id.ts'
import type { ApiHandlers, ApiRequest, ApiResponse } from './api-request.ts'
import { foreignRequestGuard } from './foreign-requests.ts'
import { answerOf, LambdaError } from './lambda-error.ts'
import { maxCodeRequestBytes, readBody } from './read-body.ts'
import { Routes } from './routes.ts'
import { refuseUnsigned, type SigningKeys } from './signature.ts'
import { Turn } from './turn.ts'

const none = {}

export interface EdgeDependencies {
  readonly handlers: ApiHandlers
  /** Answers every path that begins with `root`, which no path of the Lambda API does. */
  readonly control: {
    readonly root: string
    readonly answer: (method: string, path: string, request: ApiRequest) => Promise<ApiResponse>
  }
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
export function createLambdaApi(
  dependencies: EdgeDependencies,
): (request: IncomingMessage, response: ServerResponse) => void {
  const { onFault } = dependencies
  const dispatch = createDispatch(dependencies)
  const turn = new Turn()
  return async (incoming, outgoing) => {
    const requestId = newRequestId()
    let answer: ApiResponse | undefined
    try {
      answer = await dispatch(incoming, requestId)
    } catch (error) {
      answer = answerToFault(error, incoming, onFault)
    }
    // A client wakes once for all answers of a turn, when they are written together.
    turn.atEnd(() => {
      try {
        if (answer !== undefined) write(answer, requestId, incoming, outgoing)
      } catch (fault) {
        onFault(fault)
        outgoing.destroy()
      }
    })
  }
}

/** `undefined` when the client has gone in the middle of its request, and nobody is left to answer. */
function answerToFault(
  error: unknown,
  incoming: IncomingMessage,
  onFault: EdgeDependencies['onFault'],
): ApiResponse | undefined {
  if (incoming.destroyed && !incoming.complete) return undefined
  if (!(error instanceof LambdaError)) onFault(error)
  return refusalOf(error)
}

function write(answer: ApiResponse, requestId: string, incoming: IncomingMessage, outgoing: ServerResponse): void {
  const body = typeof answer.body === 'string' ? Buffer.from(answer.body) : answer.body
  const headers = ['x-amzn-RequestId', requestId]
  for (const name in answer.headers) headers.push(name, answer.headers[name] as string)
  if (answer.status !== 204) headers.push('Content-Length', String(body?.length ?? 0))
  // Said outright, it has no Keep-Alive beside it, as the service has none.
  headers.push('Connection', endsSoon(incoming) && outgoing.shouldKeepAlive ? 'keep-alive' : 'close')
  outgoing.writeHead(answer.status, headers)
  // An empty body would be one more thing to write.
  if (body === undefined || body.length === 0) outgoing.end()
  else outgoing.end(body)
}

/**
 * What is left of a body that nobody asked for is taken off the connection, or its client, still sending, would see the
 * connection fail and not the answer; a body of no known end, or too large for any operation, is not waited for.
 */
function endsSoon({ complete, headers }: IncomingMessage): boolean {
  return complete || Number(headers['content-length']) <= maxCodeRequestBytes
}

function createDispatch({ handlers, control, hosts, keys }: EdgeDependencies) {
  const refuseForeigners = foreignRequestGuard(hosts)
  const routes = new Routes()

  const carryOut = (request: ApiRequest): Promise<ApiResponse> => {
    if (request.operation === '') return Promise.resolve(unknownOperation)
    const handler = handlers[request.operation]
    if (handler === undefined)
      throw new LambdaError('NotImplementedException', `${request.operation} is not implemented by async-invoke`)
    return handler(request)
  }

  return (incoming: IncomingMessage, requestId: string): Promise<ApiResponse> => {
    refuseForeigners(incoming.headers)
    const method = incoming.method ?? ''
    const { path, query, operation } = routes.of(method, incoming.url ?? '')
    const request: ApiRequest = {
      requestId,
      operation: operation?.name ?? '',
      params: operation?.params ?? none,
      query,
      header: (name) => incoming.headers[name]?.toString(),
      body: (limit) => readBody(incoming, limit),
    }
    if (path?.startsWith(control.root)) return control.answer(method, path, request)
    return keys === undefined ? carryOut(request) : signed(incoming, request, keys).then(carryOut)
  }
}

/** The request with its body, which the signature is of. */
async function signed(incoming: IncomingMessage, request: ApiRequest, keys: SigningKeys): Promise<ApiRequest> {
  const whole = await readBody(incoming, maxCodeRequestBytes)
  if ('tooLarge' in whole) return { ...request, body: async () => whole }
  const { bytes } = whole
  await refuseUnsigned(incoming, bytes, keys, Date.now())
  return { ...request, body: async (limit) => (bytes.length > limit ? { tooLarge: bytes.length } : whole) }
}

/** What the service answers where it has no such path, or not by this method: no JSON, and no error type. */
const unknownOperation: ApiResponse = {
  status: 403,
  body: `<AccessDeniedException>
  <Message>Unable to determine service/operation name to be authorized</Message>
</AccessDeniedException>
`,
}

function refusalOf(error: unknown): ApiResponse {
  const refusal =
    error instanceof LambdaError
      ? error
      : new LambdaError('ServiceException', 'An error occurred and the request cannot be processed.')
  const { status, headers, body } = answerOf(refusal)
  return { status, headers: { 'Content-Type': 'application/json', ...headers }, body }
}
