import type { IncomingMessage, ServerResponse } from 'node:http'
import { setImmediate } from 'node:timers'
import { callbackify } from 'node:util'
import { newRequestId } from '../ids/request-id.ts'
import { type AccessRules, createOriginCheck, type Refused } from './access/check-origin.ts'
import { mayControl, refuseControl } from './access/control-access.ts'
import { allowReading, answerPreflight } from './access/cross-origin.ts'
import type { ApiHandlers, ApiRequest, ApiResponse } from './api-request.ts'
import { discardRest } from './discard-rest.ts'
import { answerOf, LambdaError, serviceFault } from './lambda-error.ts'
import { type Body, maxCodeRequestBytes, readBody } from './read-body.ts'
import { Routes } from './routes.ts'
import { answerServiceCall } from './services/answer-service-call.ts'
import { identifyRequest, type ServiceCall } from './services/identify-request.ts'
import { refuseUnsigned, type SigningKeys } from './signature.ts'
import { Together } from './together.ts'

const none = {}
/** Node.js's own: the `nextTick` that jest gives a test is a copy, which its fake timers hold back. */
const nextTick = callbackify(async () => {})

export interface EdgeDependencies {
  readonly handlers: ApiHandlers
  /** Answers every path below `root`, which is not a prefix of any path of the Lambda API. */
  readonly control: {
    readonly root: string
    /** Whether its requests need the token of this start, or a signature. */
    readonly protected: boolean
    readonly answer: (method: string, path: string, request: ApiRequest) => Promise<ApiResponse>
  }
  /** Answers a call of a service other than Lambda that is served here; `undefined` for any other. */
  readonly serve: (call: ServiceCall, request: ApiRequest) => Promise<ApiResponse | undefined>
  readonly access: AccessRules
  /** Keys that requests to the Lambda API must be signed with; `undefined` if signatures are not checked. */
  readonly keys: SigningKeys | undefined
  readonly onFault: (fault: unknown) => void
}

/**
 * Creates the HTTP edge of the API: finds the operation, calls its handler and writes the response. Anything a handler
 * throws becomes a response; a request never ends the process.
 */
export function createLambdaApi(
  dependencies: EdgeDependencies,
): (request: IncomingMessage, response: ServerResponse) => void {
  const { onFault } = dependencies
  const dispatch = createDispatch(dependencies)
  const checkOrigin = createOriginCheck(dependencies.access)
  // A turn of the event loop brings the requests of many clients, most of them with their bodies. Carrying them out together
  // queues their events in one call, and leaves no promise to wait for a body.
  const arrivals = new Together(setImmediate)
  // Once the promises that settle at the moment have been followed to their ends, and before the turn ends: writing the
  // responses to a batch of events together wakes a client once for all of them.
  const answers = new Together(nextTick)

  // Hot path: no async function, which would cost a promise more.
  const carryOut = (incoming: IncomingMessage, outgoing: ServerResponse): void => {
    const requestId = newRequestId()
    let origin: string | undefined
    const answerWith = (answer: ApiResponse | undefined): void =>
      answers.add(() => {
        try {
          if (answer !== undefined) write(allowReading(answer, origin), requestId, incoming, outgoing)
        } catch (fault) {
          onFault(fault)
          outgoing.destroy()
        }
      })
    const fail = (error: unknown): void => answerWith(answerToFault(error, incoming, onFault))
    try {
      const admission = checkOrigin(incoming)
      if (typeof admission === 'object') throw errorOf(admission)
      origin = admission
      const preflight = origin && answerPreflight(incoming)
      if (preflight) answerWith(preflight)
      else dispatch(incoming, requestId).then(answerWith, fail)
    } catch (error) {
      fail(error)
    }
  }

  return (incoming, outgoing) =>
    arrivals.add(() => {
      // No one is left to answer.
      if (!incoming.socket.destroyed) carryOut(incoming, outgoing)
    })
}

function errorOf({ code, message }: Refused): LambdaError {
  return new LambdaError(code, message)
}

/** `undefined` if the client disconnected in the middle of its request, so that there is no one to answer. */
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
  if (answer.stream !== undefined) {
    writeStream(answer, answer.stream, requestId, outgoing)
    return
  }
  const body = typeof answer.body === 'string' ? Buffer.from(answer.body) : answer.body
  const headers = ['x-amzn-RequestId', requestId]
  for (const name in answer.headers) headers.push(name, answer.headers[name] as string)
  if (answer.status !== 204) headers.push('Content-Length', String(body?.length ?? 0))
  // Set `Connection` ourselves; otherwise Node.js adds a `Keep-Alive` header, which Lambda does not send.
  headers.push('Connection', isDrainable(incoming) && outgoing.shouldKeepAlive ? 'keep-alive' : 'close')
  outgoing.writeHead(answer.status, headers)
  if (!isDrainable(incoming)) {
    if (body === undefined || body.length === 0) outgoing.flushHeaders()
    else outgoing.write(body)
    discardRest(incoming, () => outgoing.end())
  } else if (body === undefined || body.length === 0) outgoing.end()
  // Skip the extra write of an empty body.
  else outgoing.end(body)
}

/** Bytes that wait for a client before it misses further ones. */
const maxUnread = 65_536

function writeStream(
  { status, headers }: ApiResponse,
  stream: NonNullable<ApiResponse['stream']>,
  requestId: string,
  outgoing: ServerResponse,
): void {
  outgoing.writeHead(status, { ...headers, 'x-amzn-RequestId': requestId })
  outgoing.flushHeaders()
  const ended = stream((text) => {
    if (outgoing.writableLength < maxUnread) outgoing.write(text)
  })
  outgoing.once('close', ended)
}

/**
 * Whether Node.js drains the rest of the body after the response, so that the connection can serve the next request. For a
 * body of unknown length, or longer than any operation accepts, the connection is closed instead.
 */
function isDrainable({ complete, headers }: IncomingMessage): boolean {
  return complete || Number(headers['content-length']) <= maxCodeRequestBytes
}

function createDispatch({ handlers, control, serve, access, keys }: EdgeDependencies) {
  const routes = new Routes()

  const carryOut = (request: ApiRequest): Promise<ApiResponse> => {
    const handler = handlers[request.operation]
    if (handler === undefined)
      throw new LambdaError('NotImplementedException', `${request.operation} is not implemented by async-invoke`)
    return handler(request)
  }

  return (incoming: IncomingMessage, requestId: string): Promise<ApiResponse> => {
    const method = incoming.method ?? ''
    const { path, query, operation } = routes.of(method, incoming.url ?? '')
    const request: ApiRequest = {
      requestId,
      operation: operation?.name ?? '',
      params: operation?.params ?? none,
      query,
      header: (name) => incoming.headers[name]?.toString(),
      body: readOnce(incoming),
    }
    if (path?.startsWith(control.root)) {
      const below = path.slice(control.root.length)
      if (!control.protected || mayControl(below, query, incoming, access)) return control.answer(method, path, request)
      if (keys === undefined || incoming.headers.authorization === undefined) throw errorOf(refuseControl(below))
      return verifySignature(incoming, request, keys).then((signed) => control.answer(method, path, signed))
    }
    if (operation === undefined)
      return answerUnknown(method, path ?? '', request, async (call) => {
        const { scope } = call.service
        return serve(call, keys === undefined ? request : await verifySignature(incoming, request, keys, scope))
      })
    return keys === undefined ? carryOut(request) : verifySignature(incoming, request, keys).then(carryOut)
  }
}

/** Reads a body once: a second reading would never end. */
function readOnce(incoming: IncomingMessage): ApiRequest['body'] {
  let read: Body | Promise<Body> | undefined
  return (limit) => {
    if (read === undefined) read = readBody(incoming, limit)
    else return read instanceof Promise ? read.then((body) => within(body, limit)) : within(read, limit)
    return read
  }
}

/** A body that was read with another limit. */
function within(body: Body, limit: number): Body {
  return 'bytes' in body && body.bytes.length > limit ? { tooLarge: body.bytes.length } : body
}

/** Maximum size in bytes of a body that is read to find the operation of another service; none that is served takes more. */
const maxFormBytes = 1_048_576

/** Answers a request without an operation of Lambda: another service's, or an unknown path or method. */
async function answerUnknown(
  method: string,
  path: string,
  request: ApiRequest,
  serve: (call: ServiceCall) => Promise<ApiResponse | undefined>,
): Promise<ApiResponse> {
  const isForm = request.header('content-type')?.startsWith('application/x-www-form-urlencoded') === true
  const form = isForm ? await request.body(maxFormBytes) : undefined
  const text = form !== undefined && 'bytes' in form ? new TextDecoder().decode(form.bytes) : ''
  const { query, header } = request
  const call = identifyRequest({ method, path, query, header, text })
  return call === undefined ? unknownOperation : ((await serve(call)) ?? answerServiceCall(call))
}

/**
 * Reads the body to check the signature, which covers it.
 *
 * @throws {@link LambdaError} also where the body is too large to be read: then nothing shows that the request is signed
 */
async function verifySignature(
  incoming: IncomingMessage,
  request: ApiRequest,
  keys: SigningKeys,
  service = 'lambda',
): Promise<ApiRequest> {
  const whole = await request.body(maxCodeRequestBytes)
  if ('tooLarge' in whole)
    throw new LambdaError(
      'RequestEntityTooLargeException',
      `Request must be smaller than ${maxCodeRequestBytes} bytes for the ${request.operation || 'requested'} operation`,
    )
  await refuseUnsigned(incoming, whole.bytes, keys, Date.now(), service)
  return request
}

/** The service's response for an unknown path or method: not JSON, and without an error type. */
const unknownOperation: ApiResponse = {
  status: 403,
  body: `<AccessDeniedException>
  <Message>Unable to determine service/operation name to be authorized</Message>
</AccessDeniedException>
`,
}

function refusalOf(error: unknown): ApiResponse {
  const refusal = error instanceof LambdaError ? error : serviceFault()
  const { status, headers, body } = answerOf(refusal)
  return { status, headers: { 'Content-Type': 'application/json', ...headers }, body }
}
