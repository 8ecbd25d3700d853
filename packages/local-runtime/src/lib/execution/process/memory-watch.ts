import { closeSync, openSync, readSync } from 'node:fs'
import type { RuntimeProcess } from './runtime-process.ts'

/** Interval between measurements of memory. */
const measureEveryMs = 100
/** Allowance for this machine's runtimes, which are larger than Lambda's own. */
const overheadMegabytes = 64

/** A process as it is measured. */
type Measured = Pick<RuntimeProcess, 'pid'>

/** Watches the memory of a process and reports one that exceeds its limit, which Lambda would kill. Linux only. */
export class MemoryWatch {
  readonly #limit: number
  readonly #onExcess: () => void
  #timer: NodeJS.Timeout | undefined
  #status: ProcessStatus | undefined
  #exited: Measured | undefined
  #now = 0
  #peak: number | undefined

  constructor(memoryInMegabytes: number, onExcess: () => void) {
    this.#limit = memoryInMegabytes + overheadMegabytes
    this.#onExcess = onExcess
  }

  /** Measures periodically until {@link stop} is called, and now if the process was too large when it was measured last. */
  watch(running: Measured | undefined): void {
    if (process.platform !== 'linux') return
    clearInterval(this.#timer)
    const check = (): void => {
      this.#measure(running)
      if (this.#now > this.#limit) this.#onExcess()
    }
    if (this.#now > this.#limit) check()
    this.#timer = setInterval(check, measureEveryMs)
  }

  /** Measures a last time, if the process is given, and returns the peak so far in megabytes. */
  stop(running?: Measured): number | undefined {
    clearInterval(this.#timer)
    this.#measure(running)
    return this.#peak
  }

  /** Ends the measurements of a process that has exited; its last peak is kept. */
  end(exited: Measured | undefined): void {
    clearInterval(this.#timer)
    this.#exited = exited
    this.#status?.close()
    this.#status = undefined
    this.#now = 0
  }

  #measure(running: Measured | undefined): void {
    if (running?.pid === undefined || running === this.#exited || process.platform !== 'linux') return
    this.#status ??= new ProcessStatus(running.pid)
    const { now, peak } = this.#status.residentMegabytes()
    this.#now = now
    this.#peak = peak || this.#peak
  }
}

const buffer = Buffer.alloc(4_096)

/** What Linux says of a process. The file stays open, since opening it takes longer than reading it. */
class ProcessStatus {
  #file: number | undefined

  constructor(pid: number) {
    try {
      this.#file = openSync(`/proc/${pid}/status`, 'r')
    } catch {
      // It has exited.
    }
  }

  /** Resident memory; 0 of a process that has exited. */
  residentMegabytes(): { readonly now: number; readonly peak: number } {
    const text = this.#read()
    return { now: megabytes(text, '\nVmRSS:'), peak: megabytes(text, '\nVmHWM:') }
  }

  close(): void {
    if (this.#file !== undefined) closeSync(this.#file)
    this.#file = undefined
  }

  #read(): string {
    if (this.#file === undefined) return ''
    try {
      return buffer.toString('latin1', 0, readSync(this.#file, buffer, 0, buffer.length, 0))
    } catch {
      return ''
    }
  }
}

/** A member in kilobytes, as megabytes; 0 without it. */
function megabytes(status: string, name: string): number {
  const at = status.indexOf(name)
  return at < 0 ? 0 : Math.round(Number.parseInt(status.slice(at + name.length, at + name.length + 32), 10) / 1_024)
}
