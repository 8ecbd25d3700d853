import { createHash, randomUUID } from 'node:crypto'
import { existsSync } from 'node:fs'
import { mkdir, rename, rm, stat, writeFile } from 'node:fs/promises'
import { basename, dirname, join, resolve } from 'node:path'
import type { CodeLocation, FunctionRecord, VersionRecord } from '../registry/function-record.ts'
import { readZip, ZipError } from './zip-archive.ts'

/** What the system says of a file that is to be a folder too, and of a name that is too long. */
const impossiblePaths = new Set(['EISDIR', 'ENOTDIR', 'EEXIST', 'ENAMETOOLONG'])

/** Keeps the code of functions: archives unpacked once for each content, folders of the user's as they are. */
export class CodeStore {
  readonly #root: string

  /** `root`: a folder of its own. Functions run in it, from another working directory: a relative path means this one's. */
  constructor(root: string) {
    this.#root = resolve(root)
  }

  /** Unpacks an archive; the same archive leads to the same folder. Rejects with {@link ZipError}. */
  async ofArchive(archive: Buffer): Promise<CodeLocation> {
    const hash = createHash('sha256').update(archive)
    const sha256 = hash.copy().digest('base64')
    const directory = join(this.#root, hash.digest('hex'))
    const location = { directory, kind: 'archive', sha256, sizeInBytes: archive.length } as const
    if (existsSync(directory)) return location
    const files = readZip(archive)
    // Unpacked beside its place and moved there whole, so that a crash leaves no half of it.
    const draft = join(this.#root, `draft-${randomUUID()}`)
    try {
      await mkdir(draft, { recursive: true })
      for (const { path, content, executable } of files) {
        await mkdir(join(draft, dirname(path)), { recursive: true })
        // An executable bit is kept; an archive made on another system may have none, and a bootstrap always runs.
        const mode = executable || path === 'bootstrap' ? 0o755 : 0o644
        await writeFile(join(draft, path), content, { mode })
      }
      await rename(draft, directory)
    } catch (error) {
      await rm(draft, { recursive: true, force: true })
      if (existsSync(directory)) return location
      const { code = '' } = error as NodeJS.ErrnoException
      if (!impossiblePaths.has(code)) throw error
      throw new ZipError('unsafe', `a path of the archive cannot be made: ${code}`)
    }
    return location
  }

  /** A folder, or the folder of a handler's file, to be run where it is. Rejects when it cannot be read. */
  async ofLocal(path: string): Promise<CodeLocation> {
    const absolute = resolve(path)
    const isFolder = (await stat(absolute)).isDirectory()
    const sha256 = createHash('sha256').update(absolute).digest('base64')
    const at = isFolder ? { directory: absolute } : { directory: dirname(absolute), file: absolute }
    return { ...at, kind: 'local', sha256, sizeInBytes: 0 }
  }
}

/**
 * A stored function with its archives where they are now: the data directory may have been moved, or named relative to
 * another working directory.
 */
export function withCodeIn(root: string, record: FunctionRecord): FunctionRecord {
  const moved = (version: VersionRecord): VersionRecord => {
    const { code } = version
    return code.kind === 'local'
      ? version
      : { ...version, code: { ...code, directory: join(root, basename(code.directory)) } }
  }
  return { ...record, latest: moved(record.latest), published: record.published.map(moved) }
}

/** `Handler` of a function whose module is one file: its name without the extension, and the export. */
export function handlerOf(file: string, exportName: string): string {
  return `${basename(file).replace(/\.[^.]+$/, '')}.${exportName}`
}
