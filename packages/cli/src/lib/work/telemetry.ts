import type { Invoke, OnMetric } from '@async-invoke/engine'

/** Where OpenTelemetry gets the metrics and the attempts of a worker. */
export interface Telemetry {
  readonly onMetric: OnMetric
  trace(invoke: Invoke): Invoke
}

const name = 'async-invoke'

/**
 * Finds OpenTelemetry's API, a peer. It passes on to the SDK that the process was started with, as by `NODE_OPTIONS=--import …`,
 * and without one to nothing.
 *
 * @returns `undefined` if it is not installed
 */
export async function findTelemetry(version: string): Promise<Telemetry | undefined> {
  const api = await importApi()
  if (api === undefined) return undefined
  const { bridgeToOpenTelemetry, traceAttempts } = await import('@async-invoke/engine/opentelemetry')
  return {
    onMetric: bridgeToOpenTelemetry(api.metrics.getMeter(name, version)),
    trace: (invoke) => traceAttempts(api.trace.getTracer(name, version), invoke),
  }
}

async function importApi(): Promise<typeof import('@opentelemetry/api') | undefined> {
  try {
    return await import('@opentelemetry/api')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ERR_MODULE_NOT_FOUND') return undefined
    throw error
  }
}
