import { type ChildProcessByStdio, spawn } from 'node:child_process'
import { type Readable, Writable } from 'node:stream'
import { clearTimeout, setTimeout } from 'node:timers'
import type { Assignment } from '../node/stand-by.ts'
import { SharedUse } from './shared-use.ts'
import type { SpareRuntime, StandBy } from './stand-by.ts'

/** One is ready while another one starts. Until the first function of a runtime has started, there is only one. */
const maxSpares = 2
/** Time for which a spare process waits for a function. */
const idleLimitMs = 300_000
/** Starting a process takes milliseconds, in which nothing else happens: the event, and often its answer, go out before. */
const prepareAfterMs = 3

/** A process whose output is read. */
export type RunningProcess = ChildProcessByStdio<null, Readable, Readable>

interface SpareProcess {
  readonly standBy: StandBy
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
 * Processes that have started and wait for a function, so that the first run of a function does not wait for the start of a
 * process. All runtimes of this process share them. They do not keep this process alive, and exit when it does, even by
 * SIGKILL: they see their channels end.
 */
export class SpareProcesses {
  readonly #ofRuntime = new Map<SpareRuntime, SparesOfRuntime>()
  readonly #use = new SharedUse(() => this.#end())
  /** Runtimes whose spare processes start soon. */
  readonly #soon = new Set<SpareRuntime>()

  /** Keeps spare processes from now on, at first one for each of these. The function that it returns ends that, once. */
  keep(first: readonly StandBy[]): () => void {
    const release = this.#use.keep()
    for (const standBy of first) this.#of(standBy.runtime).begin(standBy)
    return release
  }

  /** Starts the spare processes of a runtime that are missing, soon. A function has started, or has run. */
  prepare(runtime: SpareRuntime | undefined): void {
    if (runtime === undefined || this.#soon.has(runtime)) return
    this.#soon.add(runtime)
    setTimeout(() => {
      this.#soon.delete(runtime)
      if (this.#use.isUsed) this.#of(runtime).prepare(maxSpares)
    }, prepareAfterMs).unref()
  }

  /** Gives a function to the oldest spare process that started as it needs; `undefined` without one. */
  take(standBy: StandBy, assignment: Omit<Assignment, 'started'>): RunningProcess | undefined {
    return this.#of(standBy.runtime).take(standBy, assignment)
  }

  #of(runtime: SpareRuntime): SparesOfRuntime {
    const spares = this.#ofRuntime.get(runtime) ?? new SparesOfRuntime()
    this.#ofRuntime.set(runtime, spares)
    return spares
  }

  /** What the functions of the last runtime needed says nothing of the next one's. */
  #end(): void {
    for (const spares of this.#ofRuntime.values()) spares.end()
    this.#ofRuntime.clear()
  }
}

/** Those of one runtime, the oldest first. A new one starts as the last function to start needed. */
class SparesOfRuntime {
  readonly #spares: SpareProcess[] = []
  /** What the last functions to start needed, the latest first. */
  #needed: readonly StandBy[] = []
  #timer: NodeJS.Timeout | undefined

  begin(standBy: StandBy): void {
    if (this.#needed.length === 0) this.#needed = [standBy]
    this.prepare(1)
  }

  prepare(count: number): void {
    clearTimeout(this.#timer)
    this.#timer = setTimeout(() => this.end(), idleLimitMs).unref()
    const [latest] = this.#needed
    while (latest !== undefined && this.#spares.length < count) {
      const spare = startSpare(latest)
      if (spare === undefined) return
      this.#spares.push(spare)
      const forget = (): void => this.#forget(spare)
      spare.child.once('exit', forget).once('error', forget)
    }
  }

  take(standBy: StandBy, assignment: Omit<Assignment, 'started'>): RunningProcess | undefined {
    this.#needed = [standBy, ...this.#needed].slice(0, maxSpares)
    const index = this.#spares.findIndex((spare) => isEqual(spare.standBy, standBy))
    const [spare] = index < 0 ? [] : this.#spares.splice(index, 1)
    this.#makeRoom()
    if (spare === undefined) return undefined
    for (const stream of spare.streams) stream.ref?.()
    const { variables: started } = standBy
    spare.channel.end(JSON.stringify({ ...assignment, started } satisfies Assignment))
    return spare.child
  }

  end(): void {
    clearTimeout(this.#timer)
    for (const { child } of this.#spares.splice(0)) child.kill('SIGKILL')
  }

  /** Ends those that no function has needed lately, and the oldest if there is no room for another one. */
  #makeRoom(): void {
    const isNeeded = ({ standBy }: SpareProcess): boolean => this.#needed.some((each) => isEqual(each, standBy))
    const kept = this.#spares.filter(isNeeded).slice(1 - maxSpares)
    for (const spare of this.#spares) if (!kept.includes(spare)) spare.child.kill('SIGKILL')
    this.#spares.splice(0, this.#spares.length, ...kept)
  }

  /** One that exits on its own would do so again: no other starts before a function has. */
  #forget(spare: SpareProcess): void {
    const index = this.#spares.indexOf(spare)
    if (index < 0) return
    this.#spares.splice(index, 1)
    this.#needed = []
  }
}

function isEqual(one: StandBy, other: StandBy): boolean {
  const text = ({ directory, variables }: StandBy): string =>
    JSON.stringify([directory, Object.entries(variables).toSorted(([a], [b]) => (a < b ? -1 : 1))])
  return text(one) === text(other)
}

/** Starts a process on stand-by; `undefined` where the system has no files left for its pipes. */
function startSpare(standBy: StandBy): SpareProcess | undefined {
  const { command, args, directory: cwd, variables: env } = standBy
  const stdio = ['ignore', 'pipe', 'pipe', 'pipe'] as const
  const child = spawn(command, args, { cwd, detached: true, stdio: [...stdio], env })
  const channel = child.stdio?.[3]
  if (!(channel instanceof Writable)) {
    child.once('error', () => {})
    return undefined
  }
  // A process that exits shows it by its `exit`.
  channel.on('error', () => {})
  const streams = [child, child.stdout, child.stderr, channel] as readonly Handle[]
  for (const stream of streams) stream.unref?.()
  return { standBy, child: child as RunningProcess, streams, channel }
}

/** The spare processes of this process. */
export const spareProcesses = new SpareProcesses()
