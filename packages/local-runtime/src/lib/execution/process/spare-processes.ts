import { type ChildProcessByStdio, spawn } from 'node:child_process'
import { type Readable, Writable } from 'node:stream'
import { fileURLToPath } from 'node:url'
import type { Assignment } from '../node/stand-by.ts'
import { SharedUse } from './shared-use.ts'

/** One is ready while another one starts. Until the first function of a runtime has started, there is only one. */
const maxSpares = 2
/** Time for which a spare process waits for a function. */
const idleLimitMs = 300_000

const isSource = import.meta.url.endsWith('.ts')
const standBy = fileURLToPath(new URL(isSource ? '../node/stand-by.ts' : '../node/stand-by.js', import.meta.url))

/** Variables that Node.js or the system reads at the start of a process, with the values that a spare one has. */
const atStart: NodeJS.ProcessEnv = { LANG: 'en_US.UTF-8', TZ: ':UTC' }
const readAtStart = /^(NODE_(?!PATH$)|UV_|LD_(?!LIBRARY_PATH$)|DYLD_|MALLOC_|GLIBC_|OPENSSL_|SSL_|ICU|LC_|LANG|TZ)/

/** A process whose output is read. */
export type RunningProcess = ChildProcessByStdio<null, Readable, Readable>

interface SpareProcess {
  readonly child: RunningProcess
  /** The process, its output and its channel. */
  readonly streams: readonly Handle[]
  readonly channel: Writable
}

/** May keep this process alive. */
interface Handle {
  ref?(): void
  unref?(): void
}

/**
 * Node.js processes that have started and wait for a function, so that the first run of a function does not wait for the start
 * of a process. All runtimes of this process share them. They do not keep this process alive, and exit when it does, even by
 * SIGKILL: they see their channels end.
 */
export class SpareProcesses {
  readonly #spares: SpareProcess[] = []
  readonly #use = new SharedUse(() => this.#end())
  #timer: NodeJS.Timeout | undefined

  /** Keeps spare processes from now on. The function that it returns ends that, once. */
  keep(): () => void {
    const release = this.#use.keep()
    this.#prepare(1)
    return release
  }

  /** Starts the spare processes that are missing, unless no runtime is left. A function has started, or has run. */
  prepare(): void {
    if (this.#use.isUsed) this.#prepare(maxSpares)
  }

  #prepare(count: number): void {
    clearTimeout(this.#timer)
    this.#timer = setTimeout(() => this.#end(), idleLimitMs).unref()
    while (this.#spares.length < count) {
      const spare = startSpare()
      if (spare === undefined) return
      this.#spares.push(spare)
      const forget = (): void => {
        const index = this.#spares.indexOf(spare)
        if (index >= 0) this.#spares.splice(index, 1)
      }
      spare.child.once('exit', forget).once('error', forget)
    }
  }

  /** Gives a function to the oldest spare process; `undefined` without one, or if it differs from one started for the function. */
  take(assignment: Assignment): RunningProcess | undefined {
    if (!fits(assignment.variables)) return undefined
    const spare = this.#spares.shift()
    if (spare === undefined) return undefined
    for (const stream of spare.streams) stream.ref?.()
    spare.channel.end(JSON.stringify(assignment))
    return spare.child
  }

  #end(): void {
    clearTimeout(this.#timer)
    for (const { child } of this.#spares.splice(0)) child.kill('SIGKILL')
  }
}

/** Bytes of variables that every system starts a process with. */
const maxBytes = 65_536

/** Whether a process that is running can take the variables of a function as its own. */
function fits(variables: NodeJS.ProcessEnv): boolean {
  if (Buffer.byteLength(JSON.stringify(variables)) > maxBytes) return false
  return Object.entries(variables).every(
    ([name, value = '']) => (!readAtStart.test(name) || atStart[name] === value) && !value.includes('\0'),
  )
}

/** Starts a process on stand-by; `undefined` where the system has no files left for its pipes. */
function startSpare(): SpareProcess | undefined {
  const stdio = ['ignore', 'pipe', 'pipe', 'pipe'] as const
  const env = { ...atStart, ...compiledSources() }
  const child = spawn(process.execPath, [standBy], { detached: true, stdio: [...stdio], env })
  const channel = child.stdio?.[3]
  if (!(channel instanceof Writable)) {
    child.once('error', () => {})
    return undefined
  }
  // A process that exits shows it by its `exit`.
  channel.on('error', () => {})
  const streams = [child, child.stdout, child.stderr, channel] as readonly Handle[]
  for (const stream of streams) stream.unref?.()
  return { child: child as RunningProcess, streams, channel }
}

/** In this repository the program is TypeScript, which Node.js compiles for as long as it starts, unless it keeps the result. */
function compiledSources(): NodeJS.ProcessEnv {
  const { NODE_COMPILE_CACHE } = process.env
  return isSource && NODE_COMPILE_CACHE !== undefined ? { NODE_COMPILE_CACHE } : {}
}

/** The spare processes of this process. */
export const spareProcesses = new SpareProcesses()
