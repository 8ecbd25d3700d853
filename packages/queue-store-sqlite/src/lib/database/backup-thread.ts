/** Copies a database that another thread is writing; the copy gets its name once it is complete and flushed. */
import { renameSync, rmSync } from 'node:fs'
import { dirname } from 'node:path'
import { parentPort, workerData } from 'node:worker_threads'
import { makePrivate } from '../files/private-file.ts'
import { syncPath } from '../files/sync-path.ts'
import { reportOf } from '../store-error.ts'
import { writeSalt } from '../tables/schema.ts'
import { sqlite } from '../tables/sqlite-module.ts'
import type { BackupData } from './backup.ts'

const { from, to } = workerData as BackupData
const partial = `${to}.partial`

function copy(): void {
  rmSync(partial, { force: true })
  // Its rights are those of the database: SQLite takes an empty file as its own.
  makePrivate(partial)
  const database = new sqlite.DatabaseSync(from, { readOnly: true })
  try {
    database.prepare('VACUUM INTO ?').run(partial)
  } finally {
    database.close()
  }
  forgetJournal(partial)
  syncPath(partial)
  renameSync(partial, to)
  syncPath(dirname(to))
}

/** The records of the journal are not for the copy, which may be put in the place of the database. */
function forgetJournal(path: string): void {
  const database = new sqlite.DatabaseSync(path)
  try {
    writeSalt(database, 0)
  } finally {
    database.close()
  }
}

try {
  copy()
  parentPort?.postMessage('copied')
} catch (error) {
  rmSync(partial, { force: true })
  parentPort?.postMessage(reportOf(error, `cannot back up ${from} to ${to}`))
}
