import { setImmediate } from 'node:timers/promises'
import { promisify } from 'node:util'
import { crc32, inflateRaw, inflateRawSync } from 'node:zlib'
import { eachSlice, sliceBytes } from './in-slices.ts'

/** One file of an archive, unpacked and verified. */
export interface ZipFile {
  /** Relative, separated by `/`, without `..`. */
  readonly path: string
  readonly content: Buffer
  readonly executable: boolean
}

/**
 * Thrown when an archive cannot be unpacked: it is not a zip file, has no files, would be too large once unpacked, or
 * has an entry that must not be unpacked.
 */
export class ZipError extends Error {
  override readonly name = 'ZipError'
  readonly code: 'not-a-zip' | 'empty' | 'too-large' | 'unsafe'

  constructor(code: ZipError['code'], message: string) {
    super(message)
    this.code = code
  }
}

/**
 * Lambda's limit on the unpacked size of an archive, in bytes: 250 MB. Archives have to stay below it (FNC-15).
 *
 * @see https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html
 */
export const maxUnzippedBytes = 262_144_000
const maxFiles = 100_000
/** Deflate packs at most so many bytes into one. */
const maxRatio = 1_032

const inflateApart = promisify(inflateRaw)

/**
 * Reads an untrusted zip archive with stored or deflated entries. Refuses paths that leave the target folder, links and
 * devices, entries that inflate to more than their stated size, and more than {@link maxUnzippedBytes} in total. Other requests
 * are served between its files, and within large ones.
 *
 * @throws {@link ZipError} when the archive is refused or damaged
 */
export async function readZip(archive: Buffer): Promise<readonly ZipFile[]> {
  try {
    const files: ZipFile[] = []
    let unpacked = 0
    for (const entry of entriesOf(archive)) {
      files.push(await fileOf(archive, entry))
      unpacked += entry.size
      if (unpacked < sliceBytes) continue
      unpacked = 0
      await setImmediate()
    }
    return files
  } catch (error) {
    if (error instanceof ZipError) throw error
    // Offsets out of range, or content that does not inflate.
    throw new ZipError('not-a-zip', error instanceof Error ? error.message : String(error))
  }
}

function* entriesOf(archive: Buffer): Generator<Entry> {
  const end = endRecordOf(archive)
  const count = archive.readUInt16LE(end + 10)
  let at = archive.readUInt32LE(end + 16)
  if (count === 0) throw new ZipError('empty', 'the archive has no files')
  if (count > maxFiles) throw new ZipError('too-large', `the archive has ${count} files`)
  let total = 0
  for (let index = 0; index < count; index += 1) {
    if (archive.readUInt32LE(at) !== 0x02014b50) throw new ZipError('not-a-zip', 'the central directory is damaged')
    const entry = directoryEntry(archive, at)
    at = entry.next
    total += entry.size
    if (total >= maxUnzippedBytes) throw new ZipError('too-large', `the files have ${maxUnzippedBytes} bytes or more`)
    if (!entry.path.endsWith('/')) yield entry
  }
}

type Entry = ReturnType<typeof directoryEntry>

function directoryEntry(archive: Buffer, at: number) {
  const nameLength = archive.readUInt16LE(at + 28)
  const tail = archive.readUInt16LE(at + 30) + archive.readUInt16LE(at + 32)
  const madeOnUnix = archive.readUInt16LE(at + 4) >> 8 === 3
  return {
    path: safePath(archive.toString('utf8', at + 46, at + 46 + nameLength)),
    encrypted: (archive.readUInt16LE(at + 8) & 1) === 1,
    method: archive.readUInt16LE(at + 10),
    checksum: archive.readUInt32LE(at + 16),
    packedSize: archive.readUInt32LE(at + 20),
    size: archive.readUInt32LE(at + 24),
    mode: madeOnUnix ? archive.readUInt16LE(at + 40) : 0,
    header: archive.readUInt32LE(at + 42),
    next: at + 46 + nameLength + tail,
  }
}

async function fileOf(archive: Buffer, entry: Entry): Promise<ZipFile> {
  const { path, method, mode, size, header } = entry
  const kind = mode & 0o170000
  if (kind !== 0 && kind !== 0o100000) throw new ZipError('unsafe', `${path} is a link or a device`)
  if (entry.encrypted) throw new ZipError('unsafe', `${path} is encrypted`)
  const start = header + 30 + archive.readUInt16LE(header + 26) + archive.readUInt16LE(header + 28)
  const packed = archive.subarray(start, start + entry.packedSize)
  if (method !== 0 && method !== 8)
    throw new ZipError('not-a-zip', `${path} has the unsupported compression method ${method}`)
  const content = method === 0 ? packed : await inflate(packed, size)
  if (content.length !== size || (await checksumOf(content)) !== entry.checksum)
    throw new ZipError('not-a-zip', `${path} is damaged`)
  return { path, content, executable: (mode & 0o111) !== 0 }
}

/** Inflates up to the stated size, should it be a lie. */
async function inflate(packed: Buffer, size: number): Promise<Buffer> {
  const maxOutputLength = Math.max(1, size)
  // A thread for each of many small files would cost more than the files.
  if (size < sliceBytes && packed.length < sliceBytes) return inflateRawSync(packed, { maxOutputLength })
  // In one chunk, since to join many takes longer than any other turn; a stated size that cannot be is not reserved.
  const chunkSize = Math.max(64, Math.min(size, maxRatio * packed.length))
  return inflateApart(packed, { maxOutputLength, chunkSize })
}

async function checksumOf(content: Buffer): Promise<number> {
  let checksum = 0
  await eachSlice(content, (slice) => {
    checksum = crc32(slice, checksum)
  })
  return checksum
}

function safePath(name: string): string {
  const parts = name.split('/')
  const unsafe = name.startsWith('/') || /[\\\0]/.test(name) || /^[a-z]:/i.test(name) || parts.includes('..')
  if (unsafe || name === '' || name.length > 1_024) throw new ZipError('unsafe', `the archive has a file named ${name}`)
  return name
}

/** Position of the end record; a comment may follow it. */
function endRecordOf(archive: Buffer): number {
  const signature = Buffer.from([0x50, 0x4b, 0x05, 0x06])
  const at = archive.lastIndexOf(signature)
  if (at < 0 || at + 22 > archive.length) throw new ZipError('not-a-zip', 'the archive has no end record')
  return at
}
