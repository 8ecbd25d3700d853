import type { DatabaseSync } from 'node:sqlite'
import { JournalReader } from '../journal/journal-files.ts'
import { programApplier } from '../tables/apply-program.ts'
import { readSalt } from '../tables/schema.ts'
import { emptyTally, readTally, Tally } from '../tables/tally.ts'
import { inTransaction } from '../tables/transaction.ts'

/**
 * Applies the records that the last opening left in the journal. Returns the number of the last one, or 0.
 *
 * If the tally is damaged, it is not known which of them were applied. Those that follow each other up to the last commit are then, in
 * their order, which ends the same.
 */
export function applyJournal(database: DatabaseSync, path: string): number {
  const known = readTally(database)
  const tally = new Tally(database, known ?? emptyTally)
  const apply = programApplier(database, tally, { repeats: known === undefined })
  let last = 0
  inTransaction(database, () => {
    tally.begin()
    for (const { number, program } of new JournalReader(path, readSalt(database), known?.commits)) {
      apply(program, 0, 1)
      last = number
    }
    if (known !== undefined && last > 0) tally.write(last)
  })
  return last
}
