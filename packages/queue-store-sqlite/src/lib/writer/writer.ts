import type { Worker } from 'node:worker_threads'
import type { DatabaseOptions } from '../database/open-database.ts'
import { startThread } from '../database/start-thread.ts'
import { type ErrorReport, errorOf, SqliteStoreError } from '../store-error.ts'
import type { ScannedItems } from './scan-items.ts'
import type { WriterReply, WriterRequest } from './thread-messages.ts'

type Opened = Extract<WriterReply, { type: 'opened' }>
type Answer<Type extends WriterReply['type']> = Extract<WriterReply, { type: Type }>

interface Waiting {
  readonly resolve: (reply: WriterReply) => void
  readonly reject: (error: Error) => void
}

/** The main thread's end of the writer thread. Keeps the process alive only while it owes an answer. */
export class Writer {
  readonly #worker: Worker
  readonly #waiting: Waiting[] = []
  #ended: ErrorReport | undefined

  private constructor(worker: Worker) {
    this.#worker = worker
  }

  /** Starts the thread and opens the database; `onScanned` is told its items. */
  static open(
    options: DatabaseOptions,
    onScanned: (items: ScannedItems) => void,
  ): Promise<{ writer: Writer; opened: Opened }> {
    const worker = startThread(import.meta.url, 'writer-thread', options)
    const writer = new Writer(worker)
    return new Promise((resolve, reject) => {
      writer.#waiting.push({ resolve: (opened) => resolve({ writer, opened: opened as Opened }), reject })
      worker.on('message', (reply: WriterReply) => {
        if (reply.type === 'scanned') onScanned(reply.items)
        else writer.#answered(reply)
      })
      worker.on('error', (error) =>
        writer.#end({ code: 'failed', message: `the writer thread failed: ${error.message}` }),
      )
      worker.on('exit', () => writer.#end({ code: 'closed', message: 'the store is closed' }))
    })
  }

  request<Type extends WriterReply['type']>(
    request: WriterRequest,
    _answer: Type,
    moved: readonly ArrayBuffer[] = [],
  ): Promise<Answer<Type>> {
    if (this.#ended !== undefined) return Promise.reject(errorOf(this.#ended))
    return new Promise((resolve, reject) => {
      // What cannot be posted throws, and gets no answer.
      this.#worker.postMessage(request, moved)
      if (this.#waiting.push({ resolve: (reply) => resolve(reply as Answer<Type>), reject }) === 1) this.#worker.ref()
    })
  }

  #answered(reply: WriterReply): void {
    const waiting = this.#waiting.shift()
    if (this.#waiting.length === 0) this.#worker.unref()
    if (reply.type === 'failed') waiting?.reject(errorOf(reply.report))
    else waiting?.resolve(reply)
  }

  /** Nobody answers any more: what is still asked fails, so that no caller waits for ever. */
  #end(report: ErrorReport): void {
    this.#ended ??= report
    for (const { reject } of this.#waiting.splice(0)) reject(new SqliteStoreError(report.code, report.message))
  }
}
