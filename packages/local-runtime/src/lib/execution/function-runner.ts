import type { Attempt, AttemptResult, ConcurrencyLimit, Slots } from '@async-invoke/engine'
import type { VersionRecord } from '../registry/function-record.ts'
import { versionOf } from '../registry/function-record.ts'
import type { Registry } from '../registry/registry.ts'
import type { EnvironmentPool } from './environment-pool.ts'
import type { RunAnswer } from './execution-environment.ts'
import { runTargetOf } from './process/run-target.ts'
import type { Invocation } from './runtime-api.ts'

export interface RunnerParts {
  readonly registry: Registry
  readonly pool: EnvironmentPool
  /** Shared with the engine, which takes the slots of asynchronous runs. */
  readonly slots: Slots
}

/** Runs versions of functions. */
export class FunctionRunner {
  readonly #parts: RunnerParts

  constructor(parts: RunnerParts) {
    this.#parts = parts
  }

  /** Runs a synchronous call now, or names the limit that leaves it no slot. */
  async call(
    functionName: string,
    version: VersionRecord,
    invocation: Invocation,
  ): Promise<RunAnswer | { readonly throttledBy: ConcurrencyLimit }> {
    const { registry, pool, slots } = this.#parts
    const slot = slots.enter(functionName, registry.get({ functionName })?.reservedConcurrency)
    if (typeof slot === 'string') return { throttledBy: slot }
    try {
      return await pool.run(runTargetOf(functionName, version), invocation)
    } finally {
      slot()
    }
  }

  /** Runs an attempt of the engine, which holds its slot, on the version that it drew. */
  async attempt({ requestId, reference, version, payload, traceHeader }: Attempt): Promise<AttemptResult> {
    const { registry, pool } = this.#parts
    const record = registry.get(reference)
    const target = record && (version === undefined ? registry.find(reference) : versionOf(record, version))
    if (target === undefined) return { outcome: 'notFound' }
    const invokedFunctionArn = registry.invokedArnOf(reference)
    const invocation = { requestId, payload, invokedFunctionArn, traceHeader, clientContext: undefined }
    const answer = await pool.run(runTargetOf(reference.functionName, target), invocation)
    const outcome = answer.functionError ? 'functionError' : 'success'
    return { outcome, executedVersion: target.version, payload: answer.payload }
  }
}
