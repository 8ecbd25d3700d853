import { closeSync, openSync, readSync } from 'node:fs'
import { clearInterval, setInterval } from 'node:timers'
import type { RuntimeProcess } from './runtime-process.ts'

/** Interval between measurements of memory. */
const measureEveryMs = 100
/** Time in which a process fills a few megabytes at most, so that it frees none that its memory afterwards would not show. */
const shortMs = 1
/** Change of the memory, in pages of at least 4 KB, from which on the peak is read again: that takes as long as a tenth of a run. */
const changedPages = 64
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
  #nextLookMs = 0
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

  /**
   * Measures a last time, if the process is given, and returns the peak so far in megabytes.
   *
   * @param ranMs - how long it has been watched: after a short time it is measured only if its memory has changed
   */
  stop(running?: Measured, ranMs = Number.POSITIVE_INFINITY): number | undefined {
    clearInterval(this.#timer)
    if (ranMs > shortMs || this.#mayHaveChanged()) this.#measure(running)
    return this.#peak
  }

  /** Looked up as often as a running process is measured. */
  #mayHaveChanged(): boolean {
    if (this.#status === undefined) return true
    const nowMs = performance.now()
    if (nowMs < this.#nextLookMs) return false
    this.#nextLookMs = nowMs + measureEveryMs
    return this.#status.hasChanged()
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

/** What Linux says of a process. */
class ProcessStatus {
  readonly #status: OpenFile
  /** Its memory in pages: read in an eighth of the time, but without its peak. */
  readonly #pages: OpenFile
  #lastPages = 0

  constructor(pid: number) {
    this.#status = new OpenFile(`/proc/${pid}/status`)
    this.#pages = new OpenFile(`/proc/${pid}/statm`)
  }

  /** Resident memory; 0 of a process that has exited. */
  residentMegabytes(): { readonly now: number; readonly peak: number } {
    const text = this.#status.read()
    this.#lastPages = this.#residentPages()
    return { now: megabytes(text, '\nVmRSS:'), peak: megabytes(text, '\nVmHWM:') }
  }

  /** Whether the memory is another than at the last reading. */
  hasChanged(): boolean {
    return Math.abs(this.#residentPages() - this.#lastPages) >= changedPages
  }

  close(): void {
    this.#status.close()
    this.#pages.close()
  }

  #residentPages(): number {
    return Number(this.#pages.read().split(' ', 2)[1] ?? 0)
  }
}

/** A file that stays open, since opening it takes longer than reading it. */
class OpenFile {
  #file: number | undefined

  constructor(path: string) {
    try {
      this.#file = openSync(path, 'r')
    } catch {
      // The process has exited.
    }
  }

  /** The text; empty once the process has exited. */
  read(): string {
    if (this.#file === undefined) return ''
    try {
      return buffer.toString('latin1', 0, readSync(this.#file, buffer, 0, buffer.length, 0))
    } catch {
      return ''
    }
  }

  close(): void {
    if (this.#file !== undefined) closeSync(this.#file)
    this.#file = undefined
  }
}

/** A member in kilobytes, as megabytes; 0 without it. */
function megabytes(status: string, name: string): number {
  const at = status.indexOf(name)
  return at < 0 ? 0 : Math.round(Number.parseInt(status.slice(at + name.length, at + name.length + 32), 10) / 1_024)
}
