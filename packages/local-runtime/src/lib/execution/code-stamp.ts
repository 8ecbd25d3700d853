import { createHash } from 'node:crypto'
import { readdir, stat } from 'node:fs/promises'
import { join } from 'node:path'

/** Time for which the stamp of a folder is reused. */
const freshMs = 200
/** Files that go into a stamp; in a larger folder, changes to the remaining ones go unnoticed. */
const maxFiles = 2_000
const ignored = new Set(['node_modules', '__pycache__'])
/** Files that functions write beside their code: if these counted, every run would end its warm environment. */
const data = /\.(?:log|txt|csv|tsv|jsonl|ndjson|out|err|tmp|pid|lock|bak|sw[op]|(?:db|sqlite3?)(?:-\w+)?)$/

/**
 * Stamps that change with the code in a folder. A stamp covers names, sizes and times of files, except dependencies,
 * dot files, files with an extension of data, and files without an extension that are not executable.
 */
export class CodeStamps {
  readonly #cached = new Map<string, { readonly atMs: number; readonly stamp: Promise<string> }>()

  of(directory: string): Promise<string> {
    const last = this.#cached.get(directory)
    if (last !== undefined && Date.now() - last.atMs < freshMs) return last.stamp
    const fresh = { atMs: Date.now(), stamp: stampOf(directory) }
    this.#cached.set(directory, fresh)
    return fresh.stamp
  }
}

async function stampOf(directory: string): Promise<string> {
  let files = 0
  const seenFiles = createHash('sha256')
  const folders = [directory]
  for (let folder = folders.pop(); folder !== undefined && files < maxFiles; folder = folders.pop()) {
    const entries = await readdir(folder, { withFileTypes: true }).catch(() => [])
    const seen = entries.filter(({ name }) => !name.startsWith('.') && !data.test(name) && !ignored.has(name))
    for (const entry of seen) if (entry.isDirectory()) folders.push(join(folder, entry.name))
    const found = seen.filter((entry) => entry.isFile()).sort((a, b) => (a.name < b.name ? -1 : 1))
    const stats = await Promise.all(found.map(({ name }) => stat(join(folder, name)).catch(() => undefined)))
    for (const [index, { name }] of found.entries()) {
      const { size, mtimeMs, mode = 0 } = stats[index] ?? {}
      if (name.includes('.') || (mode & 0o111) !== 0) seenFiles.update(`${join(folder, name)}/${size}/${mtimeMs}\n`)
    }
    files += found.length
  }
  return seenFiles.digest('base64')
}
