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
 * Adds a synchronous run to the chain in its trace header, which the SDK in the function propagates to every call it makes.
 * The engine does the same for events.
 *
 * @throws {@link LambdaError} `RecursiveInvocationException` when the run would exceed the limit (REC-L1, REC-L4)
 *
 * @see https://docs.aws.amazon.com/lambda/latest/dg/invocation-recursion.html
 */
export function extendTraceChain(
  traceHeader: string,
  reference: FunctionReference,
  { functionArn, version, recursiveLoop = 'Terminate' }: FunctionResolution,
  { clock, onMetric }: ChainDependencies,
): string {
  const chain = followChain(traceHeader, functionArn, recursiveLoop)
  if (!chain.stopped) return chain.traceHeader ?? traceHeader
  const dimensions = dimensionsOf(reference, version)
  onMetric?.(createMetric('RecursiveInvocationsDropped', 1, clock.nowMs(), dimensions))
  // The message in the service model.
  const message =
    "Lambda has detected your function being invoked in a recursive loop with other Amazon Web Services resources and stopped your function's invocation."
  throw new LambdaError('RecursiveInvocationException', message)
}
