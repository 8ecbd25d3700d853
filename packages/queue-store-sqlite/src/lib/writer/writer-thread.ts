/** The thread that owns the database: opens it, then handles one request after the other until it is closed. */
import { parentPort, workerData } from 'node:worker_threads'
import { closeDatabase, type OpenedDatabase, openDatabase } from '../database/open-database.ts'
import { reportOf } from '../store-error.ts'
import { claimReader } from './read-claim.ts'
import { ContentReader } from './read-contents.ts'
import { StoredReader } from './read-stored.ts'
import { programRunner } from './run-program.ts'
import type { WriterData, WriterReply, WriterRequest } from './thread-messages.ts'

const data = workerData as WriterData

function post(reply: WriterReply, transfer: readonly ArrayBuffer[] = []): void {
  parentPort?.postMessage(reply, transfer)
}

interface Open {
  readonly opened: OpenedDatabase
  readonly stored: StoredReader
}

function open(): Open | undefined {
  try {
    const opened = openDatabase(data)
    const stored = new StoredReader(opened, data)
    const { opening, flushMs, afterCrash, integrity, isLarge, tally } = opened
    const pausedLanes = opened.database.prepare('SELECT lane FROM paused').all()
    post({
      ...{ type: 'opened', opening, flushMs, afterCrash, integrity, isLarge },
      ...{ items: tally.values.items, lastSeq: stored.lastSeq },
      pausedLanes: pausedLanes.map(({ lane }) => String(lane)),
    })
    return { opened, stored }
  } catch (error) {
    post({ type: 'failed', report: reportOf(error, `cannot open ${data.path}`) })
    return undefined
  }
}

function serve({ opened, stored }: Open): void {
  const run = programRunner(opened, data.path)
  const read = claimReader(opened.database, data.synchronous)
  const contents = new ContentReader(opened.database)
  const answer = (request: WriterRequest): void => {
    if (request.type === 'write') {
      const failed = run(request.program)
      const buffers = { numbers: request.program.numbers.buffer, bytes: request.program.bytes.buffer }
      post({ type: 'written', failed, buffers }, [buffers.numbers, buffers.bytes])
    } else if (request.type === 'claim') {
      const claimed = read(request.claim)
      post({ type: 'claimed', contents: claimed }, claimed instanceof Uint8Array ? [claimed.buffer] : [])
    } else if (request.type === 'read') {
      const part = stored.next()
      post({ type: 'read', ...part }, part.items && [bufferOf(part.items.lanes), bufferOf(part.items.numbers)])
    } else if (request.type === 'peek') {
      const { seqs, maxBodyBytes } = request
      const cut = contents.each({ seqs }).map(({ body, ...rest }) => ({ ...rest, body: body.slice(0, maxBodyBytes) }))
      post({ type: 'peeked', contents: cut })
    } else {
      closeDatabase(opened)
      post({ type: 'closed' })
      parentPort?.close()
    }
  }
  parentPort?.on('message', (request: WriterRequest) => {
    try {
      answer(request)
    } catch (error) {
      post({ type: 'failed', report: reportOf(error, `cannot ${request.type} ${data.path}`) })
      if (request.type === 'close') parentPort?.close()
    }
  })
}

const bufferOf = (numbers: Int32Array | Float64Array): ArrayBuffer => numbers.buffer as ArrayBuffer

const opened = open()
if (opened !== undefined) serve(opened)
