import type { Clock, Engine } from '@async-invoke/engine'
import type { FunctionHome, FunctionReference } from '@async-invoke/schemas'
import { modelRefusal, type Refusal } from '@async-invoke/schemas/function-reference'
import type { EnvironmentPool } from '../execution/environment-pool.ts'
import type { LocalFunction, Registry } from '../registry.ts'
import { referenceOf, refuseModelViolations } from './admitted-reference.ts'
import type { ApiHandler, ApiRequest, ApiResponse } from './api-request.ts'
import { jsonFault } from './json-payload.ts'
import { LambdaError } from './lambda-error.ts'
import { answeredTrace, carriedTrace, type Trace, traceOf } from './trace-header.ts'

export interface InvokeParts {
  readonly home: FunctionHome
  readonly registry: Registry
  readonly engine: Engine
  readonly pool: EnvironmentPool
  readonly clock: Clock
  /** Random hexadecimal digits, for new traces. */
  hex(digits: number): string
}

/** Largest event, in bytes (section 1). */
const maxEventBytes = 1_048_576
/** Largest synchronous request, in bytes. */
const maxRequestBytes = 6_291_456

const invocationTypes = ['Event', 'RequestResponse', 'DryRun']

/** `Invoke`: 202 for an event, the answer itself for a synchronous call, 204 for a dry run (section 2). */
export function createInvoke(parts: InvokeParts): ApiHandler {
  return async (request) => {
    const invocationType = request.header('X-Amz-Invocation-Type') ?? 'RequestResponse'
    refuseModelViolations(request, invocationTypeRefusals(invocationType))
    const reference = referenceOf(request, parts.home)
    const target = parts.registry.find(reference)
    if (target === undefined) throw notFound(reference, parts)
    if (invocationType === 'DryRun') return { status: 204 }

    const payload = await payloadOf(request, invocationType)
    const trace = traceOf(request.header('X-Amzn-Trace-Id'), { nowMs: parts.clock.nowMs(), hex: parts.hex })
    const call = { request, reference, payload, trace }
    const response = invocationType === 'Event' ? await accept(call, parts) : await respond(call, target, parts)
    const headers = { 'x-amzn-Remapped-Content-Length': '0', 'X-Amzn-Trace-Id': answeredTrace(trace) }
    return { ...response, headers: { ...headers, ...response.headers } }
  }
}

interface Call {
  readonly request: ApiRequest
  readonly reference: FunctionReference
  readonly payload: Uint8Array
  readonly trace: Trace
}

/** Queues the event; the request id of the 202 is its identity from here on (INV-6, INV-8). */
async function accept({ request, reference, payload, trace }: Call, { engine }: InvokeParts): Promise<ApiResponse> {
  const { requestId } = request
  const { functionName, qualifier } = reference
  const invoked = qualifier === undefined ? { functionName } : { functionName, qualifier }
  const traceHeader = carriedTrace(trace)
  const result = await engine.accept({ requestId, reference: invoked, payload, traceHeader })
  if (result !== 'accepted')
    throw new LambdaError('TooManyRequestsException', 'Rate Exceeded.', 'CallerRateLimitExceeded')
  return { status: 202 }
}

async function respond(call: Call, target: LocalFunction, parts: InvokeParts): Promise<ApiResponse> {
  const { request, reference, trace } = call
  const answer = await parts.pool.run(target, {
    requestId: request.requestId,
    payload: call.payload.length === 0 ? new TextEncoder().encode('{}') : call.payload,
    invokedFunctionArn: parts.registry.invokedArnOf(reference),
    traceHeader: carriedTrace(trace),
    clientContext: request.header('X-Amz-Client-Context'),
  })
  if (answer === 'throttled') {
    throw new LambdaError('TooManyRequestsException', 'Rate Exceeded.', 'ConcurrentInvocationLimitExceeded')
  }
  const headers = {
    'Content-Type': 'application/json',
    'X-Amz-Executed-Version': '$LATEST',
    ...(answer.functionError && { 'X-Amz-Function-Error': 'Unhandled' }),
  }
  return { status: 200, headers, body: answer.payload }
}

async function payloadOf(request: ApiRequest, invocationType: string): Promise<Uint8Array> {
  const limit = invocationType === 'Event' ? maxEventBytes : maxRequestBytes
  const body = await request.body(limit)
  if ('tooLarge' in body) {
    const message = `${body.tooLarge} byte payload is too large for the ${invocationType} invocation type (limit ${limit} bytes)`
    throw new LambdaError('RequestEntityTooLargeException', message)
  }
  const fault = body.bytes.length === 0 ? undefined : faultOf(body.bytes)
  if (fault !== undefined) {
    const message = `Could not parse request body into json: Could not parse payload into json: ${fault}`
    throw new LambdaError('InvalidRequestContentException', message)
  }
  return body.bytes
}

function faultOf(bytes: Uint8Array): string | undefined {
  try {
    return jsonFault(new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes))
  } catch {
    return 'Invalid UTF-8'
  }
}

function invocationTypeRefusals(invocationType: string): readonly Refusal[] {
  if (invocationTypes.includes(invocationType)) return []
  const constraint = `Member must satisfy enum value set: [${invocationTypes.join(', ')}]`
  return [modelRefusal('INV-1', 'invocationType', invocationType, constraint)]
}

function notFound(reference: FunctionReference, { registry }: InvokeParts): LambdaError {
  return new LambdaError('ResourceNotFoundException', `Function not found: ${registry.arnOf(reference)}`)
}
