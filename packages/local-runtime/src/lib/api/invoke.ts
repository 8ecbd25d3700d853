import type { Clock, Engine, EnqueueResult, OnMetric } from '@async-invoke/engine'
import type { FunctionHome, FunctionReference } from '@async-invoke/schemas'
import { modelRefusal, type Refusal } from '@async-invoke/schemas/function-reference'
import { referenceOf, refuseModelViolations } from '../admission/admitted-reference.ts'
import { checkMember } from '../admission/model-rules.ts'
import type { FunctionRunner } from '../execution/function-runner.ts'
import type { ApiHandler, ApiRequest, ApiResponse } from '../http/api-request.ts'
import { refuseClientContext } from '../http/client-context.ts'
import { jsonFault, utf8Fault } from '../http/json/fault.ts'
import { LambdaError } from '../http/lambda-error.ts'
import type { Body } from '../http/read-body.ts'
import { answeredTrace, carriedTrace, type Trace, traceOf } from '../http/trace-header.ts'
import type { VersionRecord } from '../registry/function-record.ts'
import type { Registry } from '../registry/registry.ts'
import { chainedTrace } from './chained-trace.ts'

export interface InvokeParts {
  readonly home: FunctionHome
  readonly registry: Registry
  readonly engine: Engine
  readonly runner: FunctionRunner
  readonly clock: Clock
  readonly onMetric: OnMetric | undefined
  /** Random hexadecimal digits, for new traces. */
  hex(digits: number): string
  /** In [0, 1): which version of a weighted alias a synchronous call runs. */
  random(): number
}

const strictDecoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

/** Largest event, in bytes (section 1). */
const maxEventBytes = 1_048_576
/** Largest synchronous request, in bytes. */
const maxRequestBytes = 6_291_456

/** Largest body of an asynchronous call, in bytes. */
const limits: Readonly<Record<string, number>> = { Event: maxEventBytes, InvokeAsync: 262_144 }

const noRefusals: readonly Refusal[] = []
const invocationTypes = ['Event', 'RequestResponse', 'DryRun']

/** `Invoke`: 202 for an event, the answer itself for a synchronous call, 204 for a dry run (section 2). */
export function createInvoke(parts: InvokeParts): ApiHandler {
  return async (request) => {
    const invocationType = request.header('x-amz-invocation-type') ?? 'RequestResponse'
    const logType = request.header('x-amz-log-type')
    refuseModelViolations(request, headerRefusals(invocationType, logType))
    const reference = referenceOf(request, parts.home)
    const target = parts.registry.draw(reference, parts.random())
    if (target === undefined) throw notFound(reference, parts)
    refuseWhilePending(target)
    if (invocationType === 'DryRun') return { status: 204 }
    refuseClientContext(request.header('x-amz-client-context'))

    const payload = payloadIn(await request.body(limitOf(invocationType)), invocationType)
    const trace = traceOf(request.header('x-amzn-trace-id'), { nowMs: parts.clock.nowMs(), hex: parts.hex })
    const call = { request, reference, payload, trace }
    const headers = { 'x-amzn-Remapped-Content-Length': '0', 'X-Amzn-Trace-Id': answeredTrace(trace) }
    if (invocationType === 'Event') {
      refuseUnlessAccepted(await accept(call, parts))
      return { status: 202, headers }
    }
    const response = await respond(call, target, parts)
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
function accept({ request, reference, payload, trace }: Call, { engine }: InvokeParts): Promise<EnqueueResult> {
  const { requestId } = request
  const { functionName, qualifier } = reference
  const invoked = qualifier === undefined ? { functionName } : { functionName, qualifier }
  const traceHeader = carriedTrace(trace)
  return engine.accept({ requestId, reference: invoked, payload, traceHeader })
}

function refuseUnlessAccepted(result: EnqueueResult): void {
  if (result !== 'accepted')
    throw new LambdaError('TooManyRequestsException', 'Rate Exceeded.', { reason: 'CallerRateLimitExceeded' })
}

async function respond(call: Call, target: VersionRecord, parts: InvokeParts): Promise<ApiResponse> {
  const { request, reference, trace } = call
  const answer = await parts.runner.run(reference.functionName, target, {
    requestId: request.requestId,
    payload: call.payload.length === 0 ? new TextEncoder().encode('{}') : call.payload,
    invokedFunctionArn: parts.registry.invokedArnOf(reference),
    traceHeader: chainedTrace(carriedTrace(trace), reference, parts),
    clientContext: request.header('x-amz-client-context'),
  })
  if ('throttled' in answer)
    throw new LambdaError('TooManyRequestsException', 'Rate Exceeded.', { reason: answer.throttled })
  const tail = request.header('x-amz-log-type') === 'Tail'
  const headers = {
    'Content-Type': 'application/json',
    'X-Amz-Executed-Version': target.version,
    ...(answer.functionError && { 'X-Amz-Function-Error': 'Unhandled' }),
    ...(tail && { 'X-Amz-Log-Result': Buffer.from(answer.logTail).toString('base64') }),
  }
  return { status: 200, headers, body: answer.payload }
}

/** `InvokeAsync`, the deprecated way in: the same queue, its own limit, and a 202 with a content type (2.4). */
export function createInvokeAsync(parts: InvokeParts): ApiHandler {
  return async (request) => {
    refuseModelViolations(request)
    const reference = referenceOf(request, parts.home)
    const target = parts.registry.find(reference)
    if (target === undefined) throw notFound(reference, parts)
    refuseWhilePending(target)
    const payload = payloadIn(await request.body(limitOf('InvokeAsync')), 'InvokeAsync')
    const trace = traceOf(undefined, { nowMs: parts.clock.nowMs(), hex: parts.hex })
    refuseUnlessAccepted(await accept({ request, reference, payload, trace }, parts))
    return { status: 202, headers: { 'Content-Type': 'application/json' } }
  }
}

function refuseWhilePending({ state }: VersionRecord): void {
  if (state !== 'Pending') return
  const message =
    'The operation cannot be performed at this time. The function is currently in the following state: Pending'
  throw new LambdaError('ResourceConflictException', message, { type: null })
}

function limitOf(invocationType: string): number {
  return limits[invocationType] ?? maxRequestBytes
}

function payloadIn(body: Body, invocationType: string): Uint8Array {
  if ('tooLarge' in body) {
    const limit = limitOf(invocationType)
    const message =
      limits[invocationType] === undefined
        ? `Request must be smaller than ${limit} bytes for the InvokeFunction operation`
        : `${body.tooLarge} byte payload is too large for the ${invocationType} invocation type (limit ${limit} bytes)`
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
    return jsonFault(strictDecoder.decode(bytes))
  } catch {
    return utf8Fault(bytes)
  }
}

function headerRefusals(invocationType: string, logType: string | undefined): readonly Refusal[] {
  const refusals = logType === undefined ? noRefusals : checkMember('logType', logType, { values: ['None', 'Tail'] })
  if (invocationTypes.includes(invocationType)) return refusals
  const constraint = `Member must satisfy enum value set: [${invocationTypes.join(', ')}]`
  return [modelRefusal('INV-1', 'invocationType', invocationType, constraint), ...refusals]
}

function notFound(reference: FunctionReference, { registry }: InvokeParts): LambdaError {
  return new LambdaError('ResourceNotFoundException', `Function not found: ${registry.arnOf(reference)}`)
}
