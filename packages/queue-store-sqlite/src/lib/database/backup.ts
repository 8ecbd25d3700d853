import { type ErrorReport, errorOf } from '../store-error.ts'
import { startThread } from './start-thread.ts'

/** What the backup thread is started with. */
export interface BackupData {
  readonly from: string
  readonly to: string
}

/** Copies a database as it is at this moment, in a thread and over a connection of its own. */
export function copyDatabase(from: string, to: string): Promise<void> {
  const data: BackupData = { from, to }
  const worker = startThread(import.meta.url, 'backup-thread', data)
  return new Promise((resolve, reject) => {
    worker.on('message', (report: ErrorReport | 'copied') =>
      report === 'copied' ? resolve() : reject(errorOf(report)),
    )
    worker.on('error', (error) => reject(errorOf({ code: 'failed', message: `cannot back up: ${error.message}` })))
    worker.on('exit', () => reject(errorOf({ code: 'failed', message: 'cannot back up: the thread ended' })))
  })
}
