import { type Clock, createSlots, type Invoke, type Slots, systemClock } from '@async-invoke/engine'
import { clientContextOf } from '../client-context.ts'
import { InvokerError } from '../invoker-error.ts'
import { timedOut } from '../outcomes/platform-error.ts'
import { checkTimeoutMs, maxTimeoutMs, timeLeftMs } from '../outcomes/time-left.ts'
import { timeLimit } from '../outcomes/time-limit.ts'
import { checkUnknownOutcome, lostAnswer, type UnknownOutcome } from '../outcomes/unknown-outcome.ts'
import { resultOfEmulator } from './emulator-answer.ts'
import { readEndpoint } from './endpoint.ts'
import { headersOf } from './headers.ts'
import { Places } from './places.ts'
import { post } from './post.ts'

/** Options of {@link createEmulatorInvoker}. */
export interface EmulatorInvokerOptions {
  /** Addresses of emulators that run the same function, such as `http://127.0.0.1:9000`. Each runs one event at a time. */
  readonly endpoints: readonly string[]
  /**
   * Time after which a run without a deadline is given up, in milliseconds. The emulator's own timeout is
   * `AWS_LAMBDA_FUNCTION_TIMEOUT`, 300 s unless set.
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

/** Functions behind emulators: how to run them, and how many at a time. */
export interface EmulatorInvoker {
  readonly invoke: Invoke
  /** One slot for each endpoint: pass it to the engine, with `concurrency: 'wait'` to let events wait for a slot. */
  readonly slots: Slots
}

/** Where the emulator takes events, whatever the name of the function. */
const path = '/2015-03-31/functions/function/invocations'

/**
 * Creates an `invoke` for container images behind Lambda's Runtime Interface Emulator, which every base image contains.
 *
 * The emulator takes one request at a time: a second one ends its process. So each endpoint is a slot, also while a run goes
 * on that its engine has given up; an attempt without a free endpoint is throttled. Errors are read from the body, since the
 * emulator answers 200 to a function that throws, exits or times out.
 *
 * @throws {@link InvokerError} with code `invalid-options` if an endpoint is no address, or there is none, and for another option
 * that cannot be
 * @see https://github.com/aws/aws-lambda-runtime-interface-emulator
 *
 * @example
 * ```ts
 * const { invoke, slots } = createEmulatorInvoker({ endpoints: ['http://127.0.0.1:9000', 'http://127.0.0.1:9001'] })
 * const engine = createEngine({ functions: { orders: {} }, invoke, slots, concurrency: 'wait' })
 * ```
 */
export function createEmulatorInvoker({
  endpoints,
  timeoutMs = maxTimeoutMs,
  unknownOutcome = 'run',
  clock = systemClock,
}: EmulatorInvokerOptions): EmulatorInvoker {
  checkTimeoutMs(timeoutMs)
  checkUnknownOutcome(unknownOutcome)
  if (endpoints.length === 0)
    throw new InvokerError('invalid-options', 'endpoints is [], so that nothing could ever run')
  const places = new Places(endpoints.map((each, index) => readEndpoint(`endpoints[${index}]`, each)))
  const invoke: Invoke = async (attempt) => {
    const endpoint = places.take()
    if (endpoint === undefined) return { outcome: 'throttle' }
    const limitMs = timeLeftMs(attempt, clock, timeoutMs)
    const limit = timeLimit(attempt.signal, limitMs)
    const headers = { ...headersOf(attempt, Date.now() + limitMs), 'X-Amz-Client-Context': clientContextOf(attempt) }
    // Without the signal: the emulator goes on with a run that nobody waits for, and is free only after it.
    const answered = post(new URL(path, endpoint), {
      headers,
      body: attempt.payload,
      abandoned: limit.signal,
    }).finally(() => places.leave(endpoint))
    try {
      const answer = await Promise.race([answered, ended(limit.signal)])
      if (answer === undefined) {
        if (attempt.signal.aborted) throw attempt.signal.reason
        return timedOut(attempt, limitMs / 1_000)
      }
      return 'lostBy' in answer ? lostAnswer(unknownOutcome, attempt, answer.lostBy) : resultOfEmulator(attempt, answer)
    } finally {
      limit.release()
    }
  }
  return { invoke, slots: createSlots(() => endpoints.length) }
}

/** Resolves once the signal is aborted. */
function ended(signal: AbortSignal): Promise<undefined> {
  return new Promise((resolve) => signal.addEventListener('abort', () => resolve(undefined), { once: true }))
}
