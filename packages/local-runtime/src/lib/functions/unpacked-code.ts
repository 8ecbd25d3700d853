import { readdir, readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { ZipFile } from './zip-archive.ts'

/** State of each file of a folder by path; a change of any content changes its entry. */
type Stamp = ReadonlyMap<string, string>

/**
 * Watches that unpacked archives stay as they are: a function can change the files of its folder, which Lambda mounts
 * read-only, and the folder serves every function of the same archive.
 */
export class UnpackedCode {
  readonly #stamps = new Map<string, Stamp>()

  /** Notes the files of a folder as they should be. */
  async note(directory: string): Promise<void> {
    this.#stamps.set(directory, await stampOf(directory))
  }

  /**
   * Finds a file that was changed, added or removed since {@link note}, or for a folder of an earlier process in comparison
   * with its archive.
   *
   * @returns its path in the folder
   */
  async findChange(directory: string, readFiles: () => Promise<readonly ZipFile[]>): Promise<string | undefined> {
    const now = await stampOf(directory)
    const known = this.#stamps.get(directory)
    if (known !== undefined) return findDifference(known, now)
    const change = await findForeignFile(directory, now, await readFiles())
    if (change === undefined) this.#stamps.set(directory, now)
    return change
  }
}

/** The time of a change of the inode, which no program can set, follows every change of a content. */
async function stampOf(directory: string): Promise<Stamp> {
  const entries = await readdir(directory, { recursive: true, withFileTypes: true })
  const files = entries.filter((entry) => !entry.isDirectory())
  const stamps = files.map(async ({ parentPath, name }): Promise<[string, string]> => {
    const path = join(parentPath, name)
    const { size, ctimeNs, mode } = await stat(path, { bigint: true })
    return [path.slice(directory.length + 1), `${size} ${ctimeNs} ${mode}`]
  })
  return new Map(await Promise.all(stamps))
}

function findDifference(known: Stamp, now: Stamp): string | undefined {
  for (const [path, stamp] of now) if (known.get(path) !== stamp) return path
  for (const path of known.keys()) if (!now.has(path)) return path
  return undefined
}

async function findForeignFile(directory: string, now: Stamp, files: readonly ZipFile[]): Promise<string | undefined> {
  const contents = new Map(files.map(({ path, content }) => [join(path), content]))
  for (const path of now.keys()) {
    const content = contents.get(path)
    if (content === undefined || !content.equals(await readFile(join(directory, path)))) return path
  }
  return [...contents.keys()].find((path) => !now.has(path))
}
