import { setImmediate } from 'node:timers/promises'
import { describe, expect, it } from 'vitest'
import { SqliteStoreError } from '../store-error.ts'
import { GroupCommit } from './group-commit.ts'
import type { FailedCalls } from './run-program.ts'
import type { WriterReply, WriterRequest } from './thread-messages.ts'
import type { Writer } from './writer.ts'

/** A writer that answers when it is told to: the disk's speed is what these tests are about. */
class HeldWriter implements Pick<Writer, 'request'> {
  /** Calls in each program it was ever given. */
  readonly sizes: number[] = []
  /** Memory of each of them. */
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

/** Callers that ask again as soon as they are answered, up to `rounds` times; gives who was answered, in order. */
function askedBy(commits: GroupCommit, callers: number, rounds: number): (number | string)[] {
  const answered: (number | string)[] = []
  const ask = (caller: number, round: number): void =>
    commits.submit(
      (program) => program.done(caller, 0),
      (error) => {
        answered.push(error === undefined ? caller : `${caller}: ${error.code}`)
        if (round < rounds) queueMicrotask(() => ask(caller, round + 1))
      },
    )
  for (let caller = 0; caller < callers; caller += 1) ask(caller, 1)
  return answered
}

describe('group commit', () => {
  it('where flushes are quick, leads callers into two groups that are under way in turn', async () => {
    const writer = new HeldWriter()
    const answered = askedBy(new GroupCommit(writer, true), 32, 3)
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

  it('where they are not, has one group under way, with everybody in the next', async () => {
    const writer = new HeldWriter()
    const answered = askedBy(new GroupCommit(writer, false), 32, 2)
    await turns()
    await writer.answer()
    expect([answered.length, writer.sizes]).toEqual([32, [32, 32]])
  })

  it('does not lead fewer than 16 callers into two groups', async () => {
    const writer = new HeldWriter()
    askedBy(new GroupCommit(writer, true), 15, 2)
    await turns()
    await writer.answer()
    expect(writer.sizes).toEqual([15, 15])
  })

  it('answers every caller when the writer fails, also the half that would be answered later', async () => {
    const writer = new HeldWriter()
    const commits = new GroupCommit(writer, true)
    const answered = askedBy(commits, 32, 1)
    await turns()
    await writer.fail(new SqliteStoreError('failed', 'the writer thread failed'))
    expect(answered).toEqual(Array.from({ length: 32 }, (_, caller) => `${caller}: failed`))
    expect(commits.waitingBytes).toBe(0)
  })

  it('a call that fails alone is told so alone, in either half', async () => {
    const writer = new HeldWriter()
    const answered = askedBy(new GroupCommit(writer, true), 16, 1)
    await turns()
    const report = { code: 'disk-full', message: 'no room' } as const
    await writer.answer([
      [3, report],
      [12, report],
    ])
    expect(answered.filter((each) => typeof each === 'string')).toEqual(['3: disk-full', '12: disk-full'])
  })

  it('is finished when all that was submitted before has been answered', async () => {
    const writer = new HeldWriter()
    const commits = new GroupCommit(writer, true)
    const answered = askedBy(commits, 32, 1)
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
