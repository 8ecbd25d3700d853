import { closeSync, constants, fdatasync, openSync, readFileSync, writeSync } from 'node:fs'

/**
 * Latest time that the runtime's clock has reached, in a file of the data directory: one line, ISO 8601.
 *
 * A mark has been handed to the operating system when {@link reach} returns, so it survives a crash of the process. It
 * is flushed to disk in the background; a power loss may cost the latest. A failed write is reported to `onFault` and
 * does not stop time.
 */
export class TimeMark {
  readonly #path: string
  readonly #onFault: (fault: unknown) => void
  #reachedMs: number | undefined
  #owned = false
  /** True if this process has reached a mark, written or not. */
  #marked = false
  #file: number | undefined
  #flushing: Promise<void> | undefined
  #flushAgain = false

  /** Reads the mark of an earlier process; nothing is written before {@link own} is called. */
  constructor(path: string, onFault: (fault: unknown) => void) {
    this.#path = path
    this.#onFault = onFault
    this.#reachedMs = readMark(path)
  }

  /** Milliseconds since the epoch; `undefined` if there is no readable mark. */
  get reachedMs(): number | undefined {
    return this.#reachedMs
  }

  /** Enables writing. To be called once this process holds the lock of the data directory. */
  own(): void {
    this.#owned = true
    if (this.#marked) this.#write()
  }

  reach(atMs: number): void {
    this.#reachedMs = atMs
    this.#marked = true
    if (this.#owned) this.#write()
  }

  /** Writes `atMs` as the last mark, if any was written before, and resolves once it is on disk. */
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
      // Overwritten in place, neither truncated nor appended to, so that the file always holds one whole line.
      this.#file ??= openSync(this.#path, constants.O_RDWR | constants.O_CREAT, 0o600)
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
