/**
 * Group commit of inserts and deletes in a worker thread, written by hand for one benchmark: integers as ids, one
 * table, no leases, lanes, bounds or errors. A practical upper bound for a store.
 */
import { DatabaseSync } from 'node:sqlite'
import { fileURLToPath } from 'node:url'
import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads'

type Operation = readonly [id: number] | readonly [id: number, lane: number, due: number, body: Uint8Array]

const schema = `PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;
  CREATE TABLE q(id INTEGER PRIMARY KEY, lane INTEGER, due INTEGER, attempts INTEGER DEFAULT 0, body BLOB)`
const insertRow = 'INSERT INTO q(id, lane, due, body) VALUES(?, ?, ?, ?)'

if (!isMainThread) {
  const database = new DatabaseSync(String(workerData))
  database.exec(schema)
  const insert = database.prepare(insertRow)
  const remove = database.prepare('DELETE FROM q WHERE id = ?')
  parentPort?.on('message', (operations: readonly Operation[]) => {
    database.exec('BEGIN IMMEDIATE')
    for (const operation of operations) {
      if (operation.length === 1) remove.run(operation[0])
      else insert.run(...operation)
    }
    database.exec('COMMIT')
    parentPort?.postMessage(operations.length)
  })
}

export class HandWritten {
  readonly #worker: Worker
  #operations: Operation[] = []
  #callers: (() => void)[] = []
  #writing: (() => void)[] | undefined

  constructor(path: string) {
    this.#worker = new Worker(fileURLToPath(import.meta.url), { workerData: path })
    this.#worker.on('message', () => {
      for (const resolve of this.#writing ?? []) resolve()
      this.#writing = undefined
      if (this.#operations.length > 0) this.#submit()
    })
  }

  run(operation: Operation): Promise<void> {
    return new Promise((resolve) => {
      this.#operations.push(operation)
      this.#callers.push(resolve)
      if (this.#writing === undefined && this.#operations.length === 1) queueMicrotask(() => this.#submit())
    })
  }

  async close(): Promise<void> {
    await this.#worker.terminate()
  }

  #submit(): void {
    if (this.#writing !== undefined || this.#operations.length === 0) return
    const operations = this.#operations
    this.#writing = this.#callers
    this.#operations = []
    this.#callers = []
    this.#worker.postMessage(operations)
  }
}
