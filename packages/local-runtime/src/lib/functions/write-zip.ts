import { readdir, readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { crc32, deflateRaw } from 'node:zlib'
import { maxUnzippedBytes, ZipError } from './zip-archive.ts'

/** A file to put into an archive. */
export interface FileToZip {
  /** With `/` between folders. */
  readonly path: string
  readonly content: Buffer
  readonly executable: boolean
}

/** 1980-01-01, the first date that the format has: equal files make equal archives. */
const date = 0x0021
const [localHeader, directoryHeader, endHeader] = [0x04034b50, 0x02014b50, 0x06054b50]
const deflate = promisify(deflateRaw)

/** Writes a zip archive with deflated entries. */
export async function writeZip(files: readonly FileToZip[]): Promise<Buffer> {
  const parts: Buffer[] = []
  const directory: Buffer[] = []
  let offset = 0
  for (const { path, content, executable } of files) {
    const packed = await deflate(content)
    const name = Buffer.from(path)
    // Version 2.0, names in UTF-8, deflated.
    const common = Buffer.alloc(26)
    common.writeUInt16LE(20, 0)
    common.writeUInt16LE(0x0800, 2)
    common.writeUInt16LE(8, 4)
    common.writeUInt16LE(date, 8)
    common.writeUInt32LE(crc32(content), 10)
    common.writeUInt32LE(packed.length, 14)
    common.writeUInt32LE(content.length, 18)
    common.writeUInt16LE(name.length, 22)
    const tail = Buffer.alloc(14)
    tail.writeUInt32LE(((executable ? 0o100755 : 0o100644) << 16) >>> 0, 6)
    tail.writeUInt32LE(offset, 10)
    // 0x0314: made on Unix, whose modes follow.
    directory.push(Buffer.concat([uint32(directoryHeader), Buffer.from([0x14, 0x03]), common, tail, name]))
    const local = Buffer.concat([uint32(localHeader), common, name, packed])
    parts.push(local)
    offset += local.length
  }
  const listed = Buffer.concat(directory)
  const end = Buffer.alloc(18)
  end.writeUInt16LE(files.length, 4)
  end.writeUInt16LE(files.length, 6)
  end.writeUInt32LE(listed.length, 8)
  end.writeUInt32LE(offset, 12)
  return Buffer.concat([...parts, listed, uint32(endHeader), end])
}

function uint32(value: number): Buffer {
  const bytes = Buffer.alloc(4)
  bytes.writeUInt32LE(value)
  return bytes
}

/**
 * Reads the files of a folder for an archive, without hidden ones.
 *
 * @throws {@link ZipError} `too-large` when they have more bytes than Lambda takes
 */
export async function readFolder(folder: string): Promise<readonly FileToZip[]> {
  const files: FileToZip[] = []
  let bytes = 0
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    const absolute = join(entry.parentPath, entry.name)
    const path = absolute.slice(folder.length + 1).replaceAll('\\', '/')
    if (!entry.isFile() || path.split('/').some((part) => part.startsWith('.'))) continue
    const { size, mode } = await stat(absolute)
    bytes += size
    if (bytes > maxUnzippedBytes) throw new ZipError('too-large', `${folder} has more than ${maxUnzippedBytes} bytes`)
    files.push({ path, content: await readFile(absolute), executable: (mode & 0o100) !== 0 })
  }
  return files.sort((a, b) => (a.path < b.path ? -1 : 1))
}
