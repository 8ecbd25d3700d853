import type { Counter, Histogram, Meter } from '@opentelemetry/api'
import type { MetricName, OnMetric } from './metrics.ts'

/**
 * Creates an `onMetric` that records samples with an OpenTelemetry meter. Counts become counters and durations become
 * histograms, under Lambda's names, with `FunctionName`, `Resource` and `ExecutedVersion` as attributes.
 *
 * OpenTelemetry records the time of the call, not the time on the engine's clock.
 *
 * @example
 * ```ts
 * const onMetric = bridgeToOpenTelemetry(metrics.getMeter('async-invoke'))
 * ```
 */
export function bridgeToOpenTelemetry(meter: Meter): OnMetric {
  const counters = new Map<MetricName, Counter>()
  const histograms = new Map<MetricName, Histogram>()
  return ({ name, unit, value, dimensions }) => {
    if (unit === 'Count') known(counters, name, () => meter.createCounter(name)).add(value, { ...dimensions })
    else known(histograms, name, () => meter.createHistogram(name, { unit: 'ms' })).record(value, { ...dimensions })
  }
}

function known<Instrument>(
  instruments: Map<MetricName, Instrument>,
  name: MetricName,
  create: () => Instrument,
): Instrument {
  const instrument = instruments.get(name) ?? create()
  instruments.set(name, instrument)
  return instrument
}
