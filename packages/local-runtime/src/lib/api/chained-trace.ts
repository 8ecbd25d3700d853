import type { Clock, OnMetric } from '@async-invoke/engine'
import { createMetric, dimensionsOf, followChain } from '@async-invoke/engine/internal'
import type { FunctionReference } from '@async-invoke/schemas'
import { LambdaError } from '../http/lambda-error.ts'
import type { FunctionResolution } from '../registry/resolutions.ts'

export interface ChainDependencies {
  readonly clock: Clock
  readonly onMetric: OnMetric | undefined
}

/**
 * The trace header of a synchronous run with the run counted into its chain, which the SDK of the function passes on to
 * whatever it calls. Refuses a run that is one too many (REC-L1, REC-L4); the engine does the same for events.
 */
export function chainedTrace(
  traceHeader: string,
  reference: FunctionReference,
  { functionArn, version, recursiveLoop = 'Terminate' }: FunctionResolution,
  { clock, onMetric }: ChainDependencies,
): string {
  const chain = followChain(traceHeader, functionArn, recursiveLoop)
  if (!chain.stopped) return chain.traceHeader ?? traceHeader
  const dimensions = dimensionsOf(reference, version)
  onMetric?.(createMetric('RecursiveInvocationsDropped', 1, clock.nowMs(), dimensions))
  // The sentence of the service's model.
  const message =
    "Lambda has detected your function being invoked in a recursive loop with other Amazon Web Services resources and stopped your function's invocation."
  throw new LambdaError('RecursiveInvocationException', message)
}
