import { type ChildProcess, spawn } from 'node:child_process'
import { OutputLines } from '../logs/output-lines.ts'
import { killGroup } from './kill-group.ts'
import type { Launch } from './launch.ts'
import type { OrphanGuard } from './orphan-guard.ts'

/** How a process ended, or that it could not be started. */
export type ProcessEnd =
  | { readonly code: number | null; readonly signal: NodeJS.Signals | null }
  | { readonly command: string; readonly notStarted: NodeJS.ErrnoException }

export interface RuntimeProcessOptions {
  readonly launch: Launch
  readonly directory: string
  readonly variables: NodeJS.ProcessEnv
  readonly guard: OrphanGuard
  readonly onLine: (line: string) => void
  /** Told once, after the last line. */
  readonly onEnd: (end: ProcessEnd) => void
}

/** How long the last of what a process wrote is waited for when others, which it has started, hold its output open. */
const lastOutputMs = 100

/** One process that runs a function's code, what it writes, and what it starts. */
export class RuntimeProcess {
  readonly startedAtMs = performance.now()
  readonly #child: ChildProcess
  readonly #outputs: readonly OutputLines[]

  constructor({ launch, directory, variables, guard, onLine, onEnd }: RuntimeProcessOptions) {
    const child = spawn(launch.command, launch.args, {
      cwd: directory,
      // A process group of its own, so that a kill reaches what the function has started, and Ctrl-C does not.
      detached: true,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: variables,
    })
    this.#child = child
    this.#outputs = [child.stdout, child.stderr].map((output) => new OutputLines(output, onLine))
    if (child.pid !== undefined) guard.watch(child.pid)
    let told = false
    const gone = (end: ProcessEnd): void => {
      if (told) return
      told = true
      if (child.pid !== undefined) guard.release(child.pid)
      this.flush()
      onEnd(end)
    }
    child.once('exit', (code, signal) => {
      killGroup(child)
      const late = setTimeout(() => this.#outputs.forEach((output) => void output.close()), lastOutputMs)
      // After the last of what it wrote.
      child.once('close', () => {
        clearTimeout(late)
        gone({ code, signal })
      })
    })
    // A process that could not be started has no exit.
    child.once('error', (notStarted) => gone({ command: launch.command, notStarted }))
  }

  /** Milliseconds since its start. */
  get ageMs(): number {
    return performance.now() - this.startedAtMs
  }

  /** `undefined` when it could not be started. */
  get pid(): number | undefined {
    return this.#child.pid
  }

  /** Gives the lines that have no end yet. */
  flush(): void {
    for (const output of this.#outputs) output.flush()
  }

  /** Kills it and what it has started, unless it has ended. */
  kill(): void {
    if (this.#child.exitCode === null && this.#child.signalCode === null) killGroup(this.#child)
  }
}
