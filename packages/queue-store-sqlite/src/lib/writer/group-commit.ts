import { setImmediate } from 'node:timers'
import { errorOf, SqliteStoreError } from '../store-error.ts'
import { type ProgramBuffers, WriteProgram } from '../tables/write-program.ts'
import type { Writer } from './writer.ts'

/** Upper bound of one program, unless a single call is larger. */
const maxBytesPerProgram = 32 * 1_048_576
/** Upper bound of the buffers that are kept for the next program. */
const maxSpareBytes = 1_048_576
/** With fewer callers, a second flush costs more than it saves. */
const minCallersInTurns = 16

/** Called once per call: without an error, the call is as durable as the store declares; with one, it had no effect. */
export type Done = (error: SqliteStoreError | undefined) => void

interface Group {
  readonly program: WriteProgram
  /** One per call of the program. */
  readonly done: Done[]
}

/**
 * Collects calls while the previous flush is in progress, and writes all of them with the next one. If flushes are
 * quick, it splits the callers into two groups that take turns: one is prepared while the other is written.
 */
export class GroupCommit {
  readonly #writer: Pick<Writer, 'request'>
  readonly #maxInFlight: number
  readonly #groups: Group[] = []
  #inFlight = 0
  #posting = false
  #waitingBytes = 0
  #spare: ProgramBuffers | undefined

  constructor(writer: Pick<Writer, 'request'>, inTurns: boolean) {
    this.#writer = writer
    this.#maxInFlight = inTurns ? 2 : 1
  }

  /** Bytes of state and body that are not on disk yet. */
  get waitingBytes(): number {
    return this.#waitingBytes
  }

  /** Submits what `write` adds to the program, all or nothing. `done` callbacks run in the order of the calls. */
  submit(write: (program: WriteProgram) => void, done: Done): void {
    let group = this.#groups.at(-1)
    if (group === undefined || group.program.byteCount >= maxBytesPerProgram) {
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

  /** Resolves when all earlier calls are done. */
  finished(): Promise<void> {
    return new Promise((resolve) =>
      this.submit(
        () => {},
        () => resolve(),
      ),
    )
  }

  /**
   * Posts after this turn of the event loop and the next, so that all callers of both share the flush: a server reads
   * the requests that arrived in the meantime in the next turn.
   */
  #postSoon(): void {
    if (this.#posting || this.#inFlight === this.#maxInFlight) return
    this.#posting = true
    setImmediate(() =>
      setImmediate(() => {
        this.#posting = false
        this.#post()
      }),
    )
  }

  #post(): void {
    while (this.#inFlight < this.#maxInFlight) {
      const group = this.#groups.shift()
      if (group === undefined) return
      this.#inFlight += 1
      this.#write(group)
    }
  }

  #write({ program, done }: Group): void {
    const message = program.message()
    const transfer = [message.numbers.buffer, message.bytes.buffer]
    const finish = (errorOfCall: (call: number) => SqliteStoreError | undefined): void => {
      this.#inFlight -= 1
      this.#waitingBytes -= program.byteCount
      this.#answer(done, errorOfCall)
    }
    this.#writer.request({ type: 'write', program: message }, 'written', transfer).then(
      ({ failed, buffers }) => {
        if (buffers.bytes.byteLength + buffers.numbers.byteLength <= maxSpareBytes) this.#spare = buffers
        const errors = new Map(failed.map(([call, report]) => [call, errorOf(report)]))
        finish((call) => errors.get(call))
      },
      (error: SqliteStoreError) => finish(() => error),
    )
  }

  #answer(done: readonly Done[], errorOfCall: (call: number) => SqliteStoreError | undefined): void {
    const answerUpTo = (end: number, first: number): void => {
      for (let call = first; call < end; call += 1) done[call]?.(errorOfCall(call))
    }
    const idle = this.#inFlight === 0 && this.#groups.length === 0
    const half = this.#maxInFlight > 1 && idle && done.length >= minCallersInTurns ? done.length >> 1 : done.length
    answerUpTo(half, 0)
    if (half < done.length)
      setImmediate(() => {
        // Post the next calls of the first half before the other half makes its own.
        this.#post()
        answerUpTo(done.length, half)
      })
    if (this.#groups.length > 0) this.#postSoon()
  }
}
