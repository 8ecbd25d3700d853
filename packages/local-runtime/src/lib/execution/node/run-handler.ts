import { JSONStringifyError, logError, NodeJsExit, toErrorObject } from './errors.ts'
import { ResponseStream } from './response-stream.ts'
import { hasCallbacks } from './runtime-version.ts'

export type Callback = (error?: unknown, result?: unknown) => void
export type CallbackHandler = (event: unknown, context: object, callback: Callback) => unknown
/** A handler without a callback; one that streams takes a stream before the context. */
export type Handler = (event: unknown, ...more: readonly object[]) => unknown

/** Answer to an event: the last segment of its path in the Runtime API, and the body. */
export interface Outcome {
  readonly path: 'response' | 'error'
  readonly body: string
}

/**
 * Runs a handler of Node.js 24 or later, which returns its answer or a promise of it. It fails if the event loop empties
 * before the promise settles.
 *
 * @see https://docs.aws.amazon.com/lambda/latest/dg/nodejs-handler.html
 */
export async function runHandler(handler: Handler, event: string, context: object): Promise<Outcome> {
  let onEmptyLoop = (): void => {}
  const emptied = new Promise<never>((_, reject) => {
    onEmptyLoop = () => reject(new NodeJsExit(neverSettled))
    process.once('beforeExit', onEmptyLoop)
  })
  try {
    const answer = await Promise.race([handler(JSON.parse(event), context), emptied])
    await endOfTurn()
    return responseOf(answer)
  } catch (error) {
    await endOfTurn()
    try {
      return failureOf(error)
    } catch (unloggable) {
      return failureOf(unloggable)
    }
  } finally {
    process.removeListener('beforeExit', onEmptyLoop)
  }
}

/**
 * Runs a handler that streams its response (RUN-2). The stream sends the response, or the failure.
 *
 * @param path - of the event in the Runtime API
 * @returns the failure, if the stream has been closed and cannot send it
 */
export async function runStreamingHandler(
  handler: Handler,
  event: string,
  context: object,
  { path, highWaterMark }: { readonly path: string; readonly highWaterMark: number | undefined },
): Promise<Outcome | undefined> {
  const stream = new ResponseStream(`${path}/response`, highWaterMark)
  try {
    const answer = handler(JSON.parse(event), stream, context)
    if (!isPromise(answer)) throw hasCallbacks() ? notAsync : new Error(notAsync)
    if ((await answer) !== undefined) console.warn('Streaming handlers ignore return values.')
    await stream.answered
  } catch (error) {
    if (stream.destroyed && !stream.writableFinished) return failureOf(error)
    logError('Invoke Error', error)
    await stream.fail(error)
  }
  return undefined
}

/**
 * Runs a handler of Node.js 22 or earlier on one event. The first answer counts: that of the promise or of a method of
 * the context takes effect at once, and so does an error passed to the callback; a result passed to it takes effect when
 * the event loop is empty, unless the handler opts out of waiting. If the event loop empties without an answer, an async
 * function fails and any other handler answers null.
 *
 * @see https://docs.aws.amazon.com/lambda/latest/dg/nodejs-handler.html
 */
export function runCallbackHandler(handler: CallbackHandler, event: string, context: object): Promise<Outcome> {
  return new Promise((resolve) => {
    let atExit = (): void => {
      if (handler.constructor.name === 'AsyncFunction') fail(new NodeJsExit(neverSettled))
      else resolve(responseOf(null))
    }
    const onEmptyLoop = (): void => atExit()
    process.once('beforeExit', onEmptyLoop)
    const end = (outcome: Outcome): void => {
      process.removeListener('beforeExit', onEmptyLoop)
      resolve(outcome)
    }
    const fail = (error: unknown): void => end(failureOf(error))

    let waits = true
    let answered = false
    /** Wraps a way to answer so that it is a no-op after the first answer. One that throws has not answered. */
    const first =
      <Values extends readonly unknown[]>(answer: (...values: Values) => void) =>
      (...values: Values): void => {
        if (answered) return
        answer(...values)
        answered = true
      }
    const settle: Callback = (error, result) => (isMissing(error) ? end(responseOf(result)) : fail(error))
    const methods = {
      done: first(settle),
      succeed: first((result?: unknown) => settle(null, result)),
      fail: first((error?: unknown) => settle(isMissing(error) ? 'handled' : error)),
    }
    const callback = first<[error?: unknown, result?: unknown]>((error, result) => {
      if (!isMissing(error) || !waits) return settle(error, result)
      atExit = () => settle(null, result)
    })
    Object.defineProperty(context, 'callbackWaitsForEmptyEventLoop', {
      enumerable: true,
      get: () => waits,
      set: (value: boolean) => {
        waits = value
      },
    })
    try {
      const result = handler(JSON.parse(event), Object.assign(context, methods), callback)
      if (isPromise(result)) Promise.resolve(result.then(methods.succeed, methods.fail)).catch(methods.fail)
    } catch (error) {
      callback(error)
    }
  })
}

const neverSettled =
  'The Lambda runtime client detected an unexpected Node.js exit code. This is most commonly caused by a Promise that was never settled.'

const notAsync = 'Streaming does not support non-async handlers.'

function isMissing(value: unknown): value is null | undefined {
  return value === null || value === undefined
}

function isPromise(value: unknown): value is PromiseLike<unknown> {
  return typeof (value as { readonly then?: unknown } | null | undefined)?.then === 'function'
}

function endOfTurn(): Promise<void> {
  return new Promise((resolve) => {
    setImmediate(resolve)
  })
}

/** @throws an Error for a value that cannot be JSON, and a TypeError for one that JSON omits, such as a function (RUN-11) */
function responseOf(answer: unknown): Outcome {
  let body: string | undefined
  try {
    body = JSON.stringify(answer === undefined ? null : answer)
  } catch {
    const message = 'Unable to stringify response body'
    throw hasCallbacks() ? new Error(message) : new JSONStringifyError(message)
  }
  if (body === undefined) throw new TypeError('Wrong arguments')
  return { path: 'response', body }
}

function failureOf(error: unknown): Outcome {
  logError('Invoke Error', error)
  return { path: 'error', body: JSON.stringify(toErrorObject(error)) }
}
