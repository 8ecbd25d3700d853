import type { Attempt, AttemptResult, Clock, Invoke } from '@async-invoke/engine'
import { systemClock } from '@async-invoke/engine'
import type { InvokeCommand, InvokeCommandOutput, LambdaClient } from '@aws-sdk/client-lambda'
import { clientContextOf } from '../client-context.ts'
import { executedVersionOf } from '../outcomes/platform-error.ts'
import { checkTimeoutMs, maxTimeoutMs, timeLeftMs } from '../outcomes/time-left.ts'
import { timeLimit } from '../outcomes/time-limit.ts'
import { checkUnknownOutcome, lostAnswer, type UnknownOutcome } from '../outcomes/unknown-outcome.ts'
import { checkClient } from './check-client.ts'
import { answeredError, isUnsent } from './failed-call.ts'
import { watchRequest } from './watch-request.ts'

/** Options of {@link createLambdaInvoker}. */
export interface LambdaInvokerOptions {
  /**
   * Client for Lambda, with `maxAttempts: 1` and no time-out of its handler below {@link timeoutMs}. Its `maxSockets` bounds
   * the calls at a time: further ones wait for a socket.
   *
   * @defaultValue a client with the region and credentials of the environment and any number of sockets
   */
  readonly client?: LambdaClient
  /**
   * Longest timeout of the functions, in milliseconds.
   *
   * @defaultValue `900_000`, Lambda's maximum
   */
  readonly timeoutMs?: number
  /**
   * Meaning of a call that was sent and whose answer was lost.
   *
   * @defaultValue `run`
   */
  readonly unknownOutcome?: UnknownOutcome
  /**
   * Clock of the engine, to which deadlines refer.
   *
   * @defaultValue `systemClock`
   */
  readonly clock?: Clock
}

/** Time for the way to a function and back, and for its initialization, beyond its timeout. */
const marginMs = 60_000

/**
 * Creates an `invoke` that runs real Lambda functions, by synchronous calls (`RequestResponse`).
 *
 * The function is the event's, its qualifier the version that the engine resolved, or else the one invoked. Lambda gives each
 * call a request id of its own; that of the event is `custom.requestId` of the client context, beside `custom.attempt`.
 *
 * | Lambda answers | the attempt is |
 * | --- | --- |
 * | a response | a success, or a function error if it says so |
 * | 429 | throttled |
 * | 404 | `notFound` |
 * | 400, 403, 413, 415 | refused for good (TRM-5), unless the credentials of the worker are at fault |
 * | another error | a system error |
 * | nothing | by `unknownOutcome`; a system error if the call was never sent |
 *
 * @throws {@link InvokerError} if the client would repeat calls or not wait for their answers, and for options that cannot be
 * @see https://docs.aws.amazon.com/lambda/latest/api/API_Invoke.html
 *
 * @example
 * ```ts
 * const invoke = await createLambdaInvoker()
 * const engine = createEngine({ functions: { orders: { timeoutMs: 30_000 } }, invoke, store })
 * ```
 */
export async function createLambdaInvoker({
  client,
  timeoutMs = maxTimeoutMs,
  unknownOutcome = 'run',
  clock = systemClock,
}: LambdaInvokerOptions = {}): Promise<Invoke> {
  checkTimeoutMs(timeoutMs)
  checkUnknownOutcome(unknownOutcome)
  const sdk = await import('@aws-sdk/client-lambda')
  const lambda = client ?? new sdk.LambdaClient({ maxAttempts: 1, requestHandler: patientHandler })
  await checkClient(lambda, timeoutMs)
  return async (attempt) => {
    const command = new sdk.InvokeCommand(inputOf(attempt))
    const request = watchRequest(command, attempt.traceHeader)
    const limit = timeLimit(attempt.signal, timeLeftMs(attempt, clock, timeoutMs) + marginMs)
    try {
      return resultOf(await lambda.send(command, { abortSignal: limit.signal }), attempt)
    } catch (error) {
      if (attempt.signal.aborted) throw attempt.signal.reason
      const answered = answeredError(error)
      if (answered !== undefined) return answered
      // The engine reports it and tries again: nothing has run.
      if (!request.wasMade || isUnsent(error)) throw error
      return lostAnswer(unknownOutcome, attempt, error)
    } finally {
      limit.release()
    }
  }
}

/** Connects within seconds, then waits for as long as a run may take. */
const patientHandler = {
  connectionTimeout: 10_000,
  socketTimeout: 0,
  httpAgent: { maxSockets: Number.POSITIVE_INFINITY },
  httpsAgent: { maxSockets: Number.POSITIVE_INFINITY },
}

function inputOf(attempt: Attempt): ConstructorParameters<typeof InvokeCommand>[0] {
  const { reference, payload, version, tenantId } = attempt
  const qualifier = version ?? reference.qualifier
  return {
    FunctionName: reference.functionName,
    InvocationType: 'RequestResponse',
    Payload: payload,
    ClientContext: clientContextOf(attempt),
    ...(qualifier !== undefined && { Qualifier: qualifier }),
    ...(tenantId !== undefined && { TenantId: tenantId }),
  }
}

function resultOf({ FunctionError, ExecutedVersion, Payload }: InvokeCommandOutput, attempt: Attempt): AttemptResult {
  return {
    outcome: FunctionError === undefined ? 'success' : 'functionError',
    executedVersion: ExecutedVersion ?? executedVersionOf(attempt),
    ...(Payload !== undefined && { payload: Uint8Array.from(Payload) }),
  }
}
