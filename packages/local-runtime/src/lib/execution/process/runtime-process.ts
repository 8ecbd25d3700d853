import { type ChildProcess, spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import type { Readable } from 'node:stream'
import { clearTimeout, setImmediate, setTimeout } from 'node:timers'
import { OutputLines } from '../logs/output-lines.ts'
import { killGroup } from './kill-group.ts'
import type { Launch } from './launch.ts'
import { orphanGuard } from './orphan-guard.ts'
import { type RunningProcess, spareProcesses } from './spare-processes.ts'

/** End of a process: its exit code or signal, or the error that kept it from starting. */
export type ProcessEnd =
  | { readonly code: number | null; readonly signal: NodeJS.Signals | null }
  | {
      readonly command: string
      readonly notStarted: NodeJS.ErrnoException
      /** The folder to start it in, if that was not there: the error then names the command. */
      readonly missingFolder: string | undefined
    }

/** Errors of a machine that has no room for another process, which is no fault of the function. */
const noRoom: ReadonlySet<string | undefined> = new Set(['EMFILE', 'ENFILE', 'EAGAIN', 'ENOMEM'])

/** The error that kept a process from starting for lack of files, processes or memory, if that was why it ended. */
export function lackOfRoom(end: ProcessEnd | undefined): Error | undefined {
  return end !== undefined && 'notStarted' in end && noRoom.has(end.notStarted.code) ? end.notStarted : undefined
}

export interface RuntimeProcessOptions {
  readonly launch: Launch
  readonly directory: string
  readonly variables: NodeJS.ProcessEnv
  readonly onLine: (line: string) => void
  /** Called once, after the last line. */
  readonly onEnd: (end: ProcessEnd) => void
}

/** Time to read the rest of a process's output after its exit, in case its children hold the pipes open. */
const lastOutputMs = 100

/** Process that runs a function's code. Its output is emitted line by line, and its children are killed with it. */
export class RuntimeProcess {
  readonly startedAtMs = performance.now()
  readonly #child: ChildProcess | undefined
  readonly #outputs: readonly OutputLines[]

  constructor(options: RuntimeProcessOptions) {
    const { launch, directory, onLine, onEnd } = options
    const failed = (notStarted: Error): ProcessEnd => {
      const missingFolder = existsSync(directory) ? undefined : directory
      return { command: launch.command, notStarted, missingFolder }
    }
    const child = start(options)
    if (child instanceof Error) {
      this.#outputs = []
      setImmediate(() => onEnd(failed(child)))
      return
    }
    this.#child = child
    // Without files for its pipes, the system starts no process: there are none, and an `error`.
    const outputs: readonly (Readable | undefined)[] = [child.stdout, child.stderr]
    this.#outputs = outputs.flatMap((output) => output ?? []).map((output) => new OutputLines(output, onLine))
    if (child.pid !== undefined) orphanGuard.watch(child.pid)
    let hasEnded = false
    const finish = (end: ProcessEnd): void => {
      if (hasEnded) return
      hasEnded = true
      if (child.pid !== undefined) orphanGuard.release(child.pid)
      this.flush()
      onEnd(end)
    }
    child.once('exit', (code, signal) => {
      killGroup(child)
      const late = setTimeout(() => this.#outputs.forEach((output) => void output.close()), lastOutputMs)
      // `close` follows the last of its output.
      child.once('close', () => {
        clearTimeout(late)
        finish({ code, signal })
      })
    })
    // A process that could not be started emits no `exit`.
    child.once('error', (notStarted) => finish(failed(notStarted)))
  }

  /** Milliseconds since its start. */
  get ageMs(): number {
    return performance.now() - this.startedAtMs
  }

  /** `undefined` if it could not be started. */
  get pid(): number | undefined {
    return this.#child?.pid
  }

  /** Emits the lines that are still incomplete. */
  flush(): void {
    for (const output of this.#outputs) output.flush()
  }

  /** Kills it and its children, unless it has exited. */
  kill(): void {
    if (this.#child?.exitCode === null && this.#child.signalCode === null) killGroup(this.#child)
  }
}

/** Starts the process, or returns what keeps it from starting: variables that are too large, or with a null character. */
function start({ launch, directory, variables }: RuntimeProcessOptions): RunningProcess | Error {
  const { standBy, args } = launch
  const spare = standBy && spareProcesses.take(standBy, { variables, directory, args })
  if (spare !== undefined) return spare
  try {
    return spawn(launch.command, args, {
      cwd: directory,
      // A process group of its own: a kill reaches the function's children, and Ctrl-C does not.
      detached: true,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: variables,
    })
  } catch (error) {
    return error instanceof Error ? error : new Error(String(error))
  }
}
