import type { LocalFunction } from '../registry.ts'
import { ExecutionEnvironment } from './execution-environment.ts'
import type { Answer, Invocation } from './runtime-api.ts'

export interface PoolOptions {
  readonly region: string
  /** Most runs at one time over all functions, as the account's concurrency is for Lambda. */
  readonly concurrency: number
  /** Told every line a function writes. */
  readonly onLine: (functionName: string, line: string, requestId: string | undefined) => void
}

/** Every execution environment of the runtime: reused while warm, started when none is free, bounded in number. */
export class EnvironmentPool {
  readonly #options: PoolOptions
  readonly #environments = new Map<string, Set<ExecutionEnvironment>>()
  #running = 0
  #closed = false

  constructor(options: PoolOptions) {
    this.#options = options
  }

  /** How many runs are under way. */
  get running(): number {
    return this.#running
  }

  /** Runs one event; `throttled` when every place is taken. Rejects when the pool is closed. */
  async run(target: LocalFunction, invocation: Invocation): Promise<Answer | 'throttled'> {
    if (this.#running >= this.#options.concurrency) return 'throttled'
    this.#running += 1
    try {
      for (;;) {
        this.#refuseWhenClosed()
        const environment = this.#warm(target) ?? (await this.#start(target))
        // Another run may have taken the new environment in the meantime, or a warm one may have gone unused.
        const answer = environment.available ? await environment.run(invocation) : undefined
        this.#refuseWhenClosed()
        if (answer !== undefined) return answer
      }
    } finally {
      this.#running -= 1
    }
  }

  /** Kills every environment and resolves when all are gone. */
  async close(): Promise<void> {
    this.#closed = true
    const all = [...this.#environments.values()].flatMap((each) => [...each])
    for (const environment of all) environment.kill()
    await Promise.all(all.map(({ exited }) => exited))
  }

  #refuseWhenClosed(): void {
    if (this.#closed) throw new Error('the runtime is closing')
  }

  #warm({ functionName }: LocalFunction): ExecutionEnvironment | undefined {
    for (const environment of this.#environments.get(functionName) ?? []) if (environment.available) return environment
    return undefined
  }

  async #start(target: LocalFunction): Promise<ExecutionEnvironment> {
    const { functionName } = target
    const { region, onLine } = this.#options
    const environment = await ExecutionEnvironment.start({
      function: target,
      region,
      onLine: (line, requestId) => onLine(functionName, line, requestId),
    })
    const ofFunction = this.#environments.get(functionName) ?? new Set()
    this.#environments.set(functionName, ofFunction.add(environment))
    environment.exited.then(() => ofFunction.delete(environment))
    if (this.#closed) environment.kill()
    return environment
  }
}
