import { createHash, randomUUID } from 'node:crypto'
import { existsSync } from 'node:fs'
import { mkdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises'
import { basename, dirname, join, resolve } from 'node:path'
import type { CodeLocation, FunctionRecord, VersionRecord } from '../registry/function-record.ts'
import { eachSlice } from './in-slices.ts'
import { UnpackedCode } from './unpacked-code.ts'
import { readFolder, writeZip } from './write-zip.ts'
import { readZip, ZipError, type ZipFile } from './zip-archive.ts'

/** Error codes for a path that is both a file and a folder, and for a name that is too long. */
const impossiblePaths = new Set(['EISDIR', 'ENOTDIR', 'EEXIST', 'ENAMETOOLONG'])

/**
 * Stores the code of functions: unpacks each distinct archive once, and uses the user's own folders in place. Archives
 * move with the data directory (FNC-14).
 */
export class CodeStore {
  readonly #root: string
  readonly #unpacked = new UnpackedCode()
  /** Folders that are being looked at, so that a run does not unpack what another one unpacks. */
  readonly #mending = new Map<string, Promise<string | undefined>>()
  #opened: Promise<void> | undefined

  /**
   * @param root - folder that holds nothing else; relative to the current working directory, not to that of a function
   */
  constructor(root: string) {
    this.#root = resolve(root)
  }

  /**
   * Unpacks an archive; the same archive always results in the same folder.
   *
   * @throws {@link ZipError} when the archive is invalid, unsafe or too large
   */
  async ofArchive(archive: Buffer): Promise<CodeLocation> {
    const hash = createHash('sha256')
    await eachSlice(archive, (slice) => hash.update(slice))
    const sha256 = hash.copy().digest('base64')
    const directory = join(this.#root, hash.digest('hex'))
    const location = { directory, kind: 'archive', sha256, sizeInBytes: archive.length } as const
    const files = existsSync(directory) ? undefined : await readZip(archive)
    await this.#open()
    if (files === undefined) return location
    // As it was sent, for clients that fetch the code again (FNC-17).
    await writeFile(archivePathOf(directory), archive, { mode: 0o600 })
    let draft: string | undefined
    try {
      draft = await this.#unpack(files)
      await rename(draft, directory)
    } catch (error) {
      if (draft !== undefined) await rm(draft, { recursive: true, force: true })
      // Another request may have unpacked the same archive meanwhile.
      if (!existsSync(directory)) throw error
      return location
    }
    await this.#unpacked.note(directory)
    return location
  }

  /**
   * Unpacks an archive again if a file of its folder was changed, added or removed.
   *
   * @returns the path of a changed file; `undefined` if there is none, or the folder is one of the user's own
   */
  mend(directory: string): Promise<string | undefined> {
    if (dirname(directory) !== this.#root || !existsSync(archivePathOf(directory))) return Promise.resolve(undefined)
    const running = this.#mending.get(directory)
    if (running !== undefined) return running
    const mending = this.#mend(directory).finally(() => this.#mending.delete(directory))
    this.#mending.set(directory, mending)
    return mending
  }

  async #mend(directory: string): Promise<string | undefined> {
    await this.#open()
    const readFiles = async (): Promise<readonly ZipFile[]> => readZip(await readFile(archivePathOf(directory)))
    const change = await this.#unpacked.findChange(directory, readFiles)
    if (change === undefined) return undefined
    // The changed folder goes once the new one is complete, so that a full disk leaves code to run.
    const draft = await this.#unpack(await readFiles())
    const aside = join(this.#root, `changed-${randomUUID()}`)
    await rename(directory, aside)
    await rename(draft, directory)
    await rm(aside, { recursive: true, force: true })
    await this.#unpacked.note(directory)
    return change
  }

  /**
   * Creates the root, and a `package.json` that says nothing: Node.js would otherwise take the `type` of the project that the
   * data directory lies in for that of the code. On Lambda no folder above the code has one.
   */
  #open(): Promise<void> {
    this.#opened ??= openRoot(this.#root).catch((error) => {
      this.#opened = undefined
      throw error
    })
    return this.#opened
  }

  /**
   * Writes the files to a draft, which the caller renames, so that a crash leaves no partial folder.
   *
   * @returns the path of the draft
   * @throws {@link ZipError} when a path cannot be created
   */
  async #unpack(files: readonly ZipFile[]): Promise<string> {
    const draft = join(this.#root, `draft-${randomUUID()}`)
    try {
      await mkdir(draft, { recursive: true, mode: 0o700 })
      // Of two entries of one path, the last counts.
      for (const { path, content, executable } of new Map(files.map((file) => [join(file.path), file])).values()) {
        await mkdir(join(draft, dirname(path)), { recursive: true, mode: 0o700 })
        // An archive made on Windows has no executable bits, but its bootstrap has to run.
        const mode = executable || path === 'bootstrap' ? 0o555 : 0o444
        await writeFile(join(draft, path), content, { mode })
      }
      return draft
    } catch (error) {
      await rm(draft, { recursive: true, force: true })
      const { code = '' } = error as NodeJS.ErrnoException
      if (!impossiblePaths.has(code)) throw error
      throw new ZipError('unsafe', `a path in the archive cannot be created: ${code}`)
    }
  }

  /**
   * Returns the code as an archive: as it was sent, or made from the files of a folder (FNC-17).
   *
   * @throws {@link ZipError} `too-large` when the folder has more bytes than Lambda takes
   */
  async zipOf({ directory, kind }: CodeLocation): Promise<Buffer> {
    const sent = kind === 'archive' ? await readFile(archivePathOf(directory)).catch(() => undefined) : undefined
    return sent ?? writeZip(await readFolder(directory))
  }

  /**
   * Locates code that runs in place: a folder, or a handler's file with the folder around it.
   *
   * @throws the error of the file system when `path` cannot be read
   */
  async ofLocal(path: string): Promise<CodeLocation> {
    const absolute = resolve(path)
    const isFolder = (await stat(absolute)).isDirectory()
    const sha256 = createHash('sha256').update(absolute).digest('base64')
    const at = isFolder ? { directory: absolute } : { directory: dirname(absolute), file: absolute }
    return { ...at, kind: 'local', sha256, sizeInBytes: 0 }
  }
}

async function openRoot(root: string): Promise<void> {
  await mkdir(root, { recursive: true, mode: 0o700 })
  const path = join(root, 'package.json')
  if (!existsSync(path)) await writeFile(path, '{}\n', { mode: 0o600 })
}

/** The archive stands beside the folder that it was unpacked to. */
function archivePathOf(directory: string): string {
  return `${directory}.zip`
}

/**
 * Points the archives of a stored function to `root`: the data directory may have moved since, or have been given
 * relative to another working directory.
 */
export function relocateCode(root: string, record: FunctionRecord): FunctionRecord {
  const moved = (version: VersionRecord): VersionRecord => {
    const { code } = version
    return code.kind === 'local'
      ? version
      : { ...version, code: { ...code, directory: join(root, basename(code.directory)) } }
  }
  return { ...record, latest: moved(record.latest), published: record.published.map(moved) }
}

/** Derives `Handler` from the file of a module: its name without the extension, then the export. */
export function deriveHandler(file: string, exportName: string): string {
  return `${basename(file).replace(/\.[^.]+$/, '')}.${exportName}`
}
