import { setImmediate } from 'node:timers/promises'
import { errorOf, type SqliteStoreError } from './store-error.ts'
import { WriteProgram } from './write-program.ts'
import type { Writer } from './writer.ts'

/** A program under way carries no more than this, unless one call alone is larger. */
const mostBytesPerProgram = 32 * 1_048_576

interface Group {
  readonly program: WriteProgram
  readonly callers: { readonly resolve: () => void; readonly reject: (error: SqliteStoreError) => void }[]
}

/** Collects what is written while the disk is busy with what came before, and writes all of it with one flush. */
export class GroupCommit {
  readonly #writer: Writer
  readonly #groups: Group[] = []
  #writing: Promise<void> | undefined
  #waitingBytes = 0

  constructor(writer: Writer) {
    this.#writer = writer
  }

  /** Bytes of state and body that wait for the disk. */
  get waitingBytes(): number {
    return this.#waitingBytes
  }

  /** Resolves when what `write` puts into the program is as durable as the store declares; rejects when none of it is there. */
  submit(write: (program: WriteProgram) => void): Promise<void> {
    let group = this.#groups.at(-1)
    if (group === undefined || group.program.byteCount >= mostBytesPerProgram) {
      group = { program: new WriteProgram(), callers: [] }
      this.#groups.push(group)
    }
    const before = group.program.byteCount
    write(group.program)
    group.program.endCall()
    this.#waitingBytes += group.program.byteCount - before
    const { callers } = group
    return new Promise((resolve, reject) => {
      callers.push({ resolve, reject })
      this.#writing ??= this.#writeAll()
    })
  }

  /** Resolves when nothing waits for the disk. */
  async finished(): Promise<void> {
    while (this.#writing !== undefined) await this.#writing
  }

  async #writeAll(): Promise<void> {
    while (this.#groups.length > 0) {
      // After the other callers of this turn of the event loop, so that they share the flush.
      await setImmediate()
      const group = this.#groups.shift()
      if (group !== undefined) await this.#write(group)
    }
    this.#writing = undefined
  }

  async #write({ program, callers }: Group): Promise<void> {
    const message = program.message()
    const moved = [message.numbers.buffer as ArrayBuffer, message.bytes.buffer as ArrayBuffer]
    try {
      const { failed } = await this.#writer.request({ type: 'write', program: message }, 'written', moved)
      const errors = new Map(failed.map(([call, report]) => [call, errorOf(report)]))
      for (const [index, { resolve, reject }] of callers.entries()) {
        const error = errors.get(index)
        if (error === undefined) resolve()
        else reject(error)
      }
    } catch (error) {
      for (const { reject } of callers) reject(error as SqliteStoreError)
    } finally {
      this.#waitingBytes -= program.byteCount
    }
  }
}
