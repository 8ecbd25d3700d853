import { join, resolve } from 'node:path'
import { createEngine, createSlots, type Engine, type OnMetric } from '@async-invoke/engine'
import { MetricTotals } from '@async-invoke/engine/internal'
import { homeOf } from '@async-invoke/schemas/internal'
import { allOperations } from './all-operations.ts'
import { FunctionView } from './api/function-view.ts'
import { secretsOf } from './control/bundle/secrets.ts'
import { createControlApi } from './control/control-api.ts'
import { controlRoot } from './control/dispatch.ts'
import { EventLog } from './control/events/event-log.ts'
import { functionOf } from './control/events/function-of.ts'
import { PayloadLog } from './control/events/payload-log.ts'
import { stackGraph } from './control/graph/stack-graph.ts'
import { createDeliverWhenNeeded } from './delivery/deliver-when-needed.ts'
import { createDestinationExists } from './delivery/destination-exists.ts'
import { Inbox } from './delivery/inbox.ts'
import { BatchRunner } from './event-sources/batch-runner.ts'
import { EventSources } from './event-sources/event-sources.ts'
import { EnvironmentPool } from './execution/environment-pool.ts'
import { FunctionRunner } from './execution/function-runner.ts'
import { FunctionLogs } from './execution/logs/function-logs.ts'
import { buildAwsVariables } from './execution/process/aws-variables.ts'
import { describeNoProgram, requirePrograms } from './execution/process/launch.ts'
import { toRunTarget } from './execution/process/run-target.ts'
import { createFaultPrinter } from './fault-printer.ts'
import { createPausableStore } from './faults/pausable-store.ts'
import { FaultSwitches } from './faults/runtime-faults.ts'
import { CodeStore } from './functions/code-store.ts'
import { declareFunctions } from './functions/declared-functions.ts'
import { FunctionChanges } from './functions/function-changes.ts'
import { readSharedEnvironment } from './functions/shared-environment.ts'
import { isControlProtected, tokenParameter } from './http/access/control-access.ts'
import type { ApiRequest } from './http/api-request.ts'
import { createEdgeServer, fromThisMachine, listen } from './http/edge-server.ts'
import { createLambdaApi } from './http/lambda-api.ts'
import { randomHex } from './ids/random-hex.ts'
import { LocalRuntimeError } from './local-runtime-error.ts'
import { openData } from './open-data.ts'
import { checkOptions } from './options/check-options.ts'
import type { LocalRuntimeOptions } from './options/local-runtime-options.ts'
import { runtimeOptionRules } from './options/option-rules.ts'
import { createFunctionGrants } from './permissions/function-grants.ts'
import { openRolePolicies } from './permissions/open-role-policies.ts'
import { createRolePermissions } from './permissions/role-permissions.ts'
import { CodeSigningConfigs } from './registry/code-signing-configs.ts'
import { EventSourceMappings } from './registry/event-source-mappings.ts'
import { Registry } from './registry/registry.ts'
import { RequestReferences } from './requests/request-references.ts'
import type { LocalRuntime } from './running-runtime.ts'
import { createServedStore } from './served-store.ts'
import { closeServiceClients, createServiceClients } from './service-clients.ts'
import { createCallOperation } from './stack/call-operation.ts'
import { openStack } from './stack/open-stack.ts'
import { RuntimeClock } from './time/runtime-clock.ts'
import { TimeMark } from './time/time-mark.ts'
import { createTriggers } from './triggers/triggers.ts'

/**
 * Starts a local Lambda: its HTTP API, functions in processes of their own, and asynchronous invocation with queue,
 * retries and destinations. It listens on the loopback interface unless `host` names another address.
 *
 * @returns the runtime, once it accepts requests
 * @throws {@link LocalRuntimeError} when an option is invalid, the port is taken, a handler file or the data directory
 * cannot be used, or the package is part of a bundle
 * @see https://docs.aws.amazon.com/lambda/latest/dg/invocation-async.html
 * @example
 * ```ts
 * const runtime = await startLocalRuntime({ functions: { 'order-processor': { file: 'orders.mjs' } }, time: 'skip' })
 * const lambda = new LambdaClient({ endpoint: runtime.endpoint, region: 'us-east-1', credentials })
 * ```
 */
export async function startLocalRuntime(options: LocalRuntimeOptions): Promise<LocalRuntime> {
  const problems = checkOptions(options)
  if (problems.length > 0) throw new LocalRuntimeError('invalid-options', problems.join('; '))
  requirePrograms()
  const {
    port = runtimeOptionRules.port.defaultValue,
    host = runtimeOptionRules.host.defaultValue,
    region = runtimeOptionRules.region.defaultValue,
    accountId = runtimeOptionRules.accountId.defaultValue,
    time: mode = runtimeOptionRules.time.defaultValue,
    speed = runtimeOptionRules.speed.defaultValue,
    concurrency: accountConcurrency = runtimeOptionRules.concurrency.defaultValue,
    maxInFlight = runtimeOptionRules.maxInFlight.defaultValue,
    pendingMs = runtimeOptionRules.pendingMs.defaultValue,
    settingsDelayMs = runtimeOptionRules.settingsDelayMs.defaultValue,
    checkDestinations = runtimeOptionRules.checkDestinations.defaultValue,
    backpressure = runtimeOptionRules.backpressure.defaultValue,
    failedDeliveries = runtimeOptionRules.failedDeliveries.defaultValue,
    allowAws = runtimeOptionRules.allowAws.defaultValue,
    endpoints = {},
  } = options
  const { unsettled } = options
  const faults = new FaultSwitches(options.faults ?? {}, settingsDelayMs, Math.random)
  const shared = readSharedEnvironment(options, region)
  const home = homeOf({ region, accountId })
  const onFault = options.onFault ?? createFaultPrinter(console.error, () => performance.now())

  const token = randomHex(32)
  const hosts = host === runtimeOptionRules.host.defaultValue ? [] : [host]
  const access = { hosts, allowedOrigins: options.allowedOrigins ?? [], token, pageFiles: `${controlRoot}page/` }
  const controlIsProtected = isControlProtected(host, options.signingKeys !== undefined)

  /**
   * Requests in flight, which keep skipped time from jumping. Manual time does not wait for synchronous calls, so no
   * other mode counts them.
   */
  let requests = 0
  // Functions run in subfolders of it with a working directory of their own, so the path has to be absolute.
  const dataDirectory = options.dataDirectory === undefined ? undefined : resolve(options.dataDirectory)
  const mark = dataDirectory === undefined ? undefined : new TimeMark(join(dataDirectory, 'clock'), onFault)
  const time = new RuntimeClock({
    mark,
    mode,
    speed,
    isIdle: () => requests === 0 && engine.idle && eventSources.quiet && triggers.quiet,
    beforeMove() {
      eventSources.stir()
      triggers.stir()
    },
  })
  const { clock } = time

  const clients = await createServiceClients(endpoints, region)
  const stack = await openStack(options, { ...home, onFault })
  const policies = await openRolePolicies(options.roles, endpoints.iam, stack)
  const data = await openData({ dataDirectory, acceptLoss: options.acceptLoss }, clock, onFault)
  const sharedQueue = await options.openStore?.().catch(async (error) => {
    await data.close()
    throw error
  })
  if (sharedQueue !== undefined && data.takenOver > 0)
    onFault(new Error(`${data.takenOver} events of the data directory wait for a start without a shared queue`))
  mark?.own()
  const closeData = async (): Promise<void> => {
    // The last mark is written while the store still holds the directory's lock.
    await mark?.close(clock.nowMs())
    await data.close()
  }
  const past = { nowMs: () => clock.nowMs(), settingsDelayMs: () => faults.now.settingsDelayMs }
  const registry = new Registry(home, past, data.registryFile)
  const permissions = policies && createRolePermissions(policies.policiesOf, createFunctionGrants(registry))
  const changes = new FunctionChanges(registry, clock, pendingMs)
  const code = new CodeStore(data.codeDirectory)
  const declaring = { home, registry, changes, code, clock, accountConcurrency }
  await declareFunctions(options.functions ?? {}, declaring).catch(async (error) => {
    await closeData()
    throw error
  })

  const logs = new FunctionLogs()
  const events = new EventLog()
  const payloads = new PayloadLog({ hasAll: sharedQueue === undefined && data.takenOver === 0 })
  const totals = new MetricTotals()
  const onMetric: OnMetric = (metric) => {
    totals.add(metric)
    options.onMetric?.(metric)
  }
  const inbox = new Inbox()
  let announce: (endpoint: Promise<string>) => void = () => {}
  const announced = new Promise<string>((resolve) => {
    announce = resolve
  })
  const pool = new EnvironmentPool({
    variables: announced.then((endpoint) => ({
      ...{ region, shared },
      aws: buildAwsVariables({ endpoint: fromThisMachine(endpoint), endpoints, keys: options.signingKeys, allowAws }),
    })),
    expected: () => registry.all().map(({ functionName, latest }) => toRunTarget(functionName, latest)),
    isReachable: (functionName, version) => registry.find({ functionName, qualifier: version }) !== undefined,
    mendCode: (directory) => code.mend(directory),
    onLine(functionName, message, logStreamName, requestId) {
      const id = requestId === undefined ? {} : { requestId }
      logs.add({ functionName, logStreamName, timestamp: Date.now(), message, ...id })
      try {
        options.onLine?.(functionName, message, requestId)
      } catch (thrown) {
        onFault(thrown)
      }
    },
  })
  const accountLimit = (): number => accountConcurrency - registry.reserved
  const slots = createSlots(accountLimit)
  const runner = new FunctionRunner({ registry, pool, slots })
  const functionNames = (): readonly string[] => registry.all().map(({ functionName }) => functionName)
  const notRunning = (): readonly string[] =>
    registry
      .all()
      .flatMap(({ functionName, latest }) =>
        describeNoProgram(`the runtime of ${functionName}`, latest.settings.Runtime),
      )
  const served = sharedQueue && createServedStore(sharedQueue, functionNames)
  const pausable = createPausableStore(served?.store ?? data.store)
  const { store } = pausable

  const engine: Engine = createEngine({
    clock,
    store,
    resolve: (reference, about) => registry.resolve(reference, about),
    // Hot path: an async function would follow the promise that it returns.
    invoke(attempt) {
      payloads.note(attempt.requestId, attempt.payload, attempt.acceptedAtMs ?? 0)
      const injected = faults.resultOf(attempt)
      return injected === undefined ? runner.attempt(attempt) : Promise.resolve(injected)
    },
    slots,
    ...createDeliverWhenNeeded({
      ...{ registry, clock, inbox, clients, permissions, topicLimits: options.topicLimits ?? {} },
      accept: (event) => engine.accept(event),
      putRecord: (command) => triggers.putRecord(command),
      failDelivery: () => faults.failDelivery(),
      mayBeElsewhere: (functionName) => served?.serves(functionName) === false,
    }),
    faults: faults.ofEngine,
    ...{ maxInFlight, backpressure, failedDeliveries, onMetric },
    // One process owns the store, and frees all leases when it starts: they need not end before.
    ...(sharedQueue === undefined && { leaseMs: 930_000 * Math.max(1, speed) }),
    onFault,
    onIdle() {
      eventSources.stir()
      triggers.stir()
      time.onActivityEnded()
    },
    ...(unsettled !== undefined && { unsettled }),
    onTimeline(entry) {
      if (entry.type === 'accepted' && entry.payload !== undefined)
        payloads.add(entry.requestId, entry.payload, entry.acceptedAtMs)
      const started = entry.type === 'attempt-started' ? functionOf(entry.functionArn).functionName : ''
      events.note(entry, started === '' ? undefined : logs.positionOf(started))
      options.onTimeline?.(entry)
    },
  })

  const eventSourceMappings = new EventSourceMappings(data.registryFile?.eventSources)
  const eventSources = new EventSources({
    ...{ clock, region, onFault },
    mappings: eventSourceMappings,
    sqs: clients.polls,
    runner: new BatchRunner({ registry, runner, clock, hex: randomHex, random: Math.random }),
    isLive: mode === 'real' && speed === 1,
    onQuiet: () => time.onActivityEnded(),
  })

  const triggers = createTriggers({
    ...{ home, clock, registry, inbox, clients, onFault },
    ...{ jumps: mode === 'skip', isLive: mode === 'real' && speed === 1, policiesOf: policies?.policiesOf },
    accept: (event) => engine.accept(event),
    onQuiet: () => time.onActivityEnded(),
  })

  const waitingUntilMs = async (): Promise<number> => {
    const { nextDueInMs } = await store.stats()
    const ofStoreMs = nextDueInMs === undefined ? Number.POSITIVE_INFINITY : clock.nowMs() + nextDueInMs
    return Math.min(ofStoreMs, eventSources.nextDueAtMs)
  }
  const nextDueAtMs = async (): Promise<number | undefined> =>
    finite(Math.min(await waitingUntilMs(), triggers.nextDueAtMs))

  const view = new FunctionView(home)
  const tokenInUrl = controlIsProtected ? `?${tokenParameter}=${token}` : ''
  const codeUrlOf = (functionName: string, version: string, { header }: Pick<ApiRequest, 'header'>): string =>
    `http://${header('host')}${controlRoot}code/${encodeURIComponent(`${functionName}:${version}`)}${tokenInUrl}`
  const references = new RequestReferences(home)
  const handlers = allOperations({
    ...{
      home,
      references,
      registry,
      changes,
      code,
      view,
      codeUrlOf,
      accountConcurrency,
      permissions,
      clients,
      pendingMs,
    },
    ...{ s3: clients.s3, codeSigningConfigs: new CodeSigningConfigs(data.registryFile?.codeSigning) },
    ...{ engine, runner, clock, onMetric, hex: randomHex, random: Math.random, eventSourceMappings, eventSources },
    destinationExists: checkDestinations ? createDestinationExists(registry, home, clients) : async () => true,
  })
  await stack?.deploy({
    ...{ ...declaring, clients, endpoints, eventSourceMappings, triggers },
    declared: Object.keys(options.functions ?? {}),
    call: createCallOperation(handlers),
  })
  const control = createControlApi({
    token,
    ...{ time, inbox, events, payloads, logs, totals, functionNames, registry, pausable, faults },
    ...{ accountConcurrency: accountLimit, admin: store.admin, operations: handlers, buckets: triggers.buckets },
    async archiveOf(functionName, version) {
      const found = registry.find({ functionName, qualifier: version })
      return found && code.zipOf(found.code)
    },
    async queue() {
      const { approximate: _, ...counts } = await store.stats()
      return counts
    },
    nextDueAtMs,
    nextWaitEndsAtMs: async () => finite(await waitingUntilMs()),
    hasSchedules: () => Number.isFinite(triggers.nextDueAtMs),
    graph: () =>
      stackGraph({ home, functions: registry.all(), mappings: eventSourceMappings.all(), ...triggers.stored() }),
    secrets: () => secretsOf(registry, { shared, keys: options.signingKeys, shell: process.env, token }),
  })
  const api = createLambdaApi({
    handlers,
    control: { root: controlRoot, protected: controlIsProtected, answer: control.answer },
    serve: triggers.answer,
    access,
    keys: options.signingKeys,
    onFault,
  })
  const server = createEdgeServer((request, response) => {
    // A client that polls the control API does not keep time from jumping.
    if (mode === 'skip' && request.url?.startsWith(controlRoot) !== true) {
      requests += 1
      response.once('close', () => {
        requests -= 1
        time.onActivityEnded()
      })
    }
    api(request, response)
  })

  const close = async (): Promise<void> => {
    await stack?.close()
    time.close()
    const undone = triggers.close()
    changes.close()
    control.close()
    server.close()
    server.closeAllConnections()
    const stopped = engine.stop()
    const drained = eventSources.close()
    await pool.close()
    await Promise.all([stopped, drained, undone])
    closeServiceClients(clients)
    policies?.close()
    await closeData()
  }
  const listening = listen(server, port, host)
  announce(listening)
  const endpoint = await listening.catch(async (error) => {
    await close()
    throw error
  })

  return {
    endpoint,
    pageUrl: `${endpoint}${controlRoot}${tokenInUrl}`,
    takenOver: sharedQueue === undefined ? data.takenOver : 0,
    async waiting() {
      const { ready, delayed, leased } = await store.stats()
      return ready + delayed + leased
    },
    functionNames,
    notServed: () => [...(stack?.notServed ?? []), ...notRunning()],
    inbox: () => inbox.messages(),
    nowMs: () => clock.nowMs(),
    advanceMs: (ms) => time.advanceTo(clock.nowMs() + ms),
    advanceToNextDue: () => time.advanceToNextDue(nextDueAtMs),
    close,
  }
}

function finite(atMs: number): number | undefined {
  return Number.isFinite(atMs) ? atMs : undefined
}
