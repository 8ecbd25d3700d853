import { type ChildProcess, spawn } from 'node:child_process'
import { dirname } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import type { LocalFunction } from '../registry.ts'
import { runtimeExited, timedOut } from './error-payload.ts'
import { type Answer, type Invocation, RuntimeApi } from './runtime-api.ts'

export interface EnvironmentOptions {
  readonly function: LocalFunction
  readonly region: string
  /** Told every line that the function writes, with the request it was running then, if any. */
  readonly onLine: (line: string, requestId: string | undefined) => void
}

/** How long a function may take to initialize before its first event, in seconds. */
const initLimitInSeconds = 10

/** The bootstrap is beside this file, as source in this repository and as JavaScript in the package. */
const bootstrap = fileURLToPath(
  new URL(import.meta.url.endsWith('.ts') ? './node-bootstrap.ts' : './node-bootstrap.js', import.meta.url),
)

interface Running {
  readonly invocation: Invocation
  /** Whether the runtime has taken the event. */
  taken: boolean
  readonly end: (answer: Answer | undefined) => void
}

/**
 * One process that runs one function, one event at a time, through the Lambda Runtime API. It is kept warm between
 * events and is gone for good after a timeout, an exit or a failed initialization.
 */
export class ExecutionEnvironment {
  /** Resolves when the process has ended. */
  readonly exited: Promise<void>
  readonly #function: LocalFunction
  readonly #api: RuntimeApi
  readonly #process: ChildProcess
  #running: Running | undefined
  #alive = true
  /** Whether the runtime waits for an event. */
  #ready = false
  /** Whether initialization has ended well, so that a later exit is not its fault. */
  #initialized = false
  #initError: Uint8Array | undefined
  #timer: NodeJS.Timeout | undefined

  private constructor(options: EnvironmentOptions, api: RuntimeApi) {
    this.#function = options.function
    this.#api = api
    this.#process = this.#spawn(options)
    this.exited = new Promise((resolve) => {
      const gone = (code: number | null, signal: NodeJS.Signals | null): void => {
        this.#alive = false
        this.#api.close()
        this.#processEnded(code, signal)
        resolve()
      }
      this.#process.once('exit', gone)
      // A process that could not be started has no exit.
      this.#process.once('error', () => gone(1, null))
    })
  }

  static async start(options: EnvironmentOptions): Promise<ExecutionEnvironment> {
    // The runtime's first call comes after its process was started, when the environment is there.
    const api = await RuntimeApi.listen({
      onReady: () => environment.#runtimeIsReady(),
      onAnswer: (requestId, answer) => environment.#runtimeAnswered(requestId, answer),
      onInitError: (payload) => environment.#initFailed(payload),
    })
    const environment: ExecutionEnvironment = new ExecutionEnvironment(options, api)
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
  run(invocation: Invocation): Promise<Answer | undefined> {
    if (!this.available) throw new Error('the execution environment is not available')
    return new Promise((end) => {
      this.#running = { invocation, taken: false, end }
      if (this.#ready) this.#send()
      else this.#killAfter(initLimitInSeconds)
    })
  }

  /** Kills the process, and whatever it has started. */
  kill(): void {
    const { pid } = this.#process
    if (!this.#alive || pid === undefined) return
    this.#alive = false
    try {
      process.kill(-pid, 'SIGKILL')
    } catch {
      this.#process.kill('SIGKILL')
    }
  }

  #spawn({ function: { file, exportName, environment }, region, onLine }: EnvironmentOptions): ChildProcess {
    const { functionName, memoryInMegabytes } = this.#function
    const child = spawn(process.execPath, [bootstrap, file, exportName], {
      cwd: dirname(file),
      // A process group of its own, so that a kill reaches what the function has started, and Ctrl-C does not.
      detached: true,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: {
        PATH: process.env.PATH,
        LANG: 'en_US.UTF-8',
        TZ: ':UTC',
        LAMBDA_TASK_ROOT: dirname(file),
        AWS_LAMBDA_RUNTIME_API: this.#api.address,
        AWS_LAMBDA_FUNCTION_NAME: functionName,
        AWS_LAMBDA_FUNCTION_VERSION: '$LATEST',
        AWS_LAMBDA_FUNCTION_MEMORY_SIZE: String(memoryInMegabytes),
        AWS_LAMBDA_INITIALIZATION_TYPE: 'on-demand',
        AWS_LAMBDA_LOG_GROUP_NAME: `/aws/lambda/${functionName}`,
        AWS_REGION: region,
        AWS_DEFAULT_REGION: region,
        ...environment,
      },
    })
    for (const stream of [child.stdout, child.stderr])
      createInterface({ input: stream }).on('line', (line) => onLine(line, this.#running?.invocation.requestId))
    return child
  }

  #runtimeIsReady(): void {
    this.#ready = true
    this.#initialized = true
    if (this.#running !== undefined) this.#send()
  }

  #send(): void {
    const running = this.#running
    if (running === undefined) return
    const { timeoutInSeconds } = this.#function
    this.#ready = false
    running.taken = true
    this.#killAfter(timeoutInSeconds)
    this.#api.send(running.invocation, Date.now() + timeoutInSeconds * 1_000)
  }

  #killAfter(seconds: number): void {
    clearTimeout(this.#timer)
    this.#timer = setTimeout(() => {
      this.kill()
      this.#fail((requestId) => timedOut(requestId, seconds))
    }, seconds * 1_000)
  }

  #runtimeAnswered(requestId: string, answer: Answer): void {
    if (this.#running?.invocation.requestId === requestId) this.#end(answer)
  }

  #initFailed(payload: Uint8Array): void {
    this.#initError = payload
  }

  #processEnded(code: number | null, signal: NodeJS.Signals | null): void {
    if (this.#initialized && this.#running?.taken === false) this.#end(undefined)
    else this.#fail((requestId) => this.#initError ?? runtimeExited(requestId, code, signal))
  }

  #fail(payloadOf: (requestId: string) => Uint8Array): void {
    const requestId = this.#running?.invocation.requestId
    if (requestId !== undefined) this.#end({ functionError: true, payload: payloadOf(requestId) })
  }

  #end(answer: Answer | undefined): void {
    clearTimeout(this.#timer)
    const running = this.#running
    this.#running = undefined
    running?.end(answer)
  }
}
