import { existsSync, mkdtempSync, renameSync, rmSync, statSync, truncateSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { CommitNumberFile } from '../files/commit-number.ts'
import { claimProgram, type ProgramMessage, WriteProgram } from '../tables/write-program.ts'
import { Journal } from './journal.ts'
import { JournalReader } from './journal-files.ts'

let folder = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'journal-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const salt = 12
const step = fc.oneof(
  { weight: 6, arbitrary: fc.record({ type: fc.constant('add' as const), bytes: fc.nat(60) }) },
  { weight: 3, arbitrary: fc.record({ type: fc.constant('again' as const), which: fc.nat(), bytes: fc.nat(30) }) },
  { weight: 4, arbitrary: fc.record({ type: fc.constant('done' as const), which: fc.nat() }) },
  { weight: 1, arbitrary: fc.record({ type: fc.constant('claim' as const) }) },
  { weight: 3, arbitrary: fc.record({ type: fc.constant('apply' as const), bytes: fc.integer({ min: 1, max: 400 }) }) },
)
type Step = typeof step extends fc.Arbitrary<infer Type> ? Type : never

/** What a journal should have, kept as plainly as can be. */
class Model {
  readonly written: ProgramMessage[] = []
  applied = 0
  /** State and body of each item that has not ended. */
  readonly items = new Map<number, { state: Uint8Array; body: Uint8Array; added: number; changed: number }>()
  last = 0

  programOf(step: Exclude<Step, { type: 'apply' }>): ProgramMessage | undefined {
    const number = this.written.length + 1
    const content = (bytes: number): Uint8Array => new Uint8Array(bytes).fill(number)
    if (step.type === 'claim')
      return claimProgram({ claim: number, seqs: Float64Array.of(1), lapsed: new Float64Array() })
    const program = new WriteProgram()
    const seqs = [...this.items.keys()]
    if (step.type === 'add') {
      const item = { state: content(3), body: content(step.bytes), added: number, changed: number }
      this.items.set(++this.last, item)
      program.add(this.last, `id-${number}`, 'lane', 0, item.state, item.body)
    } else {
      const seq = seqs[step.which % Math.max(1, seqs.length)]
      const item = seq === undefined ? undefined : this.items.get(seq)
      if (seq === undefined || item === undefined) return undefined
      if (step.type === 'done') {
        program.done(seq, item.body.length)
        this.items.delete(seq)
      } else {
        item.state = content(step.bytes)
        item.changed = number
        program.again(seq, 0, 1, 0, item.state)
      }
    }
    program.endCall()
    return program.message()
  }
}

function run(journal: Journal, model: Model, step: Step): void {
  if (step.type === 'apply') {
    if (!journal.isEmpty) apply(journal, model, step.bytes)
    return
  }
  const program = model.programOf(step)
  if (program === undefined) return
  while (!journal.takes(program)) apply(journal, model, 100)
  journal.write(program, step.type !== 'claim')
  model.written.push(program)
}

function apply(journal: Journal, model: Model, bytes: number): void {
  const slice = journal.oldest(bytes)
  expect(slice.records.map(({ number }) => number)).toEqual(slice.records.map((_, index) => model.applied + index + 1))
  for (const { program, number } of slice.records) expectEqual(program, model.written[number - 1] as ProgramMessage)
  model.applied += slice.records.length
  journal.applied(slice)
}

function expectEqual(found: ProgramMessage, written: ProgramMessage): void {
  expect([...found.numbers]).toEqual([...written.numbers])
  expect([...found.bytes]).toEqual([...written.bytes])
  expect(found.strings).toEqual(written.strings)
}

/** Every item that has not ended is found with its newest bytes, unless they are applied, and no other. */
function expectContents(journal: Journal, { items, applied, last }: Model): void {
  const { pending } = journal
  let liveBytes = 0
  for (let seq = 1; seq <= last; seq += 1) {
    const found = pending.find(seq)
    if (found !== undefined) liveBytes += 128 + found.state.length + (found.body?.length ?? 0)
    if (!items.has(seq)) expect(found).toBeUndefined()
  }
  expect(pending.liveBytes).toBe(liveBytes)
  const read = ({ at, length }: { at: number; length: number }): readonly number[] => {
    const bytes = new Uint8Array(length)
    journal.read(bytes, at)
    return [...bytes]
  }
  for (const [seq, { state, body, added, changed }] of items) {
    const found = pending.find(seq)
    expect(found && read(found.state)).toEqual(changed > applied ? [...state] : undefined)
    expect(found?.body && read(found.body)).toEqual(added > applied ? [...body] : undefined)
  }
}

describe('a journal', () => {
  it('has what was written and not applied, for its own process and for the next one', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 80 }), fc.integer({ min: 300, max: 1_500 }), (steps, bytes) => {
        const path = join(folder, 'queue.db')
        for (const file of ['-journal-1', '-journal-2']) rmSync(path + file, { force: true })
        const journal = new Journal({ path, salt, last: 0, bytes })
        const model = new Model()
        for (const each of steps) {
          run(journal, model, each)
          expectContents(journal, model)
          const after = [...new JournalReader(path, salt, model.applied)].map(({ number }) => number)
          expect(after).toEqual(model.written.slice(model.applied).map((_, index) => model.applied + index + 1))
        }
        while (!journal.isEmpty) apply(journal, model, 200)
        expect(journal.pending.liveBytes).toBe(0)
        journal.close()
      }),
      { numRuns: 60 },
    )
  })

  it('is none for another salt, or from another number on', () => {
    const path = join(folder, 'queue.db')
    const journal = new Journal({ path, salt, last: 4, bytes: 10_000 })
    const program = claimProgram({ claim: 1, seqs: Float64Array.of(1), lapsed: new Float64Array() })
    for (let n = 0; n < 3; n += 1) journal.write(program, true)
    const numbers = (salt: number, after: number | undefined): readonly number[] =>
      [...new JournalReader(path, salt, after)].map(({ number }) => number)
    expect(numbers(salt, 4)).toEqual([5, 6, 7])
    expect(numbers(salt, 6)).toEqual([7])
    expect(numbers(salt, undefined)).toEqual([5, 6, 7])
    expect(numbers(salt, 3)).toEqual([])
    expect(numbers(salt + 1, 4)).toEqual([])
    expect(numbers(0, 4)).toEqual([])
    journal.close()
  })

  it('is not cut short by older records in its files where it is not known which were applied', () => {
    const path = join(folder, 'queue.db')
    // Records of one length: the first of the older ones that are left begins where the last of the newer ones ends.
    const journal = new Journal({ path, salt, last: 0, bytes: 900 })
    const commits = new CommitNumberFile(path, 'full', 0)
    const program = claimProgram({ claim: 1, seqs: Float64Array.of(1), lapsed: new Float64Array() })
    const found = (): readonly number[] => [...new JournalReader(path, salt, undefined)].map(({ number }) => number)
    for (let number = 1; number <= 40; number += 1) {
      if (!journal.takes(program)) while (journal.isBehind) journal.applied(journal.oldest(900))
      journal.write(program, false)
      commits.note(number)
      const numbers = found()
      expect(numbers.length).toBeGreaterThan(0)
      expect(numbers).toEqual(numbers.map((_, index) => number - numbers.length + 1 + index))
    }
    commits.close()
    journal.close()
  })

  it('fills a part of a file before it turns to the other, if nothing in it is left to apply', () => {
    const path = join(folder, 'queue.db')
    const journal = new Journal({ path, salt, last: 0, bytes: 16_000 })
    const program = claimProgram({ claim: 1, seqs: Float64Array.of(1), lapsed: new Float64Array() })
    const isUsed = (): boolean => existsSync(`${path}-journal-2`) && statSync(`${path}-journal-2`).size > 0
    const bytes = journal.write(program, true)
    for (let end = bytes; end < 1_000; end += bytes) {
      expect(isUsed()).toBe(false)
      journal.write(program, true)
    }
    journal.write(program, true)
    expect([isUsed(), journal.isBehind]).toEqual([true, true])
    journal.close()
  })

  it('gives back what a burst took, once all of it is applied, and takes the next one', () => {
    const path = join(folder, 'queue.db')
    const journal = new Journal({ path, salt, last: 0, bytes: 1_600_000 })
    const program = new WriteProgram()
    program.add(1, 'id', 'lane', 0, new Uint8Array(), new Uint8Array(40_000))
    program.endCall()
    for (let burst = 1; burst <= 2; burst += 1) {
      for (let records = 0; records < 10; records += 1) journal.write(program.message(), false)
      expect(statSync(`${path}-journal-1`).size).toBeGreaterThan(400_000)
      while (!journal.isEmpty) journal.applied(journal.oldest(1_000_000))
      expect(statSync(`${path}-journal-1`).size).toBe(100_000)
    }
    journal.close()
  })

  it('finds no older record where its file was cut while it was open', () => {
    const path = join(folder, 'queue.db')
    const journal = new Journal({ path, salt, last: 0, bytes: 10_000 })
    const program = claimProgram({ claim: 1, seqs: Float64Array.of(1), lapsed: new Float64Array() })
    const writeThree = (): void => {
      for (let records = 0; records < 3; records += 1) journal.write(program, false)
    }
    writeThree()
    journal.applied(journal.oldest(10_000))
    writeThree()
    truncateSync(`${path}-journal-1`)
    expect(() => journal.oldest(10_000)).toThrow(`the journal of ${path} was damaged while it was open`)
    journal.close()
  })

  it('fills a whole file before it turns to the other, if items in it are left to apply', () => {
    const journal = new Journal({ path: join(folder, 'queue.db'), salt, last: 0, bytes: 16_000 })
    let end = 0
    for (let seq = 1; !journal.isBehind; seq += 1) {
      const program = new WriteProgram()
      program.add(seq, 'id', 'lane', 0, new Uint8Array(), new Uint8Array(200))
      program.endCall()
      const bytes = journal.write(program.message(), false)
      if (!journal.isBehind) end += bytes
    }
    expect(end).toBeGreaterThan(15_000)
    journal.close()
  })

  it.each([
    { about: 'deleted', lose: rmSync },
    { about: 'moved', lose: (file: string) => renameSync(file, `${file}.old`) },
  ])('takes nothing more after its file was $about', ({ lose }) => {
    const path = join(folder, 'queue.db')
    const journal = new Journal({ path, salt, last: 0, bytes: 10_000 })
    const program = claimProgram({ claim: 1, seqs: Float64Array.of(1), lapsed: new Float64Array() })
    journal.write(program, true)
    lose(`${path}-journal-1`)
    expect(() => journal.write(program, true)).toThrow(`${path}-journal-1 was deleted or moved while it was open`)
    expect([journal.isBroken, journal.last]).toEqual([true, 1])
    journal.close()
  })
})
