import type { Worker } from 'node:worker_threads'
import type { DatabaseOptions } from '../database/open-database.ts'
import { startThread } from '../database/start-thread.ts'
import { type ErrorReport, errorOf, SqliteStoreError } from '../store-error.ts'
import type { WriterReply, WriterRequest } from './thread-messages.ts'

type Opened = Extract<WriterReply, { type: 'opened' }>
type ReplyOf<Type extends WriterReply['type']> = Extract<WriterReply, { type: Type }>

interface Waiting {
  readonly resolve: (reply: WriterReply) => void
  readonly reject: (error: Error) => void
}

/** The main thread's side of the writer thread. Keeps the process alive only while a reply is outstanding. */
export class Writer {
  readonly #worker: Worker
  readonly #waiting: Waiting[] = []
  #ended: ErrorReport | undefined

  private constructor(worker: Worker) {
    this.#worker = worker
  }

  /** Starts the thread and opens the database. */
  static open(options: DatabaseOptions): Promise<{ writer: Writer; opened: Opened }> {
    const worker = startThread(import.meta.url, 'writer-thread', options)
    const writer = new Writer(worker)
    return new Promise((resolve, reject) => {
      writer.#waiting.push({ resolve: (opened) => resolve({ writer, opened: opened as Opened }), reject })
      worker.on('message', (reply: WriterReply) => writer.#onReply(reply))
      worker.on('error', (error) =>
        writer.#onEnd({ code: 'failed', message: `the writer thread failed: ${error.message}` }),
      )
      worker.on('exit', () => writer.#onEnd({ code: 'closed', message: 'the store is closed' }))
    })
  }

  request<Type extends WriterReply['type']>(
    request: WriterRequest,
    _reply: Type,
    transfer: readonly ArrayBuffer[] = [],
  ): Promise<ReplyOf<Type>> {
    if (this.#ended !== undefined) return Promise.reject(errorOf(this.#ended))
    return new Promise((resolve, reject) => {
      // Throws if the request cannot be posted; such a request gets no reply.
      this.#worker.postMessage(request, transfer)
      if (this.#waiting.push({ resolve: (reply) => resolve(reply as ReplyOf<Type>), reject }) === 1) this.#worker.ref()
    })
  }

  #onReply(reply: WriterReply): void {
    const waiting = this.#waiting.shift()
    if (this.#waiting.length === 0) this.#worker.unref()
    if (reply.type === 'failed') waiting?.reject(errorOf(reply.report))
    else waiting?.resolve(reply)
  }

  /** Rejects all outstanding requests: no reply will come. */
  #onEnd(report: ErrorReport): void {
    this.#ended ??= report
    for (const { reject } of this.#waiting.splice(0)) reject(new SqliteStoreError(report.code, report.message))
  }
}
