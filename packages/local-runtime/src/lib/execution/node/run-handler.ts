import { errorObjectOf, logError, NodeJsExit } from './errors.ts'

export type Callback = (error?: unknown, result?: unknown) => void
export type Handler = (event: unknown, context: object, callback: Callback) => unknown

/** What is sent for an event: where to, and the body. */
export interface Outcome {
  readonly path: 'response' | 'error'
  readonly body: string
}

/**
 * Runs the handler on one event and settles with its answer: what its promise or one of the context's methods gives at
 * once, what the callback gives when nothing is left to do, or null when nothing is left and no answer was given. The
 * first answer counts.
 */
export function runHandler(handler: Handler, event: string, context: object): Promise<Outcome> {
  return new Promise((resolve) => {
    let atExit = (): void => {
      if (handler.constructor.name === 'AsyncFunction') fail(new NodeJsExit(neverSettled))
      else resolve(responseOf(null))
    }
    const nothingLeft = (): void => atExit()
    process.once('beforeExit', nothingLeft)
    const end = (outcome: Outcome): void => {
      process.removeListener('beforeExit', nothingLeft)
      resolve(outcome)
    }
    const fail = (error: unknown): void => {
      logError('Invoke Error', error)
      end({ path: 'error', body: JSON.stringify(errorObjectOf(error)) })
    }

    let waits = true
    let answered = false
    /** Makes a way to answer that does nothing after the first answer; one that throws has given none. */
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
