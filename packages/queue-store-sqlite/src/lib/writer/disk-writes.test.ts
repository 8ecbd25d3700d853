import { copyFileSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { closeDatabase, type DatabaseOptions, type OpenedDatabase, openDatabase } from '../database/open-database.ts'
import { journalEndings } from '../files/private-file.ts'
import { countItems, readTally } from '../tables/tally.ts'
import { type ProgramMessage, WriteProgram } from '../tables/write-program.ts'
import { DiskWrites } from './disk-writes.ts'

let folder = ''
let path = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'disk-writes-'))
  path = join(folder, 'queue.db')
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const optionsOf = (options: Partial<DatabaseOptions>): DatabaseOptions => ({
  ...{
    name: options.path ?? path,
    path,
    synchronous: 'full',
    integrityCheck: 'always',
    maxFileBytes: 1e9,
    acceptLoss: false,
  },
  ...{ maxItemsAtOnce: 20_000, journalBytes: 900, ...options },
})

/** A database, and what writes to it. */
class Disk {
  readonly opened: OpenedDatabase
  readonly writes: DiskWrites

  constructor(options: Partial<DatabaseOptions> = {}) {
    const given = optionsOf(options)
    this.opened = openDatabase(given)
    this.writes = new DiskWrites(this.opened, given)
  }

  /** Item numbers and lengths of their states in the database itself, without its journal. */
  get stored(): ReadonlyMap<number, number> {
    const rows = this.opened.database.prepare('SELECT seq, length(state) AS bytes FROM item ORDER BY seq').all()
    return new Map(rows.map(({ seq, bytes }) => [Number(seq), Number(bytes)]))
  }

  get claimed(): readonly unknown[] {
    return this.opened.database
      .prepare('SELECT claim FROM claimed ORDER BY claim')
      .all()
      .map(({ claim }) => claim)
  }

  write(put: (program: WriteProgram) => void): ReturnType<DiskWrites['write']> {
    return this.writes.write(programOf(put))
  }

  close(): void {
    closeDatabase(this.opened, this.writes.close())
  }
}

function programOf(put: (program: WriteProgram) => void): ProgramMessage {
  const program = new WriteProgram()
  put(program)
  program.endCall()
  return program.message()
}

const add =
  (seq: number, stateBytes: number, bodyBytes = 100) =>
  (program: WriteProgram): void =>
    program.add(seq, `id-${seq}`, 'lane', 0, new Uint8Array(stateBytes), new Uint8Array(bodyBytes))

/** The items that a crash at this moment would leave, also if the count of the items is damaged then. */
function afterCrash(isDamaged = false): ReadonlyMap<number, number> {
  const image = join(folder, 'crashed.db')
  for (const ending of ['', '-wal', '-shm', '-lock', '-commits', ...journalEndings]) {
    rmSync(image + ending, { force: true })
    if (ending !== '-shm' && ending !== '-lock' && existsSync(path + ending))
      copyFileSync(path + ending, image + ending)
  }
  if (isDamaged) {
    using database = new DatabaseSync(image)
    database.exec('UPDATE tally SET sum = sum + 1')
  }
  const disk = new Disk({ path: image })
  const found = disk.stored
  expect(disk.opened.integrity.problems).toEqual(isDamaged ? ['the count of items is damaged'] : [])
  expect(countItems(disk.opened.database)).toEqual({ items: found.size, seqs: expect.any(Number) })
  disk.close()
  return found
}

const step = fc.oneof(
  { weight: 10, arbitrary: fc.tuple(fc.constant('add' as const), fc.nat(60)) },
  { weight: 8, arbitrary: fc.tuple(fc.constantFrom('done' as const, 'again' as const), fc.nat()) },
  { weight: 3, arbitrary: fc.tuple(fc.constantFrom('hold' as const, 'release' as const, 'claim' as const), fc.nat()) },
  { weight: 1, arbitrary: fc.tuple(fc.constantFrom('large' as const, 'apply' as const, 'crash' as const), fc.nat()) },
)

describe('writes to the disk', () => {
  it('leave what a plain list of the items has, also while the database is held and after that', () => {
    fc.assert(
      fc.property(fc.array(step, { minLength: 80, maxLength: 150 }), (steps) => {
        for (const ending of ['', '-wal', '-shm', '-lock', '-commits', ...journalEndings])
          rmSync(path + ending, { force: true })
        const disk = new Disk()
        const { writes, opened } = disk
        const expected = new Map<number, number>()
        let [last, isHeld] = [0, false]
        for (const [kind, n] of steps) {
          const seq = [...expected.keys()][n % Math.max(1, expected.size)]
          if (kind === 'add' || kind === 'large') {
            last += 1
            expect(disk.write(add(last, n % 60, kind === 'add' ? n : 4_000))).toEqual([])
            expected.set(last, n % 60)
          } else if (kind === 'hold') {
            writes.hold()
            isHeld = true
          } else if (kind === 'release') {
            writes.release()
            isHeld = false
          } else if (kind === 'apply') writes.catchUp()
          else if (kind === 'crash') expect(afterCrash(n % 2 === 0)).toEqual(expected)
          else if (seq === undefined) continue
          else if (kind === 'done') {
            disk.write((program) => program.done(seq, 0))
            expected.delete(seq)
          } else if (kind === 'again') {
            disk.write((program) => program.again(seq, 0, 1, 0, new Uint8Array(n % 50)))
            expected.set(seq, n % 50)
          } else {
            last += 1
            writes.note({ claim: last, seqs: Float64Array.of(seq), lapsed: new Float64Array() })
            if (n % 2 === 0) disk.write((program) => program.dropClaim(last))
          }
          if (isHeld) expect(countItems(opened.database)).toEqual(without(readTally(opened.database)))
        }
        writes.drain()
        expect(disk.stored).toEqual(expected)
        disk.close()
        expect(afterCrash()).toEqual(expected)
      }),
      { seed: 20261129, numRuns: 12 },
    )
  })

  it('store no item and no claim for good that ended while the database was held', () => {
    const disk = new Disk()
    const { writes } = disk
    writes.hold()
    disk.write(add(1, 100))
    writes.note({ claim: 9, seqs: Float64Array.of(1), lapsed: new Float64Array() })
    let last = 1
    while (writes.journal?.isBehind !== true) disk.write(add(++last, 100))
    disk.write((program) => {
      program.done(1, 100)
      program.dropClaim(9)
    })
    // Once the second file is full, the first one is applied.
    while (disk.stored.size === 0) disk.write(add(++last, 100))
    expect([...disk.stored.keys()][0]).toBe(1)
    expect(disk.claimed).toEqual([9])
    writes.release()
    writes.drain()
    expect([...disk.stored.keys()]).toEqual(Array.from({ length: last - 1 }, (_, n) => n + 2))
    expect(disk.claimed).toEqual([])
    disk.close()
  })

  it('are not applied again after later ones where the count of items is damaged', () => {
    // Of what was applied, a sixteenth of this is left in a file.
    const disk = new Disk({ journalBytes: 300_000 })
    const all = new Map<number, number>()
    const addNext = (): void => {
      disk.write(add(all.size + 1, 10, 5_000))
      all.set(all.size + 1, 10)
    }
    while (disk.writes.journal?.isBehind !== true) addNext()
    disk.writes.drain()
    expect(afterCrash(true)).toEqual(all)
    // The file with the later records is used again, and then none is.
    disk.write((program) => program.done(1, 5_000))
    all.delete(1)
    expect(afterCrash(true)).toEqual(all)
    disk.write(add(900, 10, 5_000))
    disk.writes.drain()
    disk.write((program) => {
      program.done(900, 5_000)
      add(1_000, 0, 300_000)(program)
    })
    all.set(1_000, 0)
    expect(afterCrash(true)).toEqual(all)
    disk.close()
  })

  it('leave what cannot be applied at the end to the next opening', () => {
    const disk = new Disk({ journalBytes: 100_000 })
    for (let seq = 1; seq <= 5; seq += 1) disk.write(add(seq, 10))
    const journal = readFileSync(`${path}-journal-1`)
    journal.write('?', journal.indexOf('id-5'))
    writeFileSync(`${path}-journal-1`, journal)
    disk.close()
    const next = new Disk({ acceptLoss: true })
    expect(next.opened.integrity.problems).toEqual(['the last 1 commits are missing'])
    expect([...next.stored.keys()]).toEqual([1, 2, 3, 4])
    next.close()
  })

  it('apply a full file in parts, at the pace of new records', () => {
    const disk = new Disk({ journalBytes: 3_000_000 })
    const { writes } = disk
    const applied = Array.from({ length: 62 }, (_, n) => {
      disk.write(add(n + 1, 0, 100_000))
      writes.keepUp()
      return disk.stored.size
    })
    // A file has 29 of these records.
    expect(applied.slice(0, 29).at(-1)).toBe(0)
    const parts = applied.map((count, index) => count - (applied[index - 1] ?? 0))
    expect(Math.max(...parts)).toBeLessThan(6)
    expect(applied[55]).toBe(29)
    disk.close()
  })

  it('apply what was accepted, whatever the bound of the file, so that ends of items are always taken', () => {
    const disk = new Disk({ maxFileBytes: 1_500_000, journalBytes: 1_000_000 })
    // As many as fit into a page: each that grows needs another.
    const full = (seq: number) => add(seq, 0, 1_965)
    let last = 0
    while (last < 660) disk.write(full(++last))
    disk.writes.drain()
    // Most of them end up in the journal, where they are small.
    for (let first = 1; first <= last; first += 200)
      disk.write((program) => {
        for (let seq = first; seq < first + 200 && seq <= last; seq += 4)
          program.again(seq, 0, 1, 0, new Uint8Array(200))
      })
    const failed = disk.write((program) => {
      for (let seq = 1; seq <= last; seq += 1) program.done(seq, 0)
    })
    expect(failed).toEqual([])
    disk.writes.drain()
    expect(disk.stored.size).toBe(0)
    disk.close()
  })
})

const without = (tally: ReturnType<typeof readTally>) => tally && { items: tally.items, seqs: tally.seqs }
