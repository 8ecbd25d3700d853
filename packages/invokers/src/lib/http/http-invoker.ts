import { type Attempt, type Clock, type Invoke, systemClock } from '@async-invoke/engine'
import { InvokerError } from '../invoker-error.ts'
import { timedOut } from '../outcomes/platform-error.ts'
import { checkTimeoutMs, maxTimeoutMs, timeLeftMs } from '../outcomes/time-left.ts'
import { timeLimit } from '../outcomes/time-limit.ts'
import { checkUnknownOutcome, lostAnswer, type UnknownOutcome } from '../outcomes/unknown-outcome.ts'
import { resultOfAnswer } from './answered.ts'
import { readEndpoint } from './endpoint.ts'
import { headersOf } from './headers.ts'
import { post } from './post.ts'

/** Stands for the name of the function in an address. */
const place = '{function}'

/** Options of {@link createHttpInvoker}. */
export interface HttpInvokerOptions {
  /** Address that takes the events. `{function}` in it stands for the name of the function. */
  readonly url: string
  /** Headers of every request, such as `Authorization`. */
  readonly headers?: Readonly<Record<string, string>>
  /**
   * Time after which a run without a deadline is given up, in milliseconds.
   *
   * @defaultValue `900_000`, Lambda's maximum
   */
  readonly timeoutMs?: number
  /**
   * Meaning of a request that was sent and whose answer was lost.
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

/**
 * Creates an `invoke` that posts each event to an HTTP endpoint, whatever is behind it.
 *
 * The body is the payload, byte for byte. The headers have the names of Lambda's Runtime API: `Lambda-Runtime-Aws-Request-Id`,
 * which is the same in every attempt, `Lambda-Runtime-Deadline-Ms`, and others of the same form.
 *
 * | the endpoint answers | the attempt is |
 * | --- | --- |
 * | 2xx | a success, or a function error with the header `X-Amz-Function-Error` |
 * | 500 | a function error |
 * | 404 | `notFound` |
 * | 429 | throttled |
 * | 400, 403, 413, 415 | refused for good (TRM-5) |
 * | any other status | a system error |
 * | nothing until the deadline | a function error: the run timed out |
 * | nothing, since the connection broke | by `unknownOutcome`; a system error if there was no connection |
 *
 * A function that is called `.` or `..` is `notFound`: as part of a path its name would lead elsewhere.
 *
 * @throws {@link InvokerError} with code `invalid-options` if the address is none, or has another place than `{function}`, and for
 * another option that cannot be
 *
 * @example
 * ```ts
 * const invoke = createHttpInvoker({ url: 'http://127.0.0.1:3000/events/{function}' })
 * const engine = createEngine({ functions: { orders: { timeoutMs: 30_000 } }, invoke, store })
 * ```
 */
export function createHttpInvoker({
  url,
  headers = {},
  timeoutMs = maxTimeoutMs,
  unknownOutcome = 'run',
  clock = systemClock,
}: HttpInvokerOptions): Invoke {
  checkTimeoutMs(timeoutMs)
  checkUnknownOutcome(unknownOutcome)
  readEndpoint('url', url)
  const [unknown] = url.replaceAll(place, '').match(/\{[^}]*\}?/) ?? []
  if (unknown !== undefined)
    throw new InvokerError('invalid-options', `url has ${unknown}; only ${place} in it stands for something`)
  return async (attempt) => {
    // As parts of a path these lead elsewhere, and no function of Lambda's has such a name.
    if (/^\.{1,2}$/.test(attempt.reference.functionName)) return { outcome: 'notFound' }
    const limitMs = timeLeftMs(attempt, clock, timeoutMs)
    const limit = timeLimit(attempt.signal, limitMs)
    try {
      const answer = await post(addressOf(url, attempt), {
        headers: { ...headers, ...headersOf(attempt, Date.now() + limitMs) },
        body: attempt.payload,
        signal: limit.signal,
      })
      if (!('lostBy' in answer)) return resultOfAnswer(attempt, answer)
      if (attempt.signal.aborted) throw attempt.signal.reason
      return limit.signal.aborted
        ? timedOut(attempt, limitMs / 1_000)
        : lostAnswer(unknownOutcome, attempt, answer.lostBy)
    } finally {
      limit.release()
    }
  }
}

function addressOf(url: string, { reference }: Attempt): URL {
  return new URL(url.replaceAll(place, encodeURIComponent(reference.functionName)))
}
