import type { Clock } from '@async-invoke/engine'
import { drawVersion, followChain } from '@async-invoke/engine/internal'
import type { FunctionRunner } from '../execution/function-runner.ts'
import { continueTrace, formatTrace } from '../http/trace-header.ts'
import { newRequestId } from '../ids/request-id.ts'
import type { EventSourceMapping } from '../registry/event-source-mappings.ts'
import type { VersionRecord } from '../registry/function-record.ts'
import type { Registry } from '../registry/registry.ts'
import type { FunctionResolution } from '../registry/resolutions.ts'
import { listFailed } from './failed-messages.ts'
import type { SqsRecord } from './sqs-record.ts'

/** Collaborators of the runs of batches. */
export interface BatchRunnerDependencies {
  readonly registry: Registry
  readonly runner: FunctionRunner
  readonly clock: Clock
  hex(digits: number): string
  /** Draws from [0, 1), for the version of a weighted alias. */
  random(): number
}

/** The ids of the messages that a run leaves in the queue, or that no slot was free for it. */
export type BatchOutcome = { readonly failed: readonly string[] } | 'throttled'

/** Runs the function of a mapping with batches of messages. */
export class BatchRunner {
  readonly #dependencies: BatchRunnerDependencies

  constructor(dependencies: BatchRunnerDependencies) {
    this.#dependencies = dependencies
  }

  /** Whether there is a function to run, and it can run. Messages stay in the queue until there is. */
  hasTarget(mapping: EventSourceMapping): boolean {
    const { executable } = this.#draw(mapping)
    return executable !== undefined && executable.state !== 'Pending'
  }

  /** Runs the function once. A run that fails leaves all messages in the queue; one that reports failures, those (ESM-5). */
  async run(mapping: EventSourceMapping, records: readonly SqsRecord[]): Promise<BatchOutcome> {
    const { registry, runner, clock, hex } = this.#dependencies
    const ids = records.map(({ messageId }) => messageId)
    const { resolution, executable } = this.#draw(mapping)
    if (executable === undefined) return { failed: ids }
    const trace = continueTrace(records[0]?.attributes.AWSTraceHeader, { nowMs: clock.nowMs(), hex })
    const { functionArn, recursiveLoop = 'Terminate', reservedConcurrency } = resolution
    const chain = followChain(formatTrace(trace), functionArn, recursiveLoop)
    if (chain.stopped) return { failed: ids }
    const { functionName } = mapping
    const invocation = {
      requestId: newRequestId(),
      payload: new TextEncoder().encode(JSON.stringify({ Records: records })),
      invokedFunctionArn: registry.invokedArnOf(mapping),
      traceHeader: chain.traceHeader ?? formatTrace(trace),
      clientContext: undefined,
      tenantId: undefined,
    }
    const answer = await runner.call({ functionName, version: executable, reservedConcurrency, invocation })
    if ('throttledBy' in answer) return 'throttled'
    if (answer.functionError) return { failed: ids }
    return { failed: mapping.reportsFailures ? listFailed(answer.payload, ids) : [] }
  }

  #draw(mapping: EventSourceMapping): {
    readonly resolution: FunctionResolution
    readonly executable: VersionRecord | undefined
  } {
    const { registry, random } = this.#dependencies
    const resolution = registry.resolve(mapping)
    return { resolution, executable: drawVersion(resolution, random).executable }
  }
}
