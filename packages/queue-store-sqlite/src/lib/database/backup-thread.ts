/** Copies a database that another thread is writing; the copy gets its name once it is complete and flushed. */
import { renameSync, rmSync } from 'node:fs'
import { dirname } from 'node:path'
import { parentPort, workerData } from 'node:worker_threads'
import { reportOf } from '../store-error.ts'
import type { BackupData } from './backup.ts'
import { makePrivate } from './private-file.ts'
import { sqlite } from './sqlite-module.ts'
import { syncPath } from './sync-path.ts'

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
  syncPath(partial)
  renameSync(partial, to)
  syncPath(dirname(to))
}

try {
  copy()
  parentPort?.postMessage('copied')
} catch (error) {
  rmSync(partial, { force: true })
  parentPort?.postMessage(reportOf(error, `cannot back up ${from} to ${to}`))
}
