import { readFileSync } from 'node:fs'

/** An operation of the recorded process on a file; see shim.c. */
export interface DiskEvent {
  readonly kind: 'created' | 'written' | 'truncated' | 'flushed' | 'directory-flushed' | 'removed'
  readonly path: string
  readonly offset: number
  readonly data: Buffer
}

const kinds = ['created', 'written', 'truncated', 'flushed', 'directory-flushed', 'removed'] as const
const sectorBytes = 512

export function readRecording(path: string): readonly DiskEvent[] {
  const log = readFileSync(path)
  const events: DiskEvent[] = []
  for (let at = 0; at < log.length; ) {
    const [kind, pathBytes] = [log.readUInt32LE(at), log.readUInt32LE(at + 4)]
    const [offset, dataBytes] = [Number(log.readBigUInt64LE(at + 8)), Number(log.readBigUInt64LE(at + 16))]
    const dataAt = at + 24 + pathBytes
    const known = kinds[kind - 1]
    if (known === undefined) throw new Error(`the recording has an event of kind ${kind}`)
    const data = log.subarray(dataAt, dataAt + dataBytes)
    events.push({ kind: known, path: log.toString('utf8', at + 24, dataAt), offset, data })
    at = dataAt + dataBytes
  }
  return events
}

interface RecordedFile {
  /** Content that is certainly on disk. */
  content: Buffer
  /** Later writes, truncations and removals in order, which may or may not be on disk. */
  pending: DiskEvent[]
  /** True if its directory entry is certainly on disk. */
  named: boolean
}

/** The files of a recording up to some event, and what a power loss at that moment may leave of them. */
export class RecordedDisk {
  readonly #files = new Map<string, RecordedFile>()

  apply(event: DiskEvent): void {
    if (event.kind === 'directory-flushed') {
      for (const [path, file] of this.#files) {
        file.named = true
        if (file.pending.at(-1)?.kind === 'removed') this.#files.delete(path)
      }
      return
    }
    const file = this.#files.get(event.path) ?? { content: Buffer.alloc(0), pending: [], named: false }
    this.#files.set(event.path, file)
    if (event.kind === 'flushed') {
      for (const pending of file.pending) file.content = after(file.content, pending)
      file.pending = []
    } else if (event.kind !== 'created') file.pending.push(event)
  }

  /** Returns one possible disk after a power loss: unflushed pieces are there, missing, or torn. */
  afterPowerLoss(random: () => number): ReadonlyMap<string, Buffer> {
    const found = new Map<string, Buffer>()
    // Sometimes everything since the last flush is lost, sometimes almost nothing.
    const kept = random() < 0.3 ? 0 : random()
    for (const [path, { content, pending, named }] of this.#files) {
      if (!named && random() > kept) continue
      let file: Buffer | undefined = Buffer.from(content)
      for (const event of pending) {
        if (event.kind === 'removed') file = random() < kept ? undefined : file
        else if (file !== undefined) for (const piece of piecesOf(event)) if (random() < kept) file = after(file, piece)
      }
      if (file !== undefined) found.set(path, file)
    }
    return found
  }
}

/** Splits a write into sectors, which reach the disk independently. */
function piecesOf(event: DiskEvent): DiskEvent[] {
  if (event.kind !== 'written') return [event]
  const pieces: DiskEvent[] = []
  for (let at = 0; at < event.data.length; ) {
    const end = Math.min(event.data.length, at + sectorBytes - ((event.offset + at) % sectorBytes))
    pieces.push({ ...event, offset: event.offset + at, data: event.data.subarray(at, end) })
    at = end
  }
  return pieces
}

function after(content: Buffer, { kind, offset, data }: DiskEvent): Buffer {
  if (kind === 'truncated') return resized(content, offset)
  if (kind !== 'written') return content
  const file = offset + data.length > content.length ? resized(content, offset + data.length) : content
  data.copy(file, offset)
  return file
}

/** Memory of files that may grow in place: to copy a file with each of its writes would take most of the run. */
const roomy = new WeakSet<ArrayBufferLike>()

function resized(content: Buffer, length: number): Buffer {
  const { buffer } = content
  if (roomy.has(buffer) && length <= buffer.byteLength) {
    if (length > content.length) new Uint8Array(buffer, content.length, length - content.length).fill(0)
    return Buffer.from(buffer, 0, length)
  }
  const file = Buffer.alloc(Math.max(length, 2 * content.length))
  roomy.add(file.buffer)
  content.copy(file, 0, 0, Math.min(length, content.length))
  return file.subarray(0, length)
}
