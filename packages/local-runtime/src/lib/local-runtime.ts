import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { createEngine, type Engine } from '@async-invoke/engine'
import { createAliasOperations } from './api/alias-operations.ts'
import { createCreateFunction } from './api/create-function.ts'
import { createEventInvokeConfigOperations } from './api/event-invoke-config.ts'
import { createFunctionOperations } from './api/function-operations.ts'
import { FunctionView } from './api/function-view.ts'
import { createInvoke, createInvokeAsync } from './api/invoke.ts'
import { createLambdaApi } from './api/lambda-api.ts'
import { createLimitOperations } from './api/limit-operations.ts'
import { createTagOperations } from './api/tag-operations.ts'
import { createVersionOperations } from './api/version-operations.ts'
import { createControlApi } from './control-api.ts'
import { createDeliver } from './deliver.ts'
import { createDestinationExists } from './destination-exists.ts'
import { EventLog } from './event-log.ts'
import { ConcurrencyLimits } from './execution/concurrency-limits.ts'
import { EnvironmentPool } from './execution/environment-pool.ts'
import { FunctionLogs } from './execution/function-logs.ts'
import { FunctionRunner } from './execution/function-runner.ts'
import { CodeStore } from './functions/code-store.ts'
import { declareFunctions } from './functions/declared-functions.ts'
import { FunctionChanges } from './functions/function-changes.ts'
import { HeldTime } from './held-time.ts'
import { Inbox, type InboxMessage } from './inbox.ts'
import { LocalRuntimeError } from './local-runtime-error.ts'
import type { LocalRuntimeOptions } from './local-runtime-options.ts'
import { openData } from './open-data.ts'
import { randomHex } from './random-hex.ts'
import { Registry } from './registry/registry.ts'
import { closeServiceClients, createServiceClients } from './service-clients.ts'

export interface LocalRuntime {
  /** Where SDKs and the CLI find it: `http://127.0.0.1:9411`. */
  readonly endpoint: string
  /** Functions that are there, declared or created. */
  functionNames(): readonly string[]
  /** What was sent to destinations that have no endpoint; oldest first. */
  inbox(): readonly InboxMessage[]
  /** Moves manual time on and resolves when everything that came due has ended; rejects in other modes. */
  advanceMs(ms: number): Promise<void>
  /** Stops taking requests, kills what runs, and resolves when every process is gone. */
  close(): Promise<void>
}

/** What one client may take: the time to send its headers and its whole request, and the size of the headers. */
const clientLimits = {
  headersTimeout: 10_000,
  requestTimeout: 60_000,
  connectionsCheckingInterval: 1_000,
  maxHeaderSize: 16_384,
  keepAliveTimeout: 60_000,
}
/** Connections at one time; one more is closed at once. */
const maxConnections = 2_048

/**
 * Starts Lambda's asynchronous side on this machine, on the loopback interface.
 *
 * Rejects with {@link LocalRuntimeError} when the port is taken, a handler's file or the data directory cannot be used.
 *
 * @example
 * const runtime = await startLocalRuntime({ functions: { 'order-processor': { file: 'orders.mjs' } }, time: 'skip' })
 * const lambda = new LambdaClient({ endpoint: runtime.endpoint, region: 'us-east-1', credentials })
 */
export async function startLocalRuntime(options: LocalRuntimeOptions): Promise<LocalRuntime> {
  const { region = 'us-east-1', accountId = '123456789012', port = 0, host = '127.0.0.1' } = options
  const accountConcurrency = options.concurrency ?? 1_000
  const home = { region, accountId }
  const onFault = options.onFault ?? ((fault: unknown) => console.error(fault))

  let requests = 0
  const time = new HeldTime({
    mode: options.time ?? 'real',
    speed: options.speed ?? 1,
    // The request that moves manual time is under way itself.
    quiet: () => (options.time === 'manual' || requests === 0) && engine.idle,
  })
  const { clock } = time

  const data = await openData(options.dataDirectory, clock)
  const registry = new Registry(home, data.registryFile)
  const changes = new FunctionChanges(registry, clock, options.pendingMs ?? 0)
  const code = new CodeStore(data.codeDirectory)
  await declareFunctions(options.functions ?? {}, { registry, changes, code, clock, accountId }).catch(
    async (error) => {
      await data.close()
      throw error
    },
  )

  const logs = new FunctionLogs()
  const events = new EventLog()
  const inbox = new Inbox()
  const pool = new EnvironmentPool({
    region,
    onLine(functionName, message, logStreamName, requestId) {
      const id = requestId === undefined ? {} : { requestId }
      logs.add({ functionName, logStreamName, timestamp: Date.now(), message, ...id })
      options.onLine?.(functionName, message, requestId)
    },
  })
  const reserved = (): number => registry.all().reduce((sum, each) => sum + (each.reservedConcurrency ?? 0), 0)
  const runner = new FunctionRunner({ registry, pool, limits: new ConcurrencyLimits(accountConcurrency, reserved) })
  const clients = createServiceClients(options.endpoints ?? {}, region)
  const { store } = data

  const engine: Engine = createEngine({
    clock,
    store,
    resolve: (reference) => registry.resolve(reference),
    invoke: (attempt) => runner.attempt(attempt),
    ...createDeliver({ registry, clock, inbox, clients, accept: (event) => engine.accept(event) }),
    maxInFlight: options.maxInFlight ?? 50,
    onFault,
    onIdle: () => time.somethingEnded(),
    ...(options.onMetric !== undefined && { onMetric: options.onMetric }),
    onTimeline(entry) {
      events.note(entry)
      options.onTimeline?.(entry)
    },
  })

  const parts = { home, registry, changes, code, view: new FunctionView(home), accountConcurrency, s3: clients.s3 }
  const invoking = { home, registry, engine, runner, clock, hex: randomHex, random: Math.random }
  const api = createLambdaApi({
    handlers: {
      Invoke: createInvoke(invoking),
      InvokeAsync: createInvokeAsync(invoking),
      CreateFunction: createCreateFunction(parts),
      ...createFunctionOperations(parts),
      ...createVersionOperations(parts),
      ...createAliasOperations(parts),
      ...createLimitOperations(parts),
      ...createTagOperations(parts),
      ...createEventInvokeConfigOperations({
        ...{ home, registry, clock },
        destinationExists:
          options.checkDestinations === false ? async () => true : createDestinationExists(registry, home, clients),
      }),
    },
    control: createControlApi({ time, inbox, events, logs, queue: () => store.stats() }),
    hosts: host === '127.0.0.1' ? [] : [host],
    keys: options.signingKeys,
    onFault,
  })
  const server = createServer(clientLimits, (request, response) => {
    requests += 1
    response.once('close', () => {
      requests -= 1
      time.somethingEnded()
    })
    api(request, response).catch((fault: unknown) => {
      onFault(fault)
      response.destroy()
    })
  })

  server.maxConnections = maxConnections

  const close = async (): Promise<void> => {
    time.close()
    changes.close()
    server.close()
    server.closeAllConnections()
    const stopped = engine.stop()
    await pool.close()
    await stopped
    closeServiceClients(clients)
    await data.close()
  }
  await listen(server, port, host).catch(async (error) => {
    await close()
    throw error
  })
  const name = host.includes(':') ? `[${host}]` : host

  return {
    endpoint: `http://${name}:${(server.address() as AddressInfo).port}`,
    functionNames: () => registry.all().map(({ functionName }) => functionName),
    inbox: () => inbox.messages(),
    advanceMs: (ms) => time.advanceTo(clock.nowMs() + ms),
    close,
  }
}

function listen(server: Server, port: number, host: string): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', (cause: NodeJS.ErrnoException) => {
      if (cause.code !== 'EADDRINUSE') return reject(cause)
      const message = `port ${port} is taken by another process; choose another one`
      reject(new LocalRuntimeError('port-taken', message, { cause }))
    })
    server.listen(port, host, resolve)
  })
}
