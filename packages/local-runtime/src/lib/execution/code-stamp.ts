import { createHash } from 'node:crypto'
import { readdir, stat } from 'node:fs/promises'
import { join } from 'node:path'

/** How long a look at a folder counts. */
const freshMs = 200
/** Files that are looked at; a larger folder is told by its first ones. */
const mostFiles = 2_000
const ignored = new Set(['node_modules', '__pycache__'])
/** What functions write beside their code: it would end their warm environments with every run. */
const data = /\.(?:log|txt|csv|tsv|jsonl|ndjson|out|err|tmp|pid|lock|bak|sw[op]|(?:db|sqlite3?)(?:-\w+)?)$/

/**
 * Tells whether the code of a folder has changed: names, sizes and times of its files, without dependencies, dot files,
 * and what is data by its name: its extension, or none where the file is not executable.
 */
export class CodeStamps {
  readonly #looks = new Map<string, { readonly atMs: number; readonly stamp: Promise<string> }>()

  of(directory: string): Promise<string> {
    const last = this.#looks.get(directory)
    if (last !== undefined && Date.now() - last.atMs < freshMs) return last.stamp
    const look = { atMs: Date.now(), stamp: stampOf(directory) }
    this.#looks.set(directory, look)
    return look.stamp
  }
}

async function stampOf(directory: string): Promise<string> {
  let files = 0
  const seenFiles = createHash('sha256')
  const folders = [directory]
  for (let folder = folders.pop(); folder !== undefined && files < mostFiles; folder = folders.pop()) {
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
