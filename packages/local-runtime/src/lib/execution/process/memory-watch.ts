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
    const { now = 0, peak = 0 } = running?.megabytes ?? {}
    this.#peak = peak || this.#peak
    return now
  }
}
