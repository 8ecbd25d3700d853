import { clearInterval, setImmediate, setInterval, setTimeout } from 'node:timers'
import { ExecutionEnvironment, type RunAnswer } from './execution-environment.ts'
import { buildVariables, type CommonVariables } from './process/function-variables.ts'
import { resolveLaunch } from './process/launch.ts'
import { orphanGuard } from './process/orphan-guard.ts'
import type { RunTarget } from './process/run-target.ts'
import { spareProcesses } from './process/spare-processes.ts'
import { firstStandBy, type SpareRuntime, type StandBy, spareRuntimeOf } from './process/stand-by.ts'
import { starts } from './process/start-queue.ts'
import type { Invocation } from './runtime-api.ts'

export interface PoolOptions {
  /** Resolves once the runtime's endpoint is known; no environment is started before. */
  readonly variables: Promise<CommonVariables>
  /** Functions that may run, of which the first of each runtime finds a process on stand-by. */
  readonly expected?: () => readonly RunTarget[]
  /**
   * Whether an event can reach a version of a function. An idle environment of one that was deleted ends before another starts.
   *
   * @defaultValue every one can be reached
   */
  readonly isReachable?: (functionName: string, version: string) => boolean
  /**
   * Maximum number of idle environments that are kept warm, each with the memory of a process. Those idle longest end first, when
   * another one starts, and once in a while.
   *
   * @defaultValue `100`
   */
  readonly maxIdle?: number
  /**
   * Wall time that an initialization before the first event may take, in milliseconds.
   *
   * @defaultValue `10000`, as in Lambda
   * @see https://docs.aws.amazon.com/lambda/latest/dg/lambda-runtime-environment.html
   */
  readonly initLimitMs?: number
  /**
   * Called before an environment starts, to put back code of archives that was changed. Returns the path of a changed file.
   */
  readonly mendCode?: (directory: string) => Promise<string | undefined>
  /** Called with each line that a function or the platform writes. */
  readonly onLine: (functionName: string, line: string, logStreamName: string, requestId: string | undefined) => void
}

/** Time after the start in which nothing is prepared, unless a function runs. */
const prepareAfterMs = 100

/** Wall time for which an idle environment is kept warm. */
const idleLimitMs = 300_000

/**
 * All execution environments of the runtime. A warm one is reused if its code is unchanged; otherwise one is started.
 * The deletion of a function ends idle ones only, so a run that has begun goes on (DSP-4).
 */
export class EnvironmentPool {
  readonly #options: PoolOptions
  readonly #environments = new Map<string, Set<ExecutionEnvironment>>()
  readonly #sweep: NodeJS.Timeout
  #closed = false
  readonly #releases: (() => void)[] = []

  constructor(options: PoolOptions) {
    this.#options = options
    options.variables.then(
      // Starting a process takes milliseconds, in which nothing else happens: the runtime listens, and answers, before.
      (variables) => void setTimeout(() => this.#prepare(variables), prepareAfterMs).unref(),
      // The runtime cannot listen, which is reported elsewhere.
      () => {},
    )
    this.#sweep = setInterval(() => this.#killIdle(), idleLimitMs / 10).unref()
  }

  /**
   * Runs one event. Rejects when the pool is closed.
   *
   * @param signal - kills the environment of the run
   */
  async run(target: RunTarget, invocation: Invocation, signal?: AbortSignal): Promise<RunAnswer> {
    for (;;) {
      this.#refuseWhenClosed()
      const key = keyOf(target, invocation)
      const environment = this.#warm(key, target) ?? (await this.#start(key, target))
      // Another run may have taken the environment meanwhile, or the process of a warm one may have exited.
      const answer = environment.available ? await runIn(environment, invocation, signal) : undefined
      this.#refuseWhenClosed()
      spareProcesses.prepare(spareRuntimeOf(target.runtime))
      if (answer !== undefined) return answer
    }
  }

  /** Kills every environment and resolves once all have exited. */
  async close(): Promise<void> {
    this.#closed = true
    clearInterval(this.#sweep)
    const all = this.#all()
    for (const environment of all) environment.kill()
    await Promise.all(all.map(({ exited }) => exited))
    for (const release of this.#releases) release()
  }

  /** Starts what environments need beside them; the first of them does so if it is early. */
  #prepare(variables: CommonVariables): void {
    if (this.#closed || this.#releases.length > 0) return
    const first = firstOfEachRuntime(this.#options.expected?.() ?? [], variables)
    this.#releases.push(orphanGuard.keep(), spareProcesses.keep(first))
  }

  #all(): readonly ExecutionEnvironment[] {
    return [...this.#environments.values()].flatMap((ofVersion) => [...ofVersion])
  }

  #refuseWhenClosed(): void {
    if (this.#closed) throw new Error('the runtime is closing')
  }

  #killIdle(): void {
    const { isReachable = () => true, maxIdle = 100 } = this.#options
    const beforeMs = Date.now() - idleLimitMs
    const idle = this.#all().filter(({ available }) => available)
    for (const [place, environment] of idle.sort((a, b) => b.idleSinceMs - a.idleSinceMs).entries()) {
      const { functionName, version } = environment.target
      if (place >= maxIdle || environment.idleSinceMs < beforeMs || !isReachable(functionName, version))
        environment.kill()
    }
  }

  /** Finds an environment whose function and code are unchanged, and ends those in which they are not (RUN-9). */
  #warm(key: string, target: RunTarget): ExecutionEnvironment | undefined {
    for (const environment of this.#environments.get(key) ?? []) {
      if (!environment.available) continue
      const changed = environment.findChangedFile()
      if (environment.revision === target.revision && changed === undefined) return environment
      if (changed !== undefined)
        environment.note(`async-invoke: loading the function again, since ${changed} has changed`)
      environment.kill()
    }
    return undefined
  }

  /** Starts an environment when it is its turn, unless another one has become free by then. */
  async #start(key: string, target: RunTarget): Promise<ExecutionEnvironment> {
    const { onLine, initLimitMs = 10_000, mendCode } = this.#options
    const variables = await this.#options.variables
    // Starting processes takes milliseconds, in which nothing else happens: answers that are ready go out before.
    await endOfTurn()
    await endOfTurn()
    const started = await starts.turn()
    const free = this.#warm(key, target)
    if (this.#closed || free !== undefined) started()
    this.#refuseWhenClosed()
    if (free !== undefined) return free
    this.#prepare(variables)
    this.#killIdle()
    const changed = await mendCode?.(target.directory)
    const options = {
      ...{ target, variables, initLimitMs },
      onLine: (line: string, stream: string, requestId: string | undefined) =>
        onLine(target.functionName, line, stream, requestId),
      onInitialized() {
        started()
        spareProcesses.prepare(spareRuntimeOf(target.runtime))
      },
    }
    const environment = await ExecutionEnvironment.start(options, target.revision)
    environment.exited.then(started)
    const ofVersion = this.#environments.get(key) ?? new Set()
    this.#environments.set(key, ofVersion.add(environment))
    environment.exited.then(() => {
      ofVersion.delete(environment)
      if (ofVersion.size === 0) this.#environments.delete(key)
    })
    if (changed !== undefined)
      environment.note(`async-invoke: unpacked the archive again, since ${changed} was changed`)
    if (this.#closed) environment.kill()
    return environment
  }
}

/** What the first function of each runtime needs on stand-by. Without functions, the next one is likely to be for Node.js. */
function firstOfEachRuntime(expected: readonly RunTarget[], variables: CommonVariables): readonly StandBy[] {
  if (expected.length === 0) return [firstStandBy]
  const found = new Map<SpareRuntime, StandBy>()
  for (const target of expected) {
    const runtime = spareRuntimeOf(target.runtime)
    if (runtime === undefined || found.has(runtime)) continue
    const all = buildVariables(target, variables, { logStreamName: '', runtimeApi: '' })
    const standBy = resolveLaunch(target, all)?.standBy
    if (standBy !== undefined) found.set(runtime, standBy)
  }
  return [...found.values()]
}

function endOfTurn(): Promise<void> {
  return new Promise((resolve) => {
    setImmediate(resolve)
  })
}

/** Hot path: most runs have no signal, and need no promise more. */
function runIn(
  environment: ExecutionEnvironment,
  invocation: Invocation,
  signal: AbortSignal | undefined,
): Promise<RunAnswer | undefined> {
  if (signal === undefined) return environment.run(invocation)
  const kill = (): void => environment.kill()
  signal.addEventListener('abort', kill, { once: true })
  return environment.run(invocation).finally(() => signal.removeEventListener('abort', kill))
}

/** A tenant shares its environments with no other (TEN-1). */
function keyOf({ functionName, version }: RunTarget, { tenantId }: Pick<Invocation, 'tenantId'>): string {
  return tenantId === undefined ? `${functionName}:${version}` : `${functionName}:${version}:${tenantId}`
}
