import { randomBytes } from 'node:crypto'
import { constants } from 'node:fs'
import { access } from 'node:fs/promises'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { resolve as absolute } from 'node:path'
import {
  type AttemptResult,
  type Clock,
  createEngine,
  createMemoryStore,
  type Engine,
  type Invoke,
  systemClock,
  type TimelineEntry,
} from '@async-invoke/engine'
import { SQSClient } from '@aws-sdk/client-sqs'
import { createEventInvokeConfigOperations } from './api/event-invoke-config.ts'
import { createInvoke } from './api/invoke.ts'
import { createLambdaApi } from './api/lambda-api.ts'
import { createDeliver } from './deliver.ts'
import { createDestinationExists } from './destination-exists.ts'
import { EnvironmentPool } from './execution/environment-pool.ts'
import { LocalRuntimeError } from './local-runtime-error.ts'
import { type LocalFunction, Registry } from './registry.ts'
import { SkippingClock } from './skipping-clock.ts'

/** A function to serve. */
export interface FunctionOptions {
  /** Path of the handler's file: `.mjs`, `.cjs`, `.js`, or whatever this Node.js imports. */
  readonly file: string
  /** Name of the export that is the handler; default `handler`. */
  readonly exportName?: string
  /** Wall time after which a run is killed; default 3, as Lambda's. */
  readonly timeoutInSeconds?: number
  /** Environment variables of the function, beside Lambda's own. */
  readonly environment?: Readonly<Record<string, string>>
}

export interface LocalRuntimeOptions {
  readonly functions: Readonly<Record<string, FunctionOptions>>
  /** Port on the loopback interface; default 0, any free one. */
  readonly port?: number
  /** Default `us-east-1`. */
  readonly region?: string
  /** Default `123456789012`. */
  readonly accountId?: string
  /** `real`: waits take their time (default). `skip`: when nothing runs, time jumps to the next due moment. */
  readonly time?: 'real' | 'skip'
  /** Where SQS destinations are; without it a record for a queue is a failed delivery that says so. */
  readonly sqsEndpoint?: string
  /** Most runs at one time over all functions; default 20. One more is throttled, as in Lambda. */
  readonly concurrency?: number
  /** Told everything that happens to every event. */
  readonly onTimeline?: (entry: TimelineEntry) => void
  /** Told every line that a function writes. */
  readonly onLine?: (functionName: string, line: string, requestId: string | undefined) => void
  /** Told of faults of the runtime itself; it goes on. Default: written to stderr. */
  readonly onFault?: (fault: unknown) => void
}

export interface LocalRuntime {
  /** Where SDKs and the CLI find it: `http://127.0.0.1:9411`. */
  readonly endpoint: string
  /** Stops taking requests, kills what runs, and resolves when every process is gone. */
  close(): Promise<void>
}

/** How long, in wall time, nothing may happen before time jumps: a client's next call is let in first. */
const quietBeforeSkipMs = 25

/**
 * Starts Lambda's asynchronous side on this machine, on the loopback interface.
 *
 * Rejects with {@link LocalRuntimeError} when the port is taken or a handler's file cannot be read.
 *
 * @example
 * const runtime = await startLocalRuntime({ functions: { 'order-processor': { file: 'orders.mjs' } }, time: 'skip' })
 * const lambda = new LambdaClient({ endpoint: runtime.endpoint, region: 'us-east-1', credentials })
 */
export async function startLocalRuntime(options: LocalRuntimeOptions): Promise<LocalRuntime> {
  const { region = 'us-east-1', accountId = '123456789012', port = 0 } = options
  const home = { region, accountId }
  const onFault = options.onFault ?? ((fault: unknown) => console.error(fault))
  const registry = new Registry(home, await localFunctions(options.functions))
  const skipping = options.time === 'skip' ? new SkippingClock(systemClock) : undefined
  const clock: Clock = skipping ?? systemClock
  const pool = new EnvironmentPool({
    region,
    concurrency: options.concurrency ?? 20,
    onLine: options.onLine ?? (() => {}),
  })
  const sqs = options.sqsEndpoint === undefined ? undefined : createSqsClient(options.sqsEndpoint, region)

  let requests = 0
  let cancelSkip = (): void => {}
  const skipWhenQuiet = (): void => {
    cancelSkip()
    if (skipping === undefined) return
    cancelSkip = systemClock.wakeAt(systemClock.nowMs() + quietBeforeSkipMs, () => {
      if (requests === 0 && engine.idle) skipping.skip()
    })
  }

  const engine: Engine = createEngine({
    clock,
    store: createMemoryStore({ clock }),
    resolve: (reference) => registry.resolve(reference),
    invoke: createInvoker(registry, pool),
    deliver: createDeliver({ registry, sqs, accept: (event) => engine.accept(event) }),
    onFault,
    onIdle: skipWhenQuiet,
    ...(options.onTimeline !== undefined && { onTimeline: options.onTimeline }),
  })

  const hex = (digits: number): string => randomBytes(digits / 2).toString('hex')
  const destinationExists = createDestinationExists(registry, home, sqs)
  const api = createLambdaApi(
    {
      Invoke: createInvoke({ home, registry, engine, pool, clock, hex }),
      ...createEventInvokeConfigOperations({ home, registry, clock, destinationExists }),
    },
    onFault,
  )
  const server = createServer((request, response) => {
    requests += 1
    response.once('close', () => {
      requests -= 1
      skipWhenQuiet()
    })
    api(request, response).catch((fault: unknown) => {
      onFault(fault)
      response.destroy()
    })
  })
  await listen(server, port)

  return {
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async close() {
      cancelSkip()
      server.close()
      server.closeAllConnections()
      const stopped = engine.stop()
      await pool.close()
      await stopped
      sqs?.destroy()
    },
  }
}

/** Attempts of the engine, run in execution environments. */
function createInvoker(registry: Registry, pool: EnvironmentPool): Invoke {
  return async ({ requestId, reference, payload, traceHeader }): Promise<AttemptResult> => {
    const target = registry.find(reference)
    if (target === undefined) return { outcome: 'notFound' }
    const invokedFunctionArn = registry.invokedArnOf(reference)
    const answer = await pool.run(target, {
      requestId,
      payload,
      invokedFunctionArn,
      traceHeader,
      clientContext: undefined,
    })
    if (answer === 'throttled') return { outcome: 'throttle' }
    const outcome = answer.functionError ? 'functionError' : 'success'
    return { outcome, executedVersion: '$LATEST', payload: answer.payload }
  }
}

async function localFunctions(functions: LocalRuntimeOptions['functions']): Promise<readonly LocalFunction[]> {
  return Promise.all(
    Object.entries(functions).map(async ([functionName, options]) => {
      const file = absolute(options.file)
      try {
        await access(file, constants.R_OK)
      } catch (cause) {
        const message = `the handler file of ${functionName} cannot be read: ${file}`
        throw new LocalRuntimeError('no-handler-file', message, { cause })
      }
      return {
        functionName,
        file,
        exportName: options.exportName ?? 'handler',
        timeoutInSeconds: options.timeoutInSeconds ?? 3,
        memoryInMegabytes: 128,
        environment: options.environment ?? {},
      }
    }),
  )
}

/** Local queues check no signature, so any credentials do; the machine's own are never sent to them. */
function createSqsClient(endpoint: string, region: string): SQSClient {
  const credentials = { accessKeyId: 'async-invoke', secretAccessKey: 'async-invoke' }
  return new SQSClient({ endpoint, region, credentials })
}

function listen(server: Server, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', (cause: NodeJS.ErrnoException) => {
      if (cause.code !== 'EADDRINUSE') return reject(cause)
      const message = `port ${port} is taken by another process; choose another one`
      reject(new LocalRuntimeError('port-taken', message, { cause }))
    })
    server.listen(port, '127.0.0.1', resolve)
  })
}
