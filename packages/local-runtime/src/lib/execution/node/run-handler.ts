import { logError, NodeJsExit, toErrorObject } from './errors.ts'

export type Callback = (error?: unknown, result?: unknown) => void
export type Handler = (event: unknown, context: object, callback: Callback) => unknown

/** Answer to an event: the last segment of its path in the Runtime API, and the body. */
export interface Outcome {
  readonly path: 'response' | 'error'
  readonly body: string
}

/**
 * Runs the handler on one event. The first answer counts: that of the promise or of a method of the context takes
 * effect at once, and so does an error passed to the callback; a result passed to it takes effect when the event loop
 * is empty, unless the handler opts out of waiting. If the event loop empties without an answer, an async function
 * fails and any other handler answers null.
 *
 * @see https://docs.aws.amazon.com/lambda/latest/dg/nodejs-handler.html
 */
export function runHandler(handler: Handler, event: string, context: object): Promise<Outcome> {
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
    const fail = (error: unknown): void => {
      logError('Invoke Error', error)
      end({ path: 'error', body: JSON.stringify(toErrorObject(error)) })
    }

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
      const result = handler(JSON.parse(event), Object.assign(context, methods), callback) as
        | PromiseLike<unknown>
        | undefined
      if (typeof result?.then === 'function')
        Promise.resolve(result.then(methods.succeed, methods.fail)).catch(methods.fail)
    } catch (error) {
      callback(error)
    }
  })
}

const neverSettled =
  'The Lambda runtime client detected an unexpected Node.js exit code. This is most commonly caused by a Promise that was never settled.'

function isMissing(value: unknown): value is null | undefined {
  return value === null || value === undefined
}

function responseOf(answer: unknown): Outcome {
  try {
    return { path: 'response', body: JSON.stringify(answer === undefined ? null : answer) ?? 'null' }
  } catch {
    throw new Error('Unable to stringify response body')
  }
}
