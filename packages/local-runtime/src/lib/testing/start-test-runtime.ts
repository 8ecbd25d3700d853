import { AssertionError } from 'node:assert'
import { performance } from 'node:perf_hooks'
import type { Timeline } from '@async-invoke/schemas/timeline'
import type { InboxMessage } from '../delivery/inbox.ts'
import { startLocalRuntime } from '../local-runtime.ts'
import type { LocalRuntimeOptions } from '../options/local-runtime-options.ts'
import { readDuration } from './duration.ts'
import { EventTrail } from './event-trail.ts'
import { invokeEvent } from './invoke-event.ts'
import {
  describeFilter,
  describeMessages,
  type InboxFilter,
  matchesFilter,
  type TestInbox,
  type WaitOptions,
} from './test-inbox.ts'

/** Options of {@link startTestRuntime}: those of a runtime, apart from port and time, which it chooses itself. */
export interface TestRuntimeOptions extends Omit<LocalRuntimeOptions, 'port' | 'time' | 'speed'> {
  readonly port?: never
  readonly time?: never
  readonly speed?: never
}

/** Configuration of an SDK's client that reaches the runtime. */
export interface TestClientConfig {
  readonly endpoint: string
  readonly region: string
  readonly credentials: { readonly accessKeyId: string; readonly secretAccessKey: string }
}

/** The end of an event, as `outcome` returns it. */
export interface EventOutcome {
  readonly requestId: string
  /** Why the event ended: `Success`, `RetriesExhausted`, `EventAgeExceeded`, … */
  readonly condition: string
  /** Number of attempts, throttled ones included. */
  readonly attempts: number
  /** Value that the last run returned, or its error object; `undefined` if there was no run. */
  readonly response: unknown
  /** Records and dead letters that arrived in the inbox for this event. */
  readonly messages: readonly InboxMessage[]
  readonly timeline: Timeline
}

/** Clock of a test runtime. It stands still until it is advanced. */
export interface TestClock {
  /** Milliseconds since the epoch. */
  nowMs(): number
  /**
   * Advances and resolves once everything that came due on the way has ended.
   *
   * @param duration - milliseconds, or text such as `3m`, `90s`, `1h 30m`
   */
  advance(duration: number | string): Promise<void>
}

/** A local runtime for one test or one file of tests. */
export interface TestRuntime extends AsyncDisposable {
  /** Base URL for SDKs: a free port of this machine, so that tests can run at the same time. */
  readonly endpoint: string
  readonly clock: TestClock
  readonly inbox: TestInbox
  /** For any client of Lambda: `new LambdaClient(runtime.clientConfig)`. */
  readonly clientConfig: TestClientConfig
  /**
   * Creates a client that reaches the runtime and is destroyed with it: `runtime.client(LambdaClient)`.
   *
   * @param Client - constructor of a client, such as that of `@aws-sdk/client-lambda`
   */
  client<Client extends object>(Client: new (config: TestClientConfig) => Client): Client
  /**
   * Sends an event, without any SDK.
   *
   * @param functionName - name, with or without a qualifier, or ARN
   * @param payload - any JSON value; an event without one arrives as `{}`
   * @returns the request id
   * @throws `Error` with the service's code and message, if the event is refused; `TypeError` if the payload has no JSON
   */
  invoke(functionName: string, payload?: unknown): Promise<string>
  /**
   * Resolves once the event has ended and its records have arrived, and advances the clock as far as that takes.
   *
   * @throws `AssertionError` with the timelines, if it has not ended in time
   */
  outcome(requestId: string, options?: WaitOptions): Promise<EventOutcome>
  /** Resolves once every event has ended and nothing waits, and advances the clock as far as that takes. */
  idle(options?: WaitOptions): Promise<void>
  /** The timeline of an event as text, one line an entry, as failures show it. */
  describe(requestId: string): string
  /** Stops the runtime and its functions, and destroys its clients. */
  close(): Promise<void>
}

/**
 * Starts a local runtime for tests, in this process, with held time and a free port.
 *
 * @throws {@link LocalRuntimeError} as `startLocalRuntime` does
 *
 * @example
 * ```ts
 * const runtime = await startTestRuntime({ functions: { orders: { file: 'orders.mjs' } } })
 * const requestId = await runtime.invoke('orders', { orderId: 'A-1002' })
 * const { condition, attempts } = await runtime.outcome(requestId)
 * await runtime.close()
 * ```
 */
export async function startTestRuntime(options: TestRuntimeOptions = {}): Promise<TestRuntime> {
  const trail = new EventTrail()
  const runtime = await startLocalRuntime({
    ...options,
    time: 'manual',
    onTimeline(entry) {
      trail.note(entry)
      options.onTimeline?.(entry)
    },
  })
  const { endpoint } = runtime
  const clients: object[] = []
  const clientConfig: TestClientConfig = {
    endpoint,
    region: options.region ?? 'us-east-1',
    credentials: options.signingKeys ?? { accessKeyId: 'test', secretAccessKey: 'test' },
  }

  /** Waits for a value and moves the clock from one due moment to the next until it is there. */
  const reach = async <Value>(
    look: () => Value | undefined | Promise<Value | undefined>,
    failure: () => string,
    { timeoutMs = 4_000 }: WaitOptions = {},
  ): Promise<Value> => {
    const deadlineMs = performance.now() + timeoutMs
    for (;;) {
      await runtime.advanceMs(0)
      const found = await look()
      if (found !== undefined) return found
      if (performance.now() >= deadlineMs) throw new AssertionError({ message: failure(), stackStartFn: reach })
      const moved = await runtime.advanceToNextDue()
      if (!moved) await trail.changed(Math.max(1, Math.min(deadlineMs - performance.now(), 50)))
    }
  }

  const messages = (filter?: InboxFilter): readonly InboxMessage[] =>
    runtime.inbox().filter((message) => matchesFilter(message, filter))

  const inbox: TestInbox = {
    messages,
    waitFor: (filter, waitOptions) =>
      reach(
        () => messages(filter)[0],
        () =>
          [`No message came with ${describeFilter(filter)}.`, describeMessages(messages()), trail.describe()].join(
            '\n',
          ),
        waitOptions,
      ),
    async expectNone(filter, within = 0) {
      await runtime.advanceMs(readDuration(within))
      const found = messages(filter)
      if (found.length === 0) return
      const requestIds = [...new Set(found.map(({ requestId }) => requestId))]
      const message = [
        `${found.length === 1 ? '1 message' : `${found.length} messages`} came with ${describeFilter(filter)}, and none was expected.`,
        describeMessages(found),
        trail.describe(requestIds),
      ].join('\n')
      throw new AssertionError({ message, stackStartFn: inbox.expectNone })
    },
  }

  const close = async (): Promise<void> => {
    for (const client of clients) if ('destroy' in client && typeof client.destroy === 'function') client.destroy()
    trail.wake()
    await runtime.close()
  }

  return {
    endpoint,
    clientConfig,
    inbox,
    clock: {
      nowMs: () => runtime.nowMs(),
      advance: async (duration) => runtime.advanceMs(readDuration(duration)),
    },
    client(Client) {
      const client = new Client(clientConfig)
      clients.push(client)
      return client
    },
    invoke: (functionName, payload) => invokeEvent(endpoint, functionName, payload),
    async outcome(requestId, waitOptions) {
      const { condition, attempts, payload } = await reach(
        () => trail.endOf(requestId),
        () => `Event ${requestId} has not ended.\n${trail.describe([requestId])}`,
        waitOptions,
      )
      const timeline = trail.timelineOf(requestId) ?? { version: '1.0', requestId, entries: [] }
      const response: unknown = payload === undefined ? undefined : JSON.parse(new TextDecoder().decode(payload))
      return { requestId, condition, attempts, response, messages: messages({ requestId }), timeline }
    },
    async idle(waitOptions) {
      await reach(
        async () => ((await runtime.waiting()) === 0 ? true : undefined),
        () => `The runtime does not come to rest.\n${trail.describe()}`,
        waitOptions,
      )
    },
    describe: (requestId) => trail.describe([requestId]),
    close,
    [Symbol.asyncDispose]: close,
  }
}
