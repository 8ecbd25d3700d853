import { errorOf, SqliteStoreError } from '../store-error.ts'
import { type ProgramBuffers, WriteProgram } from './write-program.ts'
import type { Writer } from './writer.ts'

/** A program under way carries no more than this, unless one call alone is larger. */
const mostBytesPerProgram = 32 * 1_048_576
/** Memory of a program that is kept for the next one. */
const mostSpareBytes = 1_048_576
/** Fewer callers than this are not worth two flushes. */
const fewestInTurns = 16

/** Told once whether a call was carried out: without an error it is as durable as the store declares, with one nothing of it is there. */
export type Done = (error: SqliteStoreError | undefined) => void

interface Group {
  readonly program: WriteProgram
  /** One for each call of the program. */
  readonly done: Done[]
}

/**
 * Collects what is written while the disk is busy with what came before, and writes all of it with one flush. Where
 * flushes are quick, callers are led into two groups that take turns: one is prepared while the other is written.
 */
export class GroupCommit {
  readonly #writer: Pick<Writer, 'request'>
  readonly #mostUnderWay: number
  readonly #groups: Group[] = []
  #underWay = 0
  #posting = false
  #waitingBytes = 0
  #spare: ProgramBuffers | undefined

  constructor(writer: Pick<Writer, 'request'>, inTurns: boolean) {
    this.#writer = writer
    this.#mostUnderWay = inTurns ? 2 : 1
  }

  /** Bytes of state and body that wait for the disk. */
  get waitingBytes(): number {
    return this.#waitingBytes
  }

  /** Has carried out what `write` puts into the program, all of it or nothing. Calls are answered in their order. */
  submit(write: (program: WriteProgram) => void, done: Done): void {
    let group = this.#groups.at(-1)
    if (group === undefined || group.program.byteCount >= mostBytesPerProgram) {
      group = { program: new WriteProgram(this.#spare), done: [] }
      this.#spare = undefined
      this.#groups.push(group)
    }
    const before = group.program.byteCount
    try {
      write(group.program)
    } catch (error) {
      group.program.dropOpenCall()
      done(new SqliteStoreError('failed', `cannot write: ${String(error)}`, { cause: error }))
      return
    }
    group.program.endCall()
    group.done.push(done)
    this.#waitingBytes += group.program.byteCount - before
    this.#postSoon()
  }

  /** Resolves when all that was submitted before has been answered. */
  finished(): Promise<void> {
    return new Promise((resolve) =>
      this.submit(
        () => {},
        () => resolve(),
      ),
    )
  }

  /**
   * After the other callers of this turn of the event loop and of the next, so that they share the flush: what a server
   * has received meanwhile is read in the next.
   */
  #postSoon(): void {
    if (this.#posting || this.#underWay === this.#mostUnderWay) return
    this.#posting = true
    setImmediate(() =>
      setImmediate(() => {
        this.#posting = false
        this.#post()
      }),
    )
  }

  #post(): void {
    while (this.#underWay < this.#mostUnderWay) {
      const group = this.#groups.shift()
      if (group === undefined) return
      this.#underWay += 1
      this.#write(group)
    }
  }

  #write({ program, done }: Group): void {
    const message = program.message()
    const moved = [message.numbers.buffer, message.bytes.buffer]
    const answered = (errorOfCall: (call: number) => SqliteStoreError | undefined): void => {
      this.#underWay -= 1
      this.#waitingBytes -= program.byteCount
      this.#answer(done, errorOfCall)
    }
    this.#writer.request({ type: 'write', program: message }, 'written', moved).then(
      ({ failed, buffers }) => {
        if (buffers.bytes.byteLength + buffers.numbers.byteLength <= mostSpareBytes) this.#spare = buffers
        const errors = new Map(failed.map(([call, report]) => [call, errorOf(report)]))
        answered((call) => errors.get(call))
      },
      (error: SqliteStoreError) => answered(() => error),
    )
  }

  #answer(done: readonly Done[], errorOfCall: (call: number) => SqliteStoreError | undefined): void {
    const answerUpTo = (end: number, first: number): void => {
      for (let call = first; call < end; call += 1) done[call]?.(errorOfCall(call))
    }
    const idle = this.#underWay === 0 && this.#groups.length === 0
    const half = this.#mostUnderWay > 1 && idle && done.length >= fewestInTurns ? done.length >> 1 : done.length
    answerUpTo(half, 0)
    if (half < done.length)
      setImmediate(() => {
        // What the first half asks next is under way before the others ask.
        this.#post()
        answerUpTo(done.length, half)
      })
    if (this.#groups.length > 0) this.#postSoon()
  }
}
