import type { AttemptOutcome } from '../decide/attempt-outcome.ts'
import type { InvokedReference } from '../invoked-reference.ts'

/**
 * Name of a metric that Lambda publishes.
 *
 * @see https://docs.aws.amazon.com/lambda/latest/dg/monitoring-metrics-types.html
 */
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

/** Unit of a metric. */
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
 * One sample of a metric, with the name and the unit that it has in Lambda's namespace `AWS/Lambda`. Lambda publishes each
 * sample under several sets of dimensions: none, `FunctionName`, `FunctionName` and `Resource`, and for an alias also these
 * two with `ExecutedVersion`.
 */
export interface Metric {
  readonly name: MetricName
  readonly unit: MetricUnit
  readonly value: number
  /** When the invocation took place, not when the sample is published (MET-1), in milliseconds since the epoch. */
  readonly atMs: number
  readonly dimensions: MetricDimensions
}

/** Dimensions of a metric sample. */
export interface MetricDimensions {
  readonly FunctionName: string
  /** Function as invoked: `name`, `name:$LATEST`, `name:alias` or `name:7`. */
  readonly Resource: string
  /** Version that ran, if the function was invoked through an alias or as `$LATEST` by name (MET-8). */
  readonly ExecutedVersion?: string
}

/** Receives every metric sample. */
export type OnMetric = (metric: Metric) => void

/** Lists the sets of dimensions under which Lambda publishes a sample. */
export function dimensionSets({ ExecutedVersion }: MetricDimensions): readonly (readonly (keyof MetricDimensions)[])[] {
  const sets = [[], ['FunctionName'], ['FunctionName', 'Resource']] as const
  return ExecutedVersion === undefined ? sets : [...sets, ['FunctionName', 'Resource', 'ExecutedVersion']]
}

/** Returns the dimensions of the samples of a function. A version by its number has no other that could run (MET-8). */
export function dimensionsOf(reference: InvokedReference, executedVersion?: string): MetricDimensions {
  const { functionName, qualifier } = reference
  const resource = { FunctionName: functionName, Resource: qualifier ? `${functionName}:${qualifier}` : functionName }
  const canMove = qualifier !== undefined && !/^\d+$/.test(qualifier)
  return canMove && executedVersion !== undefined ? { ...resource, ExecutedVersion: executedVersion } : resource
}

/** Creates a sample with the unit of its metric. */
export function createMetric(name: MetricName, value: number, atMs: number, dimensions: MetricDimensions): Metric {
  return { name, unit: units[name], value, atMs, dimensions }
}

/**
 * Creates the samples of an attempt (section 13). A run counts as an invocation, with or without error, and as no throttle;
 * a throttle counts as a throttle and as no error; a missing target, a system error or a refusal adds only an age.
 */
export function attemptMetrics(
  outcome: Exclude<AttemptOutcome['outcome'], 'zeroReserved'>,
  times: { readonly acceptedAtMs: number; readonly startedAtMs: number; readonly endedAtMs: number },
  dimensions: MetricDimensions,
): readonly Metric[] {
  const { acceptedAtMs, startedAtMs: atMs, endedAtMs } = times
  const of = (name: MetricName, value: number): Metric => createMetric(name, value, atMs, dimensions)
  const age = of('AsyncEventAge', atMs - acceptedAtMs)
  if (outcome === 'throttle') return [age, of('Throttles', 1), of('Errors', 0)]
  if (outcome !== 'success' && outcome !== 'functionError') return [age]
  const errors = outcome === 'functionError' ? 1 : 0
  return [age, of('Invocations', 1), of('Errors', errors), of('Throttles', 0), of('Duration', endedAtMs - atMs)]
}
