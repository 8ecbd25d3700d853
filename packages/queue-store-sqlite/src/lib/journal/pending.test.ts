import { bytesSum } from '@async-invoke/engine/internal/item-sums'
import { describe, expect, it } from 'vitest'
import { claimProgram, type ProgramMessage, WriteProgram } from '../tables/write-program.ts'
import { Pending } from './pending.ts'

const bytes = (length: number): Uint8Array => new Uint8Array(length).fill(length)
const placed = (at: number, length: number) => ({ at, length, sum: bytesSum(bytes(length)) })
const add = (program: WriteProgram): void => program.add(1, 'id', 'lane', 0, bytes(3), bytes(5))
const again = (length: number) => (program: WriteProgram) => program.again(1, 0, 1, 0, bytes(length))
const done = (program: WriteProgram): void => program.done(1, 5)
const drop = (program: WriteProgram): void => program.dropClaim(7)
const claim = claimProgram({ claim: 7, seqs: Float64Array.of(1), lapsed: new Float64Array() })

/** What was written, by the position of its contents. */
class Written {
  readonly pending = new Pending()
  readonly #programs: { readonly program: ProgramMessage; readonly position: number }[] = []

  write(...puts: readonly (((program: WriteProgram) => void) | ProgramMessage)[]): void {
    for (const put of puts) {
      const position = 100 * (this.#programs.length + 1)
      const program = typeof put === 'function' ? programOf(put) : put
      this.pending.add(program, position)
      this.#programs.push({ program, position })
    }
  }

  /** Applies what was written as the nth. */
  apply(nth: number): void {
    const { program, position } = this.#programs[nth - 1] as { program: ProgramMessage; position: number }
    this.pending.remove(program, position)
  }
}

function programOf(put: (program: WriteProgram) => void): ProgramMessage {
  const program = new WriteProgram()
  put(program)
  program.endCall()
  return program.message()
}

describe('what the journal has of an item', () => {
  it('is its newest state, with its body until that is applied', () => {
    const written = new Written()
    const { pending } = written
    written.write(add)
    expect([pending.find(1), pending.liveBytes]).toEqual([{ state: placed(100, 3), body: placed(103, 5) }, 136])
    written.write(again(20))
    expect([pending.find(1), pending.liveBytes]).toEqual([{ state: placed(200, 20), body: placed(103, 5) }, 153])
    written.apply(1)
    expect([pending.find(1), pending.liveBytes]).toEqual([{ state: placed(200, 20), body: undefined }, 148])
    written.apply(2)
    expect([pending.find(1), pending.liveBytes]).toEqual([undefined, 0])
  })

  it('is the newest state of one that was stored before', () => {
    const written = new Written()
    const { pending } = written
    written.write(again(20), again(4))
    written.apply(1)
    expect([pending.find(1), pending.liveBytes]).toEqual([{ state: placed(200, 4), body: undefined }, 132])
    written.apply(2)
    expect([pending.find(1), pending.liveBytes]).toEqual([undefined, 0])
  })

  it.each([
    { of: 'what was added', puts: [add], applied: 0, neverStored: true },
    { of: 'what was added and came again', puts: [add, again(20)], applied: 0, neverStored: true },
    { of: 'what came again, and whose body is stored', puts: [add, again(20)], applied: 1, neverStored: false },
    { of: 'what was stored before', puts: [again(20)], applied: 0, neverStored: false },
  ])('is nothing at the end of $of', ({ puts, applied, neverStored }) => {
    const written = new Written()
    const { pending } = written
    written.write(...puts)
    for (let nth = 1; nth <= applied; nth += 1) written.apply(nth)
    written.write(done)
    expect([pending.find(1), pending.liveBytes]).toEqual([undefined, 0])
    expect(pending.hasItem(1)).toBe(neverStored)
    for (let nth = applied + 1; nth <= puts.length; nth += 1) written.apply(nth)
    expect([pending.takeItem(1), pending.hasItem(1)]).toEqual([neverStored, false])
  })
})

describe('a claim that has ended', () => {
  it('is never stored if its note is not applied, and is known as such once', () => {
    const written = new Written()
    const { pending } = written
    written.write(claim)
    expect(pending.hasClaim(7)).toBe(false)
    written.write(drop)
    expect([pending.hasClaim(7), pending.takeClaim(7), pending.takeClaim(7)]).toEqual([true, true, false])
  })

  it('must be dropped where its note is stored', () => {
    const written = new Written()
    written.write(claim)
    written.apply(1)
    written.write(drop)
    expect(written.pending.hasClaim(7)).toBe(false)
    const before = new Written()
    before.write(drop)
    expect(before.pending.hasClaim(7)).toBe(false)
  })
})
