/**
 * Context of a run: the members of Lambda's context object that an asynchronous invocation has. It fits the `Context` of
 * `@types/aws-lambda`.
 *
 * @see https://docs.aws.amazon.com/lambda/latest/dg/nodejs-context.html
 */
export interface InvocationContext {
  /** Request id of the event, the same in every attempt (INV-8). */
  readonly awsRequestId: string
  readonly functionName: string
  /** Version number, or `$LATEST`. */
  readonly functionVersion: string
  /** ARN as invoked: without a suffix if the reference has no qualifier (DSP-9). */
  readonly invokedFunctionArn: string
  /** Lambda's default: memory is not limited. */
  readonly memoryLimitInMB: string
  readonly logGroupName: string
  /** In Lambda's form, with the first of days: nothing is written there. */
  readonly logStreamName: string
  /** Without effect: the process goes on. */
  callbackWaitsForEmptyEventLoop: boolean
  /** Time left until the timeout, on the clock. */
  getRemainingTimeInMillis(): number
  /**
   * Ends the run: with an error, or else with the response.
   *
   * @deprecated Lambda has it no more from Node.js 24 on. Return a promise.
   */
  done(error?: unknown, response?: unknown): void
  /**
   * Ends the run with the response.
   *
   * @deprecated Lambda has it no more from Node.js 24 on. Return a promise.
   */
  succeed(response?: unknown): void
  /**
   * Ends the run with an error.
   *
   * @deprecated Lambda has it no more from Node.js 24 on. Throw in an asynchronous handler.
   */
  fail(error?: unknown): void
}

/** Ends the run of a handler that declares three parameters: with an error, or else with the response. */
export type InvocationCallback = (error?: unknown, response?: unknown) => void

/**
 * A function in this process. It receives the parsed payload, and returns the response or a promise of it. One that declares
 * three parameters and returns no promise ends with its callback, as in Lambda up to `nodejs22.x` (RUN-1).
 *
 * The handlers of `@types/aws-lambda` fit, and so do those that declare their own event.
 */
// biome-ignore lint/suspicious/noExplicitAny: a handler declares its own event type
export type Handler = (event: any, context: InvocationContext, callback: InvocationCallback) => unknown

/** The id of an execution environment in the name of its log stream. */
const noEnvironment = '0'.repeat(32)

/** The members of a context that tell one run from another. */
export type RunOfHandler = Pick<
  InvocationContext,
  'awsRequestId' | 'functionName' | 'functionVersion' | 'invokedFunctionArn' | 'getRemainingTimeInMillis'
>

/**
 * Calls a handler once. The first answer counts: that of the promise, the callback or a method of the context.
 *
 * @throws whatever the handler throws, or answers as its error
 */
export function callHandler(handler: Handler, event: unknown, run: RunOfHandler): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const done: InvocationCallback = (error, response) => (isMissing(error) ? resolve(response) : reject(error))
    const context: InvocationContext = {
      awsRequestId: run.awsRequestId,
      functionName: run.functionName,
      functionVersion: run.functionVersion,
      invokedFunctionArn: run.invokedFunctionArn,
      getRemainingTimeInMillis: run.getRemainingTimeInMillis,
      memoryLimitInMB: '128',
      logGroupName: `/aws/lambda/${run.functionName}`,
      logStreamName: `1970/01/01/[${run.functionVersion}]${noEnvironment}`,
      callbackWaitsForEmptyEventLoop: true,
      done,
      succeed: resolve,
      fail: (error) => reject(error ?? 'handled'),
    }
    const answer = handler(event, context, done)
    if (handler.length < 3 || isPromise(answer)) resolve(answer)
  })
}

function isMissing(value: unknown): value is null | undefined {
  return value === null || value === undefined
}

function isPromise(value: unknown): boolean {
  return typeof (value as { readonly then?: unknown } | null | undefined)?.then === 'function'
}
