import { readFileSync } from 'node:fs'
import type { RuntimeProcess } from './runtime-process.ts'

/** Interval between measurements of memory. */
const measureEveryMs = 100
/** Allowance for this machine's runtimes, which are larger than Lambda's own. */
const overheadMegabytes = 64

/** Watches the memory of a process and reports one that exceeds its limit, which Lambda would kill. Linux only. */
export class MemoryWatch {
  readonly #limit: number
  readonly #onExcess: () => void
  #timer: NodeJS.Timeout | undefined
  #peak: number | undefined

  constructor(memoryInMegabytes: number, onExcess: () => void) {
    this.#limit = memoryInMegabytes + overheadMegabytes
    this.#onExcess = onExcess
  }

  /** Measures now, and periodically until {@link stop} is called. */
  watch(running: RuntimeProcess | undefined): void {
    if (process.platform !== 'linux') return
    clearInterval(this.#timer)
    const check = (): void => {
      if (this.#measure(running) > this.#limit) this.#onExcess()
    }
    check()
    this.#timer = setInterval(check, measureEveryMs)
  }

  /** Measures a last time, if the process is given, and returns the peak so far in megabytes. */
  stop(running?: RuntimeProcess): number | undefined {
    clearInterval(this.#timer)
    this.#measure(running)
    return this.#peak
  }

  /** Current memory in megabytes; 0 for a process that has exited, whose last peak is kept. */
  #measure(running: RuntimeProcess | undefined): number {
    const { now = 0, peak = 0 } = residentMegabytes(running?.pid) ?? {}
    this.#peak = peak || this.#peak
    return now
  }
}

/** Resident memory of a process in megabytes; `undefined` if it has exited, or on a system other than Linux. */
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
