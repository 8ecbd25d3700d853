import { type ChildProcess, spawn } from 'node:child_process'
import { errorPayload, runtimeExited, timedOut, unsupportedRuntime } from './error-payload.ts'
import { launchOf } from './launch.ts'
import type { OrphanGuard } from './orphan-guard.ts'
import { OutputLines } from './output-lines.ts'
import { residentMegabytes } from './process-memory.ts'
import { logStreamName, RunLog } from './run-log.ts'
import type { RunTarget } from './run-target.ts'
import { type Answer, type Invocation, RuntimeApi } from './runtime-api.ts'

export interface EnvironmentOptions {
  readonly target: RunTarget
  readonly region: string
  readonly guard: OrphanGuard
  /** Told every line of the function and the platform, with the request that was running then, if any. */
  readonly onLine: (line: string, logStreamName: string, requestId: string | undefined) => void
}

/** An answer with the end of what was logged while it was made. */
export interface RunAnswer extends Answer {
  readonly logTail: Uint8Array
}

/** How long a function may take to initialize before its first event, in seconds. */
const initLimitInSeconds = 10
/** How often the memory of a run is looked at. */
const memoryLookMs = 100
/** How long the last of what a process wrote is waited for when others, which it has started, hold its output open. */
const lastOutputMs = 100
/** What a process of this machine needs beside what Lambda counts: Lambda's own runtimes are smaller. */
const overheadMegabytes = 64

interface Running {
  readonly invocation: Invocation
  /** When the runtime took the event; missing before. */
  takenAtMs: number | undefined
  /** What the runtime has answered, while the last lines of the run are still being read. */
  answer: Answer | undefined
  readonly end: (answer: RunAnswer | undefined) => void
}

/**
 * One process that runs one version of a function, one event at a time, through the Lambda Runtime API. It is kept warm
 * between events and is gone for good after a timeout, an exit or a failed initialization.
 */
export class ExecutionEnvironment {
  /** Resolves when the process has ended. */
  readonly exited: Promise<void>
  /** Code and settings it was started with. */
  readonly revision: string
  /** When it last ended a run, in wall time. */
  idleSinceMs = Date.now()
  readonly #target: RunTarget
  readonly #api: RuntimeApi
  readonly #process: ChildProcess | undefined
  readonly #log: RunLog
  #outputs: readonly OutputLines[] = []
  readonly #startedAtMs = performance.now()
  #initMs: number | undefined
  #running: Running | undefined
  #alive = true
  /** Whether the runtime waits for an event. */
  #ready = false
  /** Whether initialization has ended well, so that a later exit is not its fault. */
  #initialized = false
  #initError: Uint8Array | undefined
  #timer: NodeJS.Timeout | undefined
  #memoryTimer: NodeJS.Timeout | undefined
  #peakMegabytes: number | undefined

  private constructor(options: EnvironmentOptions, api: RuntimeApi, revision: string) {
    const { target, guard, onLine } = options
    const stream = logStreamName(target.version, Date.now())
    this.revision = revision
    this.#target = target
    this.#api = api
    this.#log = new RunLog((line) => onLine(line, stream, this.#running?.invocation.requestId))
    const child = this.#spawn(options, stream)
    this.#process = child
    if (child?.pid !== undefined) guard.watch(child.pid)
    this.exited = new Promise((resolve) => {
      const gone = (code: number | null, signal: NodeJS.Signals | null): void => {
        if (child?.pid !== undefined) guard.release(child.pid)
        for (const output of this.#outputs) output.flush()
        this.#alive = false
        this.#api.close()
        this.#processEnded(code, signal)
        resolve()
      }
      if (child === undefined) return setImmediate(gone, 1, null)
      child.once('exit', (code, signal) => {
        this.#killGroup()
        const late = setTimeout(() => this.#outputs.forEach((output) => void output.close()), lastOutputMs)
        // After the last of what it wrote.
        child.once('close', () => {
          clearTimeout(late)
          gone(code, signal)
        })
      })
      // A process that could not be started has no exit.
      child.once('error', () => gone(1, null))
    })
  }

  static async start(options: EnvironmentOptions, revision: string): Promise<ExecutionEnvironment> {
    // The runtime's first call comes after its process was started, when the environment is there.
    const api = await RuntimeApi.listen({
      onReady: () => environment.#runtimeIsReady(),
      onAnswer: (requestId, answer) => environment.#runtimeAnswered(requestId, answer),
      onInitError: (payload) => environment.#initFailed(payload),
    })
    const environment: ExecutionEnvironment = new ExecutionEnvironment(options, api, revision)
    return environment
  }

  /** Whether it can take an event: its process lives and runs none. */
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
      this.#running = { invocation, takenAtMs: undefined, answer: undefined, end }
      if (this.#ready) this.#send()
      else this.#killAfter(initLimitInSeconds)
    })
  }

  /** Kills the process, and what it has started. */
  kill(): void {
    if (this.#alive) this.#killGroup()
  }

  /** All of its process group, whose number lasts as long as one of them lives. */
  #killGroup(): void {
    this.#alive = false
    const pid = this.#process?.pid
    if (pid === undefined) return
    try {
      process.kill(-pid, 'SIGKILL')
    } catch {
      // There is no such group: none is left, or the system has no groups.
      this.#process?.kill('SIGKILL')
    }
  }

  #spawn({ target, region }: EnvironmentOptions, stream: string): ChildProcess | undefined {
    const launch = launchOf(target)
    if (launch === undefined) return undefined
    const { functionName, version, memoryInMegabytes, directory, environment } = target
    const child = spawn(launch.command, launch.args, {
      cwd: directory,
      // A process group of its own, so that a kill reaches what the function has started, and Ctrl-C does not.
      detached: true,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: {
        PATH: process.env.PATH,
        LANG: 'en_US.UTF-8',
        TZ: ':UTC',
        ...environment,
        AWS_LAMBDA_RUNTIME_API: this.#api.address,
        _HANDLER: target.handler,
        LAMBDA_TASK_ROOT: directory,
        AWS_EXECUTION_ENV: `AWS_Lambda_${target.runtime}`,
        AWS_LAMBDA_FUNCTION_NAME: functionName,
        AWS_LAMBDA_FUNCTION_VERSION: version,
        AWS_LAMBDA_FUNCTION_MEMORY_SIZE: String(memoryInMegabytes),
        AWS_LAMBDA_INITIALIZATION_TYPE: 'on-demand',
        AWS_LAMBDA_LOG_GROUP_NAME: `/aws/lambda/${functionName}`,
        AWS_LAMBDA_LOG_STREAM_NAME: stream,
        AWS_REGION: region,
        AWS_DEFAULT_REGION: region,
      },
    })
    this.#outputs = [child.stdout, child.stderr].map(
      (output) => new OutputLines(output, (line) => this.#log.line(line)),
    )
    return child
  }

  #runtimeIsReady(): void {
    if (!this.#initialized) this.#initMs = performance.now() - this.#startedAtMs
    this.#ready = true
    this.#initialized = true
    // A run that has answered and is about to end has been sent already.
    if (this.#running?.takenAtMs === undefined) this.#send()
  }

  #send(): void {
    const running = this.#running
    if (running === undefined) return
    const { timeoutInSeconds, version } = this.#target
    this.#ready = false
    running.takenAtMs = performance.now()
    this.#log.start(running.invocation.requestId, version)
    this.#killAfter(timeoutInSeconds)
    this.#watchMemory()
    this.#api.send(running.invocation, Date.now() + timeoutInSeconds * 1_000)
  }

  #killAfter(seconds: number): void {
    clearTimeout(this.#timer)
    this.#timer = setTimeout(() => {
      this.kill()
      const requestId = this.#running?.invocation.requestId ?? ''
      this.#log.line(`${new Date().toISOString()} ${requestId} Task timed out after ${seconds.toFixed(2)} seconds`)
      this.#fail(timedOut(requestId, seconds))
    }, seconds * 1_000)
  }

  /** A run that needs more than its memory is killed, as the system kills it in Lambda. */
  #watchMemory(): void {
    if (process.platform !== 'linux') return
    const limit = this.#target.memoryInMegabytes + overheadMegabytes
    const look = (): void => {
      const { now = 0, peak = this.#peakMegabytes } = residentMegabytes(this.#process?.pid) ?? {}
      this.#peakMegabytes = peak || this.#peakMegabytes
      if (now > limit) this.kill()
    }
    look()
    this.#memoryTimer = setInterval(look, memoryLookMs)
  }

  #runtimeAnswered(requestId: string, answer: Answer): void {
    const running = this.#running
    if (running?.invocation.requestId !== requestId) return
    running.answer = answer
    // What the function wrote before it answered is in the pipe by now: it is read before the run counts as ended.
    setImmediate(() => setImmediate(() => this.#end(answer)))
  }

  #initFailed(payload: Uint8Array): void {
    this.#initError = payload
  }

  #processEnded(code: number | null, signal: NodeJS.Signals | null): void {
    const running = this.#running
    if (running === undefined) return
    const { requestId } = running.invocation
    if (this.#initialized && running.takenAtMs === undefined) this.#finish(undefined)
    else if (this.#process === undefined) this.#fail(unsupportedRuntime(this.#target.runtime))
    else if (this.#initError !== undefined) this.#fail(this.#initError)
    else {
      const { errorType, errorMessage } = runtimeExited(requestId, code, signal)
      if (running.takenAtMs !== undefined) for (const line of [errorMessage, errorType]) this.#log.line(line)
      this.#fail(errorPayload(errorType, errorMessage))
    }
  }

  #fail(payload: Uint8Array): void {
    this.#end({ functionError: true, payload })
  }

  #end(outcome: Answer): void {
    const running = this.#running
    if (running === undefined) return
    // What the runtime answered stands, even when its process has gone since.
    const answer = running.answer ?? outcome
    const { requestId } = running.invocation
    const { memoryInMegabytes, version } = this.#target
    // An initialization that failed has had no start yet.
    if (running.takenAtMs === undefined) this.#log.start(requestId, version)
    const durationMs = performance.now() - (running.takenAtMs ?? this.#startedAtMs)
    // Of a process that is gone the system shows no memory any more.
    const peakMegabytes = residentMegabytes(this.#process?.pid)?.peak || this.#peakMegabytes
    for (const output of this.#outputs) output.flush()
    this.#log.end(requestId, { durationMs, memoryInMegabytes, peakMegabytes, initMs: this.#initMs })
    this.#initMs = undefined
    this.#finish({ ...answer, logTail: this.#log.tail() })
  }

  #finish(answer: RunAnswer | undefined): void {
    clearTimeout(this.#timer)
    clearInterval(this.#memoryTimer)
    const running = this.#running
    this.#running = undefined
    this.idleSinceMs = Date.now()
    running?.end(answer)
  }
}
