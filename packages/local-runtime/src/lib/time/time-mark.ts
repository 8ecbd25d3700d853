import { closeSync, constants, fdatasync, openSync, readFileSync, writeSync } from 'node:fs'

/**
 * How far the runtime's time has come, in a file of the data directory: one line, ISO 8601.
 *
 * A mark is with the operating system when {@link reach} returns, so it survives the process at any instant; it is flushed
 * to the disk beside the work, and a loss of power may cost the newest. What cannot be written is told and time goes on.
 */
export class TimeMark {
  readonly #path: string
  readonly #onFault: (fault: unknown) => void
  #reachedMs: number | undefined
  #owned = false
  /** Whether there is a mark of this process, written or not. */
  #marked = false
  #file: number | undefined
  #flushing: Promise<void> | undefined
  #flushAgain = false

  /** Reads what an earlier process left; nothing is written before {@link own}. */
  constructor(path: string, onFault: (fault: unknown) => void) {
    this.#path = path
    this.#onFault = onFault
    this.#reachedMs = readMark(path)
  }

  /** Milliseconds since the epoch; `undefined` when there is no mark that can be read. */
  get reachedMs(): number | undefined {
    return this.#reachedMs
  }

  /** From now on marks are written; called by whoever holds the data directory's lock. */
  own(): void {
    this.#owned = true
    if (this.#marked) this.#write()
  }

  reach(atMs: number): void {
    this.#reachedMs = atMs
    this.#marked = true
    if (this.#owned) this.#write()
  }

  /** Leaves `atMs` as the last mark if there was one, on the disk when it resolves. */
  async close(atMs: number): Promise<void> {
    if (this.#file === undefined) return
    this.reach(atMs)
    const file = this.#file
    this.#owned = false
    this.#file = undefined
    await this.#flushing
    closeSync(file)
  }

  #write(): void {
    try {
      // Written over, neither emptied nor appended to: there is always one whole line.
      this.#file ??= openSync(this.#path, constants.O_RDWR | constants.O_CREAT)
      writeSync(this.#file, `${new Date(this.#reachedMs ?? 0).toISOString()}\n`, 0)
      this.#flushAgain = true
      this.#flushing ??= this.#flush(this.#file)
    } catch (fault) {
      this.#onFault(fault)
    }
  }

  async #flush(file: number): Promise<void> {
    while (this.#flushAgain) {
      this.#flushAgain = false
      await new Promise((resolve) => fdatasync(file, resolve))
    }
    this.#flushing = undefined
  }
}

function readMark(path: string): number | undefined {
  try {
    const atMs = Date.parse(readFileSync(path, 'latin1').split('\n')[0] ?? '')
    return Number.isNaN(atMs) ? undefined : atMs
  } catch {
    return undefined
  }
}
