import type { Attempt, AttemptResult, ConcurrencyLimit, Slots } from '@async-invoke/engine'
import type { VersionRecord } from '../registry/function-record.ts'
import type { Registry } from '../registry/registry.ts'
import { attemptOutcome } from './attempt-outcome.ts'
import type { EnvironmentPool } from './environment-pool.ts'
import type { RunAnswer } from './execution-environment.ts'
import { toRunTarget } from './process/run-target.ts'
import type { Invocation } from './runtime-api.ts'

export interface RunnerDependencies {
  readonly registry: Pick<Registry, 'invokedArnOf'>
  readonly pool: EnvironmentPool
  /** Shared with the engine, which takes the slots for asynchronous runs. */
  readonly slots: Slots
}

/** Synchronous call of a version that has been resolved. */
export interface Call {
  readonly functionName: string
  readonly version: VersionRecord
  readonly reservedConcurrency: number | undefined
  readonly invocation: Invocation
}

/** Runs functions, for synchronous calls and for the engine's attempts. */
export class FunctionRunner {
  readonly #dependencies: RunnerDependencies

  constructor(dependencies: RunnerDependencies) {
    this.#dependencies = dependencies
  }

  /** Runs a synchronous call, or returns the limit that leaves no slot for it. */
  async call({
    functionName,
    version,
    reservedConcurrency,
    invocation,
  }: Call): Promise<RunAnswer | { readonly throttledBy: ConcurrencyLimit }> {
    const { pool, slots } = this.#dependencies
    const slot = slots.enter(functionName, reservedConcurrency)
    if (typeof slot === 'string') return { throttledBy: slot }
    try {
      return await pool.run(toRunTarget(functionName, version), invocation)
    } finally {
      slot()
    }
  }

  /** Runs an attempt of the engine on the version resolved for it. The engine holds its slot. */
  async attempt({
    requestId,
    reference,
    executable,
    payload,
    traceHeader,
    tenantId,
  }: Attempt<VersionRecord>): Promise<AttemptResult> {
    if (executable === undefined) return { outcome: 'notFound' }
    const { registry, pool } = this.#dependencies
    const invokedFunctionArn = registry.invokedArnOf(reference)
    const invocation = { requestId, payload, invokedFunctionArn, traceHeader, clientContext: undefined, tenantId }
    const answer = await pool.run(toRunTarget(reference.functionName, executable), invocation)
    return { ...attemptOutcome(answer), executedVersion: executable.version }
  }
}
