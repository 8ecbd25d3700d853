import { errorPayload, runtimeExited, timedOut, unsupportedRuntime } from './error-payload.ts'
import { initFailureOf, type ReportedInitError } from './init-failure.ts'
import { logStreamName, type RunFailure, RunLog } from './logs/run-log.ts'
import { functionVariables } from './process/function-variables.ts'
import { launchOf } from './process/launch.ts'
import { MemoryWatch } from './process/memory-watch.ts'
import type { OrphanGuard } from './process/orphan-guard.ts'
import type { RunTarget } from './process/run-target.ts'
import { type ProcessEnd, RuntimeProcess } from './process/runtime-process.ts'
import { type Answer, type Invocation, RuntimeApi } from './runtime-api.ts'

export interface EnvironmentOptions {
  readonly target: RunTarget
  readonly region: string
  readonly guard: OrphanGuard
  /** How long a function may take to initialize before its first event; more is done again with the event. */
  readonly initLimitMs: number
  /** Told every line of the function and the platform, with the request that was running then, if any. */
  readonly onLine: (line: string, logStreamName: string, requestId: string | undefined) => void
}

/** An answer with the end of what was logged while it was made. */
export interface RunAnswer extends Answer {
  readonly logTail: Uint8Array
}

/** How long a runtime may go on that has told that it could not be initialized. */
const exitAfterInitErrorMs = 1_000

interface Running {
  readonly invocation: Invocation
  /** When its time began: with the event, or with the initialization that is made for it. */
  startedAtMs: number | undefined
  /** Whether the runtime has taken the event. */
  taken: boolean
  /** What the runtime has answered, while the last lines of the run are still being read. */
  answer: Answer | undefined
  readonly end: (answer: RunAnswer | undefined) => void
}

/**
 * Where the process is: initializing before an event, gone from there, initializing again within the time of an event,
 * or done with it.
 */
type Stage = 'init' | 'init failed' | 'init in run' | 'initialized'

/**
 * A process that runs one version of a function, one event at a time, through the Lambda Runtime API. It is kept warm
 * between events and is gone for good after a timeout or an exit. An initialization that fails is made once more with the
 * first event, by a second process.
 */
export class ExecutionEnvironment {
  /** Resolves when it is gone for good, with its process. */
  readonly exited: Promise<void>
  /** Code and settings it was started with. */
  readonly revision: string
  /** When it last ended a run, in wall time. */
  idleSinceMs = Date.now()
  readonly #options: EnvironmentOptions
  readonly #api: RuntimeApi
  readonly #log: RunLog
  readonly #stream: string
  readonly #memory: MemoryWatch
  #process: RuntimeProcess | undefined
  #stage: Stage = 'init'
  /** Of an initialization that has gone well and is not reported yet. */
  #initMs: number | undefined
  #initError: ReportedInitError | undefined
  #running: Running | undefined
  #alive = true
  /** Whether the runtime waits for an event. */
  #ready = false
  /** Whether the process is being killed because its time was up. */
  #late = false
  #timer: NodeJS.Timeout | undefined
  #gone: () => void = () => {}

  private constructor(options: EnvironmentOptions, api: RuntimeApi, revision: string) {
    const { target, onLine, initLimitMs } = options
    this.revision = revision
    this.#options = options
    this.#api = api
    this.#stream = logStreamName(target.version, Date.now())
    this.#log = new RunLog((line) => onLine(line, this.#stream, this.#running?.invocation.requestId))
    this.#memory = new MemoryWatch(target.memoryInMegabytes, () => this.#stopProcess())
    this.exited = new Promise((resolve) => {
      this.#gone = resolve
    })
    this.#startProcess(initLimitMs)
  }

  static async start(options: EnvironmentOptions, revision: string): Promise<ExecutionEnvironment> {
    // The runtime's first call comes after its process was started, when the environment is there.
    const api = await RuntimeApi.listen({
      onReady: () => environment.#runtimeIsReady(),
      onAnswer: (requestId, answer) => environment.#runtimeAnswered(requestId, answer),
      onInitError: (payload, errorType) => environment.#initFailed({ payload, errorType }),
    })
    const environment: ExecutionEnvironment = new ExecutionEnvironment(options, api, revision)
    return environment
  }

  /** Whether it can take an event: it lives and runs none. */
  get available(): boolean {
    return this.#alive && this.#running === undefined
  }

  /**
   * Runs one event and resolves with what came of it, whichever way the run ended. Resolves with `undefined` when a
   * warm process was gone before it took the event, which then has not run.
   */
  run(invocation: Invocation): Promise<RunAnswer | undefined> {
    if (!this.available) throw new Error('the execution environment is not available')
    return new Promise((end) => {
      this.#running = { invocation, startedAtMs: undefined, taken: false, answer: undefined, end }
      if (this.#ready) this.#send()
      else if (this.#stage === 'init failed') this.#initializeInRun(this.#running)
    })
  }

  /** Kills the process, and what it has started. */
  kill(): void {
    if (!this.#alive) return
    this.#alive = false
    if (this.#stage === 'init failed') this.#close()
    else this.#process?.kill()
  }

  #startProcess(limitMs: number): void {
    const { target, region, guard } = this.#options
    const launch = launchOf(target)
    // Nothing to start: its end is told when somebody can have asked for a run.
    if (launch === undefined) return void setImmediate(() => this.#close())
    const runtimeApi = this.#api.address
    this.#process = new RuntimeProcess({
      ...{ launch, guard, directory: target.directory },
      variables: functionVariables(target, { region, runtimeApi, logStreamName: this.#stream }),
      onLine: (line) => this.#log.line(line),
      onEnd: (end) => this.#processEnded(end),
    })
    this.#memory.watch(this.#process)
    this.#killAfter(limitMs)
  }

  /** The time that this takes, and a failure of it, are the event's. */
  #initializeInRun(running: Running): void {
    running.startedAtMs = performance.now()
    this.#stage = 'init in run'
    this.#initError = undefined
    this.#late = false
    this.#api.forgetRuntime()
    this.#startProcess(this.#options.target.timeoutInSeconds * 1_000)
  }

  #runtimeIsReady(): void {
    // Too late: it is being killed.
    if (this.#late) return
    if (this.#stage === 'init') {
      clearTimeout(this.#timer)
      this.#initMs = this.#process?.ageMs
    }
    this.#stage = 'initialized'
    this.#ready = true
    // A run that has answered and is about to end has been sent already.
    if (this.#running?.taken === false) this.#send()
  }

  /** The runtime should go now; one that does not is made to. */
  #initFailed(reported: ReportedInitError): void {
    // It cannot have failed any more.
    if (this.#stage === 'initialized') return
    const failing = this.#process
    this.#initError = reported
    setTimeout(() => failing?.kill(), exitAfterInitErrorMs).unref()
  }

  #send(): void {
    const running = this.#running
    if (running === undefined) return
    const timeoutMs = this.#options.target.timeoutInSeconds * 1_000
    this.#ready = false
    running.taken = true
    this.#log.start(running.invocation.requestId, this.#options.target.version)
    if (running.startedAtMs === undefined) this.#killAfter(timeoutMs)
    running.startedAtMs ??= performance.now()
    this.#memory.watch(this.#process)
    this.#api.send(running.invocation, Date.now() + timeoutMs - Math.ceil(performance.now() - running.startedAtMs))
  }

  #killAfter(limitMs: number): void {
    clearTimeout(this.#timer)
    this.#timer = setTimeout(() => {
      this.#late = true
      this.#stopProcess()
    }, limitMs)
  }

  /** An initialization is made again, a run is not. */
  #stopProcess(): void {
    if (this.#stage !== 'init') this.#alive = false
    this.#process?.kill()
  }

  #runtimeAnswered(requestId: string, answer: Answer): void {
    const running = this.#running
    if (running?.invocation.requestId !== requestId) return
    running.answer = answer
    // What the function wrote before it answered is in the pipe by now: it is read before the run counts as ended.
    setImmediate(() => setImmediate(() => this.#end(running, answer)))
  }

  #processEnded(end: ProcessEnd): void {
    clearTimeout(this.#timer)
    this.#memory.stop()
    const running = this.#running
    const initFailure = this.#late ? 'timeout' : initFailureOf(end, this.#initError)
    if (this.#stage === 'init' && this.#alive) {
      this.#stage = 'init failed'
      this.#log.initReport(this.#process?.ageMs ?? 0, 'init', initFailure)
      if (running !== undefined) this.#initializeInRun(running)
      return
    }
    if (this.#stage === 'init in run') this.#log.initReport(this.#process?.ageMs ?? 0, 'invoke', initFailure)
    this.#close(end)
  }

  /** Ends what is running, and itself. */
  #close(end?: ProcessEnd): void {
    this.#alive = false
    clearTimeout(this.#timer)
    this.#api.close()
    const running = this.#running
    if (running !== undefined) this.#endWithout(running, end)
    this.#gone()
  }

  /** Ends a run whose process has gone. */
  #endWithout(running: Running, end: ProcessEnd | undefined): void {
    if (running.answer !== undefined) this.#end(running, running.answer)
    else if (this.#stage === 'initialized' && !running.taken) this.#finish(running, undefined)
    else {
      const { requestId } = running.invocation
      // An initialization that failed has had no start yet.
      if (!running.taken) this.#log.start(requestId, this.#options.target.version)
      const { payload, failure } = this.#failureOf(requestId, end)
      this.#end(running, { functionError: true, payload }, failure)
    }
  }

  /** What is answered for a run that the function did not end; what the log has of it in the run is written. */
  #failureOf(requestId: string, end: ProcessEnd | undefined): { payload: Uint8Array; failure?: RunFailure } {
    const { timeoutInSeconds, runtime } = this.#options.target
    if (end === undefined) return { payload: unsupportedRuntime(runtime) }
    if (this.#late) {
      const seconds = timeoutInSeconds.toFixed(2)
      this.#log.line(`${new Date().toISOString()} ${requestId} Task timed out after ${seconds} seconds`)
      return { payload: timedOut(requestId, timeoutInSeconds), failure: 'timeout' }
    }
    if (this.#stage !== 'initialized' && this.#initError !== undefined)
      return { payload: this.#initError.payload, failure: initFailureOf(end, this.#initError) }
    const { errorType, errorMessage } = runtimeExited(requestId, end)
    for (const line of [errorMessage, errorType]) this.#log.line(line)
    return { payload: errorPayload(errorType, errorMessage), failure: { errorType } }
  }

  #end(running: Running, answer: Answer, failure?: RunFailure): void {
    if (running !== this.#running) return
    const { memoryInMegabytes } = this.#options.target
    const durationMs = running.startedAtMs === undefined ? 0 : performance.now() - running.startedAtMs
    const peakMegabytes = this.#memory.stop(this.#process)
    this.#process?.flush()
    const report = { durationMs, memoryInMegabytes, peakMegabytes, initMs: this.#initMs, failure }
    this.#log.end(running.invocation.requestId, report)
    this.#initMs = undefined
    this.#finish(running, { ...answer, logTail: this.#log.takeTail() })
  }

  #finish(running: Running, answer: RunAnswer | undefined): void {
    clearTimeout(this.#timer)
    this.#memory.stop()
    this.#running = undefined
    this.idleSinceMs = Date.now()
    running.end(answer)
  }
}
