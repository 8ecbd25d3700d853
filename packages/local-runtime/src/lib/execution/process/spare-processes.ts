import { type ChildProcessByStdio, spawn } from 'node:child_process'
import { type Readable, Writable } from 'node:stream'
import { fileURLToPath } from 'node:url'
import type { Assignment } from '../node/stand-by.ts'

/** Time for which a spare process waits for a function. */
const idleLimitMs = 300_000
/** Time for which it waits after the last runtime has closed: one that starts next finds it. */
const lingerMs = 2_000

const standBy = fileURLToPath(
  new URL(import.meta.url.endsWith('.ts') ? '../node/stand-by.ts' : '../node/stand-by.js', import.meta.url),
)

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
 * One Node.js process that has started and waits for a function, so that the first run of a function does not wait for
 * the start of a process. All runtimes of this process share it. It does not keep this process alive, and it exits when
 * this process does, even by SIGKILL: it sees its channel end.
 */
export class SpareProcesses {
  #spare: SpareProcess | undefined
  #users = 0
  #timer: NodeJS.Timeout | undefined

  /** Keeps a spare process from now on. The function that it returns ends that, once. */
  keep(): () => void {
    this.#users += 1
    this.prepare()
    let isKept = true
    return () => {
      if (!isKept) return
      isKept = false
      this.#users -= 1
      if (this.#users === 0) this.#endAfter(lingerMs)
    }
  }

  /** Starts a spare process, unless there is one or no runtime is left. */
  prepare(): void {
    if (this.#users === 0) return
    this.#endAfter(idleLimitMs)
    if (this.#spare !== undefined) return
    const spare = startSpare()
    const forget = (): void => {
      if (this.#spare === spare) this.#spare = undefined
    }
    spare?.child.once('exit', forget).once('error', forget)
    this.#spare = spare
  }

  /** Gives a function to the spare process; `undefined` if there is none, or if it differs from one started for it. */
  take(assignment: Assignment): RunningProcess | undefined {
    if (this.#spare === undefined || !fits(assignment.variables)) return undefined
    const { child, streams, channel } = this.#spare
    this.#spare = undefined
    for (const stream of streams) stream.ref?.()
    channel.end(JSON.stringify(assignment))
    return child
  }

  #endAfter(ms: number): void {
    clearTimeout(this.#timer)
    this.#timer = setTimeout(() => {
      this.#spare?.child.kill('SIGKILL')
      this.#spare = undefined
    }, ms).unref()
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
  const child = spawn(process.execPath, [standBy], { detached: true, stdio: [...stdio], env: atStart })
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

/** The spare process of this process. */
export const spareProcesses = new SpareProcesses()
