import { readFileSync } from 'node:fs'
import type { RuntimeProcess } from './runtime-process.ts'

/** How often memory is looked at. */
const lookMs = 100
/** What a process of this machine needs beside what Lambda counts: Lambda's own runtimes are smaller. */
const overheadMegabytes = 64

/** Tells of a process that needs more than its memory, as the system kills it in Lambda; only on Linux is that seen. */
export class MemoryWatch {
  readonly #limit: number
  readonly #onExcess: () => void
  #timer: NodeJS.Timeout | undefined
  #peak: number | undefined

  constructor(memoryInMegabytes: number, onExcess: () => void) {
    this.#limit = memoryInMegabytes + overheadMegabytes
    this.#onExcess = onExcess
  }

  /** Looks now, and again until it is stopped. */
  watch(running: RuntimeProcess | undefined): void {
    if (process.platform !== 'linux') return
    clearInterval(this.#timer)
    const look = (): void => {
      if (this.#look(running) > this.#limit) this.#onExcess()
    }
    look()
    this.#timer = setInterval(look, lookMs)
  }

  /** Looks once more, where something is left to look at; gives the most that was needed so far, in megabytes. */
  stop(running?: RuntimeProcess): number | undefined {
    clearInterval(this.#timer)
    this.#look(running)
    return this.#peak
  }

  /** Of a process that is gone the system shows no memory any more. */
  #look(running: RuntimeProcess | undefined): number {
    const { now = 0, peak = 0 } = residentMegabytes(running?.pid) ?? {}
    this.#peak = peak || this.#peak
    return now
  }
}

/** Resident memory of a process, in megabytes; `undefined` where the system does not show it (only Linux does). */
function residentMegabytes(pid: number | undefined): { now: number; peak: number } | undefined {
  if (pid === undefined || process.platform !== 'linux') return undefined
  try {
    const status = readFileSync(`/proc/${pid}/status`, 'utf8')
    const kilobytes = (name: string): number => Number(new RegExp(`^${name}:\\s+(\\d+) kB`, 'm').exec(status)?.[1] ?? 0)
    return { now: Math.round(kilobytes('VmRSS') / 1_024), peak: Math.round(kilobytes('VmHWM') / 1_024) }
  } catch {
    return undefined
  }
}
