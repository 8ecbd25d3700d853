import { type ErrorReport, errorOf } from '../store-error.ts'
import { startThread } from './start-thread.ts'

export interface BackupData {
  readonly from: string
  readonly to: string
}

/** Makes a consistent copy of a database, in its own thread and over its own connection. */
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
