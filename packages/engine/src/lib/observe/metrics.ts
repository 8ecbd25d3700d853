import type { InvokedReference } from '../invoked-reference.ts'

/** Name of a metric of Lambda's. */
export type MetricName =
  | 'AsyncEventsReceived'
  | 'AsyncEventAge'
  | 'AsyncEventsDropped'
  | 'Invocations'
  | 'Errors'
  | 'Throttles'
  | 'Duration'
  | 'DeadLetterErrors'
  | 'DestinationDeliveryFailures'
  | 'RecursiveInvocationsDropped'

export type MetricUnit = 'Count' | 'Milliseconds'

const units: Readonly<Record<MetricName, MetricUnit>> = {
  AsyncEventsReceived: 'Count',
  AsyncEventAge: 'Milliseconds',
  AsyncEventsDropped: 'Count',
  Invocations: 'Count',
  Errors: 'Count',
  Throttles: 'Count',
  Duration: 'Milliseconds',
  DeadLetterErrors: 'Count',
  DestinationDeliveryFailures: 'Count',
  RecursiveInvocationsDropped: 'Count',
}

/**
 * One sample of a metric, with the name and unit that Lambda gives it in the namespace `AWS/Lambda`.
 *
 * Shape: Lambda publishes each sample under several sets of dimensions: none, `FunctionName`, `FunctionName` and
 * `Resource`, and for an alias these with `ExecutedVersion`; {@link dimensionSets} lists them.
 */
export interface Metric {
  readonly name: MetricName
  readonly unit: MetricUnit
  readonly value: number
  /** When the invoke took place, not when the sample is published (MET-1). */
  readonly atMs: number
  readonly dimensions: MetricDimensions
}

export interface MetricDimensions {
  readonly FunctionName: string
  /** The function as invoked: `name`, `name:$LATEST`, `name:alias`, `name:7`. */
  readonly Resource: string
  /** For alias traffic: the version that ran. */
  readonly ExecutedVersion?: string
}

/** Told every sample; must not throw. */
export type OnMetric = (metric: Metric) => void

/** The sets of dimensions under which Lambda publishes a sample. */
export function dimensionSets({ ExecutedVersion }: MetricDimensions): readonly (readonly (keyof MetricDimensions)[])[] {
  const sets = [[], ['FunctionName'], ['FunctionName', 'Resource']] as const
  return ExecutedVersion === undefined ? sets : [...sets, ['FunctionName', 'Resource', 'ExecutedVersion']]
}

export function dimensionsOf(reference: InvokedReference, executedVersion?: string): MetricDimensions {
  const { functionName, qualifier } = reference
  const resource = { FunctionName: functionName, Resource: qualifier ? `${functionName}:${qualifier}` : functionName }
  const isAlias = qualifier !== undefined && !/^(?:\$LATEST(?:\.PUBLISHED)?|\d+)$/.test(qualifier)
  return isAlias && executedVersion !== undefined ? { ...resource, ExecutedVersion: executedVersion } : resource
}

/** A sample with the unit of its metric. */
export function createMetric(name: MetricName, value: number, atMs: number, dimensions: MetricDimensions): Metric {
  return { name, unit: units[name], value, atMs, dimensions }
}

/**
 * What an attempt adds to the metrics of its function (section 13): a run counts as invocation, error or not, and no
 * throttle; a throttle counts as that and as no error; a missing target and a system error count as nothing but an age.
 */
export function attemptMetrics(
  outcome: 'success' | 'functionError' | 'notFound' | 'throttle' | 'systemError',
  times: { readonly acceptedAtMs: number; readonly startedAtMs: number; readonly endedAtMs: number },
  dimensions: MetricDimensions,
): readonly Metric[] {
  const { acceptedAtMs, startedAtMs: atMs, endedAtMs } = times
  const of = (name: MetricName, value: number): Metric => createMetric(name, value, atMs, dimensions)
  const age = of('AsyncEventAge', atMs - acceptedAtMs)
  if (outcome === 'throttle') return [age, of('Throttles', 1), of('Errors', 0)]
  if (outcome === 'notFound' || outcome === 'systemError') return [age]
  const errors = outcome === 'functionError' ? 1 : 0
  return [age, of('Invocations', 1), of('Errors', errors), of('Throttles', 0), of('Duration', endedAtMs - atMs)]
}
