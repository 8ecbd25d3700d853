import { once } from 'node:events'
import { hostname } from 'node:os'
import { createEngine, systemClock } from '@async-invoke/engine'
import type { FlagValues } from '../command/flag.ts'
import { exitCodes } from '../command-error.ts'
import { openStore } from '../stores/open-store.ts'
import { readStoreAddresses } from '../stores/store-address.ts'
import { createLiveLog } from '../text/live-log.ts'
import { serveHealth } from './health-server.ts'
import { openInvoker } from './open-invoker.ts'
import { openSender } from './open-sender.ts'
import { openSettings } from './open-settings.ts'
import { createReadiness } from './readiness.ts'
import { createRunning } from './running.ts'
import { readServed } from './served.ts'
import { findTelemetry } from './telemetry.ts'
import { type workCommandFlags, workFlags } from './work-flags.ts'
import { createWorkLog } from './work-log.ts'
import { createWorkerMetrics } from './worker-metrics.ts'

/** Runs the events of a store until a signal ends it. */
export async function work(
  configOperand: string | undefined,
  values: FlagValues<typeof workCommandFlags>,
  version: string,
): Promise<number> {
  const address = readStoreAddresses(values.store, 'work')
  const served = await readServed(configOperand, values)
  const flags = { ...defaults, ...values }
  const log = createWorkLog(
    flags['log-level'],
    createLiveLog((lines) => process.stdout.write(lines)),
  )
  const onFault = (fault: unknown): void => log.note('error', 'fault', { error: messageOf(fault) })

  /** Ends what has been opened, the latest first. */
  const closers: (() => unknown)[] = []
  try {
    const invoker = await openInvoker({
      ...{ how: values.invoke, functionNames: served.named, functions: served.functions },
      ...{ home: served.home, clientConfig: served.clientConfig, environment: served.environment },
      onLine: (functionName, line, requestId) => log.note('info', 'output', { functionName, requestId, line }),
    })
    closers.push(() => invoker.close())
    const resolve = await openSettings(served, {
      from: flags.settings === 'lambda' ? 'lambda' : 'file',
      refreshMs: flags['settings-refresh'] * 1_000,
      places: invoker.places,
      onFault,
    })
    const { store, created, close } = await openStore(address, {
      ...{ user: 'work', onError: onFault, clientConfig: served.clientConfig, bodies: values.bodies },
    })
    closers.push(close)

    const worker = values.worker ?? `${hostname()}:${process.pid}`
    const metrics = createWorkerMetrics(store, { worker, version })
    const telemetry = await findTelemetry(version)
    let isDraining = false
    const health = await serveHealth(
      { host: flags['health-host'], port: flags['health-port'] },
      {
        '/healthz': async () => ({ status: 200, body: 'ok\n' }),
        '/readyz': createReadiness(store, () => isDraining),
        '/metrics': async () => ({ status: 200, body: await metrics.page() }),
      },
    )
    closers.push(() => health.close())

    const sender = openSender({ ...served.clientConfig, region: served.home.region }, served.endpoints)
    const invoke = metrics.count(invoker.invoke)
    const running = createRunning()
    const engine = createEngine({
      ...{ store, resolve, clock: systemClock, concurrency: 'wait' },
      ...(served.claimed !== undefined && { serves: served.claimed }),
      ...(invoker.slots !== undefined && { slots: invoker.slots }),
      invoke: telemetry?.trace(invoke) ?? invoke,
      deliver: async ({ signal, ...record }) => void (await sender.send(record, { signal })),
      deliverDeadLetter: async ({ signal, ...letter }) => void (await sender.send(letter, { signal })),
      ...{ maxInFlight: flags.concurrency, backpressure: served.backpressure },
      failedDeliveries: served.failedDeliveries,
      onTimeline(entry) {
        running.add(entry)
        log.timeline(entry)
      },
      onMetric(metric) {
        metrics.onMetric(metric)
        telemetry?.onMetric(metric)
      },
      onFault,
    })
    const { claimed: functions } = served
    log.note('info', 'working', { functions, invoke: values.invoke, worker, version, health: health.url })
    if (created !== undefined) log.note('warn', 'created', { file: created })

    await stopSignal()
    isDraining = true
    log.note('info', 'stopping', { inFlight: metrics.inFlight() })
    process.once('SIGINT', endAtOnce).once('SIGTERM', endAtOnce)
    await engine.stop({ graceMs: flags.drain * 1_000 })
    log.note('info', 'stopped', { putBack: running.count() })
    return exitCodes.success
  } finally {
    for (const close of closers.reverse()) await close()
  }
}

const defaults = {
  settings: workFlags.settings.rule.defaultValue,
  'settings-refresh': workFlags['settings-refresh'].rule.defaultValue,
  concurrency: workFlags.concurrency.rule.defaultValue,
  drain: workFlags.drain.rule.defaultValue,
  'health-port': workFlags['health-port'].rule.defaultValue,
  'health-host': workFlags['health-host'].rule.defaultValue,
  'log-level': workFlags['log-level'].rule.defaultValue,
} as const

async function stopSignal(): Promise<void> {
  const waiting = new AbortController()
  const { signal } = waiting
  // Neither a listener for signals nor the store of an empty queue keeps a process running.
  const running = setInterval(() => {}, 2 ** 31 - 1)
  await Promise.race([once(process, 'SIGINT', { signal }), once(process, 'SIGTERM', { signal })])
  clearInterval(running)
  waiting.abort()
}

/** A second signal does not wait: leases end, and other workers go on. */
function endAtOnce(): void {
  process.exit(exitCodes.service)
}

function messageOf(fault: unknown): string {
  return fault instanceof Error ? fault.message : String(fault)
}
