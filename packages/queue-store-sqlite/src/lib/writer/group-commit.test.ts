import { setImmediate } from 'node:timers/promises'
import { describe, expect, it } from 'vitest'
import { SqliteStoreError } from '../store-error.ts'
import { GroupCommit } from './group-commit.ts'
import type { FailedCalls } from './run-program.ts'
import type { WriterReply, WriterRequest } from './thread-messages.ts'
import type { Writer } from './writer.ts'

/** A writer that replies on demand, so that a test controls the speed of the disk. */
class HeldWriter implements Pick<Writer, 'request'> {
  /** Number of calls of each program received. */
  readonly sizes: number[] = []
  /** Buffer of each program received. */
  readonly memory: ArrayBuffer[] = []
  readonly #held: { answer(failed: FailedCalls): void; fail(error: Error): void }[] = []

  request<Type extends WriterReply['type']>(request: WriterRequest): Promise<Extract<WriterReply, { type: Type }>> {
    if (request.type !== 'write') throw new Error(`not expected: ${request.type}`)
    const { program } = request
    this.sizes.push(program.ends.length / 3)
    this.memory.push(program.bytes.buffer)
    const buffers = { numbers: program.numbers.buffer, bytes: program.bytes.buffer }
    return new Promise((resolve, reject) => {
      this.#held.push({ answer: (failed) => resolve({ type: 'written', failed, buffers } as never), fail: reject })
    })
  }

  async answer(failed: FailedCalls = []): Promise<void> {
    this.#held.shift()?.answer(failed)
    await turns()
  }

  async fail(error: Error): Promise<void> {
    this.#held.shift()?.fail(error)
    await turns()
  }
}

async function turns(): Promise<void> {
  for (let turn = 0; turn < 8; turn += 1) await setImmediate()
}

/**
 * Makes `callers` submit `rounds` times each, as soon as their last call is done; returns the callers in that order.
 */
function submitBy(commits: GroupCommit, callers: number, rounds: number): (number | string)[] {
  const answered: (number | string)[] = []
  const submit = (caller: number, round: number): void =>
    commits.submit(
      (program) => program.done(caller, 0),
      (error) => {
        answered.push(error === undefined ? caller : `${caller}: ${error.code}`)
        if (round < rounds) queueMicrotask(() => submit(caller, round + 1))
      },
    )
  for (let caller = 0; caller < callers; caller += 1) submit(caller, 1)
  return answered
}

describe('GroupCommit', () => {
  it('splits callers into two alternating groups if flushes are quick', async () => {
    const writer = new HeldWriter()
    const answered = submitBy(new GroupCommit(writer, true), 32, 3)
    await turns()
    await writer.answer()
    expect(answered).toEqual(Array.from({ length: 32 }, (_, caller) => caller))
    expect(writer.sizes).toEqual([32, 16, 16])
    const [first, second, third] = writer.memory
    expect(second).toBe(first)
    expect(third).not.toBe(second)
    await writer.answer()
    expect(writer.sizes).toEqual([32, 16, 16, 16])
    await writer.answer()
    expect(writer.sizes).toEqual([32, 16, 16, 16, 16])
  })

  it('keeps one group in progress and all other callers in the next if flushes are slow', async () => {
    const writer = new HeldWriter()
    const answered = submitBy(new GroupCommit(writer, false), 32, 2)
    await turns()
    await writer.answer()
    expect([answered.length, writer.sizes]).toEqual([32, [32, 32]])
  })

  it('does not split fewer than 16 callers', async () => {
    const writer = new HeldWriter()
    submitBy(new GroupCommit(writer, true), 15, 2)
    await turns()
    await writer.answer()
    expect(writer.sizes).toEqual([15, 15])
  })

  it('fails every call if the writer fails, including the second half', async () => {
    const writer = new HeldWriter()
    const commits = new GroupCommit(writer, true)
    const answered = submitBy(commits, 32, 1)
    await turns()
    await writer.fail(new SqliteStoreError('failed', 'the writer thread failed'))
    expect(answered).toEqual(Array.from({ length: 32 }, (_, caller) => `${caller}: failed`))
    expect(commits.waitingBytes).toBe(0)
  })

  it('fails single calls alone, in either half', async () => {
    const writer = new HeldWriter()
    const answered = submitBy(new GroupCommit(writer, true), 16, 1)
    await turns()
    const report = { code: 'disk-full', message: 'no room' } as const
    await writer.answer([
      [3, report],
      [12, report],
    ])
    expect(answered.filter((each) => typeof each === 'string')).toEqual(['3: disk-full', '12: disk-full'])
  })

  it('counts the bytes of a call until it is written, or has failed', async () => {
    const writer = new HeldWriter()
    const commits = new GroupCommit(writer, true)
    const submit = (bytes: number): void =>
      commits.submit(
        (program) => program.again(1, 0, 0, 0, new Uint8Array(bytes)),
        () => {},
      )
    submit(100)
    await turns()
    submit(30)
    expect(commits.waitingBytes).toBe(130)
    await writer.answer()
    expect(commits.waitingBytes).toBe(30)
    await writer.fail(new SqliteStoreError('failed', 'the writer thread failed'))
    expect(commits.waitingBytes).toBe(0)
  })

  it('is finished when all earlier calls are done', async () => {
    const writer = new HeldWriter()
    const commits = new GroupCommit(writer, true)
    const answered = submitBy(commits, 32, 1)
    let finished = -1
    void commits.finished().then(() => {
      finished = answered.length
    })
    await turns()
    expect(finished).toBe(-1)
    await writer.answer()
    expect(finished).toBe(32)
  })
})
