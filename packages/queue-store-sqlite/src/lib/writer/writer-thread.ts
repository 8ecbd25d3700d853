/** The thread that owns the database: opens it, then handles one request after the other until it is closed. */
import { parentPort, workerData } from 'node:worker_threads'
import { CurrentContents } from '../contents/current-contents.ts'
import { ContentReader } from '../contents/read-contents.ts'
import { closeDatabase, type OpenedDatabase, openDatabase } from '../database/open-database.ts'
import { reportOf } from '../store-error.ts'
import { DiskWrites } from './disk-writes.ts'
import { StoredReader } from './read-stored.ts'
import type { WriterData, WriterReply, WriterRequest } from './thread-messages.ts'
import { WhenIdle } from './when-idle.ts'

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
  const writes = new DiskWrites(opened, data)
  const contents = new CurrentContents(new ContentReader(opened.database))
  const catchUp = new WhenIdle(() => writes.catchUp())
  const answer = (request: WriterRequest): void => {
    if (request.type === 'write') {
      const failed = writes.write(request.program)
      const buffers = { numbers: request.program.numbers.buffer, bytes: request.program.bytes.buffer }
      post({ type: 'written', failed, buffers }, [buffers.numbers, buffers.bytes])
      writes.keepUp()
    } else if (request.type === 'claim') {
      const claimed = contents.ofClaim(request.claim, writes.journal)
      writes.note(request.claim)
      post({ type: 'claimed', contents: claimed }, claimed instanceof Uint8Array ? [claimed.buffer] : [])
    } else if (request.type === 'read') {
      const part = stored.next()
      post({ type: 'read', ...part }, part.items && [bufferOf(part.items.lanes), bufferOf(part.items.numbers)])
    } else if (request.type === 'peek') {
      post({ type: 'peeked', contents: contents.each(request.seqs, request.maxBodyBytes, writes.journal) })
    } else if (request.type === 'hold') {
      writes.hold()
      post({ type: 'held' })
    } else if (request.type === 'release') {
      writes.release()
      post({ type: 'released' })
    } else close(opened, writes)
  }
  parentPort?.on('message', (request: WriterRequest) => {
    try {
      answer(request)
    } catch (error) {
      post({ type: 'failed', report: reportOf(error, `cannot ${request.type} ${data.path}`) })
    }
    if (request.type === 'close') parentPort?.close()
    else if (writes.hasRest) catchUp.arm()
  })
}

function close(opened: OpenedDatabase, writes: DiskWrites): void {
  let isApplied = false
  try {
    isApplied = writes.close()
  } finally {
    closeDatabase(opened, isApplied)
  }
  post({ type: 'closed' })
}

const bufferOf = (numbers: Int32Array | Float64Array): ArrayBuffer => numbers.buffer as ArrayBuffer

const opened = open()
if (opened !== undefined) serve(opened)
