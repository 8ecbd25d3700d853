import { clearTimeout, setImmediate, setTimeout } from 'node:timers'
import { afterTurns } from './after-turns.ts'
import { errorPayload, runtimeExited, timedOut, unsupportedRuntime } from './error-payload.ts'
import { describeInitFailure, type ReportedInitError } from './init-failure.ts'
import { createLogStreamName, type RunFailure, RunLog } from './logs/run-log.ts'
import { buildVariables, type CommonVariables } from './process/function-variables.ts'
import { lackOfFiles } from './process/lack-of-files.ts'
import { reportsLoadedFiles, resolveLaunch } from './process/launch.ts'
import { MemoryWatch } from './process/memory-watch.ts'
import type { RunTarget } from './process/run-target.ts'
import { lackOfRoom, type ProcessEnd, RuntimeProcess } from './process/runtime-process.ts'
import { type Answer, type Invocation, RuntimeApi, turnsUntilEnd } from './runtime-api.ts'
import { stampsOfFolder, WatchedFiles } from './watched-files.ts'

export interface EnvironmentOptions {
  readonly target: RunTarget
  readonly variables: CommonVariables
  /**
   * Wall time that an initialization before the first event may take; one that takes longer is repeated with the event.
   */
  readonly initLimitMs: number
  /** Called with each line of the function and the platform, and with the request that is running, if any. */
  readonly onLine: (line: string, logStreamName: string, requestId: string | undefined) => void
  /** Called once its process has initialized. */
  readonly onInitialized: () => void
}

/** Answer to an event, with the log of its run. */
export interface RunAnswer extends Answer {
  /** It may lack its beginning: `tailOf` it is complete. */
  readonly log: string
}

/** Time for a runtime to exit after it has reported an initialization error. */
const exitAfterInitErrorMs = 1_000

interface Running {
  readonly invocation: Invocation
  /** Start of its duration: of the event, or of the initialization that is part of the run. */
  startedAtMs: number | undefined
  /** True once the runtime has received the event. */
  taken: boolean
  /** The runtime's answer, while the last lines of the run are still being read. */
  answer: Answer | undefined
  readonly end: (answer: RunAnswer | undefined) => void
  readonly fail: (error: Error) => void
}

/**
 * Stages of an environment.
 *
 * - `init`: its first process initializes before an event.
 * - `init failed`: that process has exited; the next event starts another one.
 * - `init in run`: the second process initializes as part of an event's run.
 * - `initialized`: the process serves events.
 */
type Stage = 'init' | 'init failed' | 'init in run' | 'initialized'

/**
 * Process that runs one version of a function, one event at a time, through the Lambda Runtime API. It stays warm
 * between events and is not replaced after a timeout or an exit. A failed initialization is repeated once, with the
 * first event, in a second process.
 *
 * @see https://docs.aws.amazon.com/lambda/latest/dg/lambda-runtime-environment.html
 */
export class ExecutionEnvironment {
  /** Resolves once the environment and its process have ended for good. */
  readonly exited: Promise<void>
  /** Revision of the code and settings that it was started with. */
  readonly revision: string
  /** Wall time at which its last run ended. */
  idleSinceMs = Date.now()
  readonly #options: EnvironmentOptions
  readonly #api: RuntimeApi
  readonly #log: RunLog
  readonly #stream: string
  readonly #memory: MemoryWatch
  /** What the process depends on, if the code may change. */
  readonly #files = new WatchedFiles()
  #process: RuntimeProcess | undefined
  #stage: Stage = 'init'
  /** Duration of a successful initialization, until a REPORT line has shown it. */
  #initMs: number | undefined
  #initError: ReportedInitError | undefined
  #running: Running | undefined
  #alive = true
  /** True while the runtime waits for an event. */
  #ready = false
  /** True if the process is being killed for exceeding its time limit. */
  #late = false
  #timer: NodeJS.Timeout | undefined
  #gone: () => void = () => {}

  private constructor(options: EnvironmentOptions, api: RuntimeApi, revision: string) {
    const { target, onLine, initLimitMs } = options
    this.revision = revision
    this.#options = options
    this.#api = api
    this.#stream = createLogStreamName(target.version, Date.now())
    this.#log = new RunLog((line) => onLine(line, this.#stream, this.#running?.invocation.requestId))
    this.#memory = new MemoryWatch(target.memoryInMegabytes, () => this.#stopProcess())
    this.exited = new Promise((resolve) => {
      this.#gone = resolve
    })
    if (target.hotReload && !reportsLoadedFiles(target.runtime)) this.#files.add(stampsOfFolder(target.directory))
    this.#startProcess(initLimitMs)
  }

  static async start(options: EnvironmentOptions, revision: string): Promise<ExecutionEnvironment> {
    // These callbacks run after the process has started, when `environment` has been assigned.
    const api = await RuntimeApi.listen({
      onReady: () => environment.#runtimeIsReady(),
      onAnswer: (requestId, answer) => environment.#runtimeAnswered(requestId, answer),
      onInitError: (payload, errorType) => environment.#initFailed({ payload, errorType }),
      onLoadedFiles: (stamps) => environment.#files.add(stamps),
    })
    const environment: ExecutionEnvironment = new ExecutionEnvironment(options, api, revision)
    return environment
  }

  /** The version of a function that it runs. */
  get target(): RunTarget {
    return this.#options.target
  }

  /** True if it can take an event: it is alive and runs none. */
  get available(): boolean {
    return this.#alive && this.#running === undefined
  }

  /** Path of a file that has changed since the process loaded it, if any. */
  findChangedFile(): string | undefined {
    return this.#files.findChanged()
  }

  /** Writes a line of the platform to the log. */
  note(line: string): void {
    this.#log.line(line)
  }

  /**
   * Runs one event and resolves with its answer, whichever way the run ended. Resolves with `undefined` if a warm
   * process exited before it received the event, which then has not run. Rejects where this machine has no room for its
   * process.
   */
  run(invocation: Invocation): Promise<RunAnswer | undefined> {
    if (!this.available) throw new Error('the execution environment is not available')
    return new Promise((end, fail) => {
      this.#running = { invocation, startedAtMs: undefined, taken: false, answer: undefined, end, fail }
      if (this.#ready) this.#send()
      else if (this.#stage === 'init failed') this.#initializeInRun(this.#running)
      // It may still be busy with what the last event has left, and never ask for this one.
      else if (this.#stage === 'initialized') this.#killAfter(this.#options.target.timeoutInSeconds * 1_000)
    })
  }

  /** Kills the process and its children. */
  kill(): void {
    if (!this.#alive) return
    this.#alive = false
    if (this.#stage === 'init failed') this.#close()
    else this.#process?.kill()
  }

  #startProcess(limitMs: number): void {
    const { target, variables } = this.#options
    const own = { runtimeApi: this.#api.address, logStreamName: this.#stream }
    const all = buildVariables(target, variables, own)
    const launch = resolveLaunch(target, all)
    // Nothing to start. Closing is deferred, so that a run requested right after the start gets its answer.
    if (launch === undefined) return void setImmediate(() => this.#close())
    this.#process = new RuntimeProcess({
      ...{ launch, directory: target.directory, variables: all },
      onLine: (line) => this.#log.line(line),
      onEnd: (end) => this.#processEnded(end),
    })
    this.#memory.watch(this.#process)
    this.#killAfter(limitMs)
  }

  /** Initializes as part of a run: its duration counts towards the event's timeout, and its failure is the event's. */
  #initializeInRun(running: Running): void {
    running.startedAtMs = performance.now()
    this.#stage = 'init in run'
    this.#initError = undefined
    this.#late = false
    this.#api.forgetRuntime()
    this.#startProcess(this.#options.target.timeoutInSeconds * 1_000)
  }

  #runtimeIsReady(): void {
    // It is being killed for exceeding its time limit.
    if (this.#late) return
    if (this.#stage === 'init') {
      clearTimeout(this.#timer)
      this.#initMs = this.#process?.ageMs
    }
    if (this.#stage !== 'initialized') this.#options.onInitialized()
    this.#stage = 'initialized'
    this.#ready = true
    // The current run has received its event if it has answered and is about to end.
    if (this.#running?.taken === false) this.#send()
  }

  /** A runtime should exit after it has reported an initialization error; one that does not is killed. */
  #initFailed(reported: ReportedInitError): void {
    // A report after a successful initialization is ignored.
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
    // A runtime that has given up its request for an event makes another one.
    if (!this.#api.isAwaited) {
      this.#killAfter(timeoutMs)
      return
    }
    running.taken = true
    const isTimed = running.startedAtMs !== undefined
    running.startedAtMs ??= performance.now()
    this.#api.send(running.invocation, Date.now() + timeoutMs - Math.ceil(performance.now() - running.startedAtMs))
    // The process works meanwhile. None of its lines can be read before the turn ends.
    this.#log.start(running.invocation.requestId, this.#options.target.version)
    if (!isTimed) this.#killAfter(timeoutMs)
    this.#memory.watch(this.#process)
  }

  #killAfter(limitMs: number): void {
    clearTimeout(this.#timer)
    this.#timer = setTimeout(() => {
      this.#late = true
      // A run that has waited in vain for its runtime has lasted as long.
      if (this.#running !== undefined) this.#running.startedAtMs ??= performance.now() - limitMs
      this.#stopProcess()
    }, limitMs)
  }

  /** Stops the process. The first initialization may be repeated; in any other stage the environment ends. */
  #stopProcess(): void {
    if (this.#stage !== 'init') this.#alive = false
    this.#process?.kill()
  }

  #runtimeAnswered(requestId: string, answer: Answer): void {
    const running = this.#running
    if (running?.invocation.requestId !== requestId) return
    running.answer = answer
    // Output that the function wrote before it answered is in the pipe by now; read it before the run ends.
    afterTurns(turnsUntilEnd, () => this.#end(running, answer))
  }

  #processEnded(end: ProcessEnd): void {
    clearTimeout(this.#timer)
    this.#memory.end(this.#process)
    const running = this.#running
    const initFailure = this.#late ? 'timeout' : describeInitFailure(end, this.#initError)
    if (this.#stage === 'init' && this.#alive) {
      this.#stage = 'init failed'
      this.#log.initReport(this.#process?.ageMs ?? 0, 'init', initFailure)
      if (running !== undefined) this.#initializeInRun(running)
      return
    }
    if (this.#stage === 'init in run') this.#log.initReport(this.#process?.ageMs ?? 0, 'invoke', initFailure)
    this.#close(end)
  }

  /** Ends the environment and the run in it. */
  #close(end?: ProcessEnd): void {
    this.#alive = false
    clearTimeout(this.#timer)
    this.#api.close()
    const running = this.#running
    if (running !== undefined) this.#endWithout(running, end)
    this.#gone()
  }

  /** Ends a run whose process has exited. */
  #endWithout(running: Running, end: ProcessEnd | undefined): void {
    // A runtime that ends without a connection had none, where there are no files for one.
    const lack = lackOfRoom(end) ?? (end === undefined || this.#api.isReached ? undefined : lackOfFiles())
    if (lack !== undefined) running.fail(lack)
    if (running.answer !== undefined) this.#end(running, running.answer)
    else if (lack !== undefined) this.#finish(running, undefined)
    else if (this.#stage === 'initialized' && !running.taken && !this.#late) this.#finish(running, undefined)
    else {
      const { requestId } = running.invocation
      // A run whose initialization failed has no START line yet.
      if (!running.taken) this.#log.start(requestId, this.#options.target.version)
      const { payload, failure } = this.#failureOf(requestId, end)
      this.#end(running, { functionError: true, payload }, failure)
    }
  }

  /**
   * Payload and failure of a run that the function did not end. Writes the lines that the log shows for it within the
   * run.
   */
  #failureOf(requestId: string, end: ProcessEnd | undefined): { payload: Uint8Array; failure?: RunFailure } {
    const { timeoutInSeconds, runtime } = this.#options.target
    if (end === undefined) return { payload: unsupportedRuntime(runtime) }
    if (this.#late) {
      const seconds = timeoutInSeconds.toFixed(2)
      this.#log.line(`${new Date().toISOString()} ${requestId} Task timed out after ${seconds} seconds`)
      return { payload: timedOut(requestId, timeoutInSeconds), failure: 'timeout' }
    }
    if (this.#stage !== 'initialized' && this.#initError !== undefined)
      return { payload: this.#initError.payload, failure: describeInitFailure(end, this.#initError) }
    const { errorType, errorMessage } = runtimeExited(requestId, end)
    for (const line of [errorMessage, errorType]) this.#log.line(line)
    return { payload: errorPayload(errorType, errorMessage), failure: { errorType } }
  }

  #end(running: Running, answer: Answer, failure?: RunFailure): void {
    if (running !== this.#running) return
    const { memoryInMegabytes } = this.#options.target
    const durationMs = running.startedAtMs === undefined ? 0 : performance.now() - running.startedAtMs
    const peakMegabytes = this.#memory.stop(this.#process, durationMs)
    this.#process?.flush()
    const report = { durationMs, memoryInMegabytes, peakMegabytes, initMs: this.#initMs, failure }
    this.#log.end(running.invocation.requestId, report)
    this.#initMs = undefined
    this.#finish(running, { ...answer, log: this.#log.take() })
  }

  #finish(running: Running, answer: RunAnswer | undefined): void {
    clearTimeout(this.#timer)
    this.#memory.stop()
    this.#running = undefined
    this.idleSinceMs = Date.now()
    running.end(answer)
  }
}
