import type { Attempt, AttemptResult } from '@async-invoke/engine'
import type { VersionRecord } from '../registry/function-record.ts'
import { versionOf } from '../registry/function-record.ts'
import type { Registry } from '../registry/registry.ts'
import type { ConcurrencyLimits, ThrottleReason } from './concurrency-limits.ts'
import type { EnvironmentPool } from './environment-pool.ts'
import type { RunAnswer } from './execution-environment.ts'
import { runTargetOf } from './process/run-target.ts'
import type { Invocation } from './runtime-api.ts'

export interface RunnerParts {
  readonly registry: Registry
  readonly pool: EnvironmentPool
  readonly limits: ConcurrencyLimits
}

/** Runs versions of functions within the limits of their concurrency. */
export class FunctionRunner {
  readonly #parts: RunnerParts

  constructor(parts: RunnerParts) {
    this.#parts = parts
  }

  /** Runs one event now, or says why it may not run. */
  async run(
    functionName: string,
    version: VersionRecord,
    invocation: Invocation,
  ): Promise<RunAnswer | { readonly throttled: ThrottleReason }> {
    const { registry, pool, limits } = this.#parts
    const place = limits.enter(functionName, registry.get({ functionName })?.reservedConcurrency)
    if (typeof place === 'string') return { throttled: place }
    try {
      return await pool.run(runTargetOf(functionName, version), invocation)
    } finally {
      place()
    }
  }

  /** An attempt of the engine, on the version that it drew. */
  async attempt({ requestId, reference, version, payload, traceHeader }: Attempt): Promise<AttemptResult> {
    const { registry } = this.#parts
    const record = registry.get(reference)
    const target = record && (version === undefined ? registry.find(reference) : versionOf(record, version))
    if (target === undefined) return { outcome: 'notFound' }
    const invokedFunctionArn = registry.invokedArnOf(reference)
    const invocation = { requestId, payload, invokedFunctionArn, traceHeader, clientContext: undefined }
    const answer = await this.run(reference.functionName, target, invocation)
    if ('throttled' in answer) return { outcome: 'throttle' }
    const outcome = answer.functionError ? 'functionError' : 'success'
    return { outcome, executedVersion: target.version, payload: answer.payload }
  }
}
