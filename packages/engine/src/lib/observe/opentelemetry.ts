import type { Counter, Histogram, Meter } from '@opentelemetry/api'
import type { MetricName, OnMetric } from './metrics.ts'

/**
 * Hands metric samples to an OpenTelemetry meter: counts become counters, milliseconds become histograms, under Lambda's
 * own names, with `FunctionName`, `Resource` and `ExecutedVersion` as attributes.
 *
 * OpenTelemetry has no time of its own for a sample, so it is the time at which it is handed over, not the engine's clock.
 *
 * @example createEngine({ …, onMetric: bridgeToOpenTelemetry(metrics.getMeter('async-invoke')) })
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
