import type { DatabaseSync } from 'node:sqlite'
import { JournalReader } from '../journal/journal-files.ts'
import type { JournalRecord } from '../journal/record.ts'
import { programApplier } from '../tables/apply-program.ts'
import { readSalt } from '../tables/schema.ts'
import { emptyTally, readTally, Tally, type TallyValues } from '../tables/tally.ts'
import { operation, type ProgramMessage, visitOperations } from '../tables/write-program.ts'

/** Operations whose keys are not items. */
const others: ReadonlySet<number> = new Set([operation.pause, operation.claim, operation.dropClaim])

/**
 * Shows a connection that only reads the database with the records of the journal applied: temporary tables and views stand in
 * front of its own, under the same names. Reads the journal once, since it may be written meanwhile.
 */
export function showJournal(database: DatabaseSync, path: string): void {
  const salt = readSalt(database)
  if (salt === 0) return
  const tally = readTally(database)
  let show: ((record: JournalRecord) => void) | undefined
  for (const record of new JournalReader(path, salt, tally?.commits)) {
    show ??= tablesInFront(database, tally)
    show(record)
  }
  if (show === undefined) return
  database.exec(`
    CREATE TEMP VIEW item AS
      SELECT * FROM main.item WHERE seq NOT IN (SELECT seq FROM changed) UNION ALL SELECT * FROM changed_item;
    CREATE TEMP VIEW body AS SELECT * FROM main.body UNION ALL SELECT * FROM changed_body`)
}

/** Creates the temporary tables, and returns what applies a record to them. */
function tablesInFront(database: DatabaseSync, tally: TallyValues | undefined): (record: JournalRecord) => void {
  database.exec('PRAGMA temp_store = MEMORY')
  for (const table of ['claimed', 'paused', 'tally'])
    database.exec(`${schemaOf(database, table, table)}; INSERT INTO temp.${table} SELECT * FROM main.${table}`)
  database.exec(`${schemaOf(database, 'item', 'changed_item')}; ${schemaOf(database, 'body', 'changed_body')};
    CREATE TEMP TABLE changed(seq INTEGER PRIMARY KEY)`)
  const copyItems = itemCopier(database)
  const counter = new Tally(database, tally ?? emptyTally)
  const options = { item: 'changed_item', body: 'changed_body', repeats: tally === undefined }
  const apply = programApplier(database, counter, options)
  return ({ number, program }) => {
    copyItems(program)
    counter.begin()
    apply(program, 0, 1)
    if (tally !== undefined) counter.write(number)
    counter.committed()
  }
}

/** The statement that creates a table like one of the database. */
function schemaOf(database: DatabaseSync, table: string, name: string): string {
  const sql = database.prepare('SELECT sql FROM main.sqlite_schema WHERE name = ?').get(table)?.sql
  return String(sql).replace(`CREATE TABLE ${table}`, `CREATE TEMP TABLE ${name}`)
}

/** Copies the items that a program changes. One that cannot be read stays as it is: a check of the database reports it. */
function itemCopier(database: DatabaseSync): (program: ProgramMessage) => void {
  const copy = database.prepare(
    'INSERT INTO changed_item SELECT * FROM main.item WHERE seq = ?1 AND seq NOT IN (SELECT seq FROM changed)',
  )
  const note = database.prepare('INSERT OR IGNORE INTO changed(seq) VALUES(?)')
  return (program) =>
    visitOperations(program, (code, key) => {
      if (others.has(code)) return
      try {
        copy.run(key)
      } catch {
        return
      }
      note.run(key)
    })
}
