import type { AcceptResult, Clock, ConcurrencyLimit, Engine, OnMetric } from '@async-invoke/engine'
import { drawVersion, toInvokedReference } from '@async-invoke/engine/internal'
import type { FunctionReference } from '@async-invoke/schemas'
import { checkHeaders } from '../admission/invocation-rules.ts'
import { functionNotFound } from '../admission/not-found.ts'
import type { FunctionRunner } from '../execution/function-runner.ts'
import { tailOf } from '../execution/logs/run-log.ts'
import type { ApiHandlers, ApiRequest, ApiResponse } from '../http/api-request.ts'
import { refuseClientContext } from '../http/client-context.ts'
import { invalid, LambdaError, serviceFault } from '../http/lambda-error.ts'
import { throwRefusals } from '../http/refuse.ts'
import { continueTrace, formatResponseTrace, formatTrace, type Trace } from '../http/trace-header.ts'
import type { VersionRecord } from '../registry/function-record.ts'
import { findLack } from '../registry/needed-by-calls.ts'
import type { Registry } from '../registry/registry.ts'
import type { FunctionResolution } from '../registry/resolutions.ts'
import { readPayload } from '../requests/invoke-payload.ts'
import type { RequestReferences } from '../requests/request-references.ts'
import { extendTraceChain } from './trace-chain.ts'

export interface InvokeDependencies {
  readonly references: RequestReferences
  readonly registry: Registry
  readonly engine: Engine
  readonly runner: FunctionRunner
  readonly clock: Clock
  readonly onMetric: OnMetric | undefined
  /** Returns random hexadecimal digits, for new traces. */
  hex(digits: number): string
  /** Draws from [0, 1), for the version of a weighted alias. */
  random(): number
}

/** `Reason` in the response to a throttled call, by the limit reached. */
const throttleReasons: Readonly<Record<ConcurrencyLimit, string>> = {
  reserved: 'ReservedFunctionConcurrentInvocationLimitExceeded',
  account: 'ConcurrentInvocationLimitExceeded',
}

/**
 * Operations that invoke functions.
 *
 * @see https://docs.aws.amazon.com/lambda/latest/api/API_Invoke.html
 */
export function invokeOperations(dependencies: InvokeDependencies): ApiHandlers {
  const { references, registry, clock, hex, random } = dependencies
  return {
    /** Responds 202 to an event, with the function's response to a synchronous call, 204 to a dry run (section 2). */
    async Invoke(request) {
      const invocationType = request.header('x-amz-invocation-type') ?? 'RequestResponse'
      const logType = request.header('x-amz-log-type')
      const tenantId = request.header('x-amz-tenant-id')
      references.refuseModelViolations(request, checkHeaders({ invocationType, logType, tenantId }))
      const reference = references.of(request)
      const resolution = registry.resolve(reference)
      // The version for an event is drawn at each attempt (DSP-5).
      const { executable } = invocationType === 'Event' ? resolution : drawVersion(resolution, random)
      if (executable === undefined) throwRefusals(functionNotFound(resolution.functionArn))
      refuseWhilePending(executable)
      refuseKind(executable, reference, tenantId)
      if (invocationType === 'DryRun') return { status: 204 }
      refuseClientContext(request.header('x-amz-client-context'))

      const read = readPayload(request, invocationType)
      // Hot path: each `await` would cost a promise.
      const payload = read instanceof Promise ? await read : read
      const trace = continueTrace(request.header('x-amzn-trace-id'), { nowMs: clock.nowMs(), hex })
      const call = { request, reference, resolution, payload, trace, tenantId: tenantOf(executable, tenantId) }
      const headers = { 'x-amzn-Remapped-Content-Length': '0', 'X-Amzn-Trace-Id': formatResponseTrace(trace) }
      if (invocationType === 'Event') {
        refuseUnlessAccepted(await accept(call, dependencies))
        return { status: 202, headers }
      }
      const response = await respond(call, executable, dependencies)
      return { ...response, headers: { ...headers, ...response.headers } }
    },

    /** The deprecated operation: the same queue, its own size limit, and a 202 with a content type (2.4). */
    async InvokeAsync(request) {
      references.refuseModelViolations(request)
      const reference = references.of(request)
      const resolution = registry.resolve(reference)
      if (resolution.executable === undefined) throwRefusals(functionNotFound(resolution.functionArn))
      refuseWhilePending(resolution.executable)
      refuseKind(resolution.executable, reference, undefined)
      const payload = await readPayload(request, 'InvokeAsync')
      const trace = continueTrace(undefined, { nowMs: clock.nowMs(), hex })
      refuseUnlessAccepted(await accept({ request, reference, resolution, payload, trace }, dependencies))
      return { status: 202, headers: { 'Content-Type': 'application/json' } }
    },
  }
}

interface Call {
  readonly request: ApiRequest
  readonly reference: FunctionReference
  readonly resolution: FunctionResolution
  readonly payload: Uint8Array
  readonly trace: Trace
  readonly tenantId?: string | undefined
}

/**
 * Queues the event, whether or not a slot is free (INV-9). Every refusal comes before (INV-10). The request id of the 202
 * becomes the event's id (INV-6, INV-8).
 */
function accept(call: Call, { engine }: InvokeDependencies): Promise<AcceptResult> {
  const { payload, tenantId } = call
  const { requestId } = call.request
  const { functionArn } = call.resolution
  const reference = toInvokedReference(call.reference)
  const event = { requestId, reference, functionArn, payload, traceHeader: formatTrace(call.trace) }
  return engine.accept(tenantId === undefined ? event : { ...event, tenantId })
}

/**
 * Refuses an event that the queue does not take, or a second one under its id (2.3). SDKs retry both errors; a queue that
 * cannot be written is no matter of a rate. If its answers were lost, the event may run; a retry has another request id.
 */
function refuseUnlessAccepted(result: AcceptResult): void {
  if (result === 'unavailable' || result === 'unknown') throw serviceFault()
  if (result !== 'accepted')
    throw new LambdaError('TooManyRequestsException', 'Rate Exceeded.', { reason: 'CallerRateLimitExceeded' })
}

async function respond(call: Call, version: VersionRecord, dependencies: InvokeDependencies): Promise<ApiResponse> {
  const { request, reference, resolution, trace } = call
  const invocation = {
    requestId: request.requestId,
    payload: call.payload.length === 0 ? new TextEncoder().encode('{}') : call.payload,
    invokedFunctionArn: dependencies.registry.invokedArnOf(reference),
    traceHeader: extendTraceChain(formatTrace(trace), reference, resolution, dependencies),
    clientContext: request.header('x-amz-client-context'),
    tenantId: call.tenantId,
  }
  const { functionName } = reference
  // Resolve again: the reservation may have changed while the body was read.
  const { reservedConcurrency } = dependencies.registry.resolve(reference)
  const result = await dependencies.runner.call({ functionName, version, reservedConcurrency, invocation })
  if ('throttledBy' in result)
    throw new LambdaError('TooManyRequestsException', 'Rate Exceeded.', { reason: throttleReasons[result.throttledBy] })
  const tail = request.header('x-amz-log-type') === 'Tail'
  const headers = {
    'Content-Type': 'application/json',
    'X-Amz-Executed-Version': version.version,
    ...(result.functionError && { 'X-Amz-Function-Error': 'Unhandled' }),
    ...(tail && { 'X-Amz-Log-Result': Buffer.from(tailOf(result.log)).toString('base64') }),
  }
  return { status: 200, headers, body: result.payload }
}

/**
 * Refuses a call without what its kind of function needs. The executions of a durable function are not modelled, so that
 * any other call of it is refused by name.
 */
function refuseKind(
  { settings }: VersionRecord,
  reference: Pick<FunctionReference, 'qualifier'>,
  tenantId: string | undefined,
): void {
  const lack = findLack(settings, { ...reference, tenantId })
  if (lack !== undefined) throw invalid(lack)
  if (settings.DurableConfig !== undefined)
    throw new LambdaError('NotImplementedException', 'Durable executions are not implemented by async-invoke')
}

/** A function without tenants runs for all of them in the same environments. */
function tenantOf({ settings }: VersionRecord, tenantId: string | undefined): string | undefined {
  return settings.TenantIsolationMode === undefined ? undefined : tenantId
}

function refuseWhilePending({ state }: VersionRecord): void {
  if (state !== 'Pending') return
  const message =
    'The operation cannot be performed at this time. The function is currently in the following state: Pending'
  throw new LambdaError('ResourceConflictException', message, { type: null })
}
