import { opendirSync } from 'node:fs'
import { join } from 'node:path'
import { stampOf } from './node/file-stamp.ts'

/** With more files than this, a check takes long enough to count, and is followed by a rest of this many times its time. */
const [manyFiles, restPerCheck] = [100, 20]

/**
 * The files that a process depends on, with their stamps when it loaded them (RUN-9). A check reads each file's size and
 * time; where there are many, the next checks are skipped for a while.
 */
export class WatchedFiles {
  readonly #stamps = new Map<string, string>()
  #nextCheckMs = 0

  add(stamps: Readonly<Record<string, string>>): void {
    for (const [path, stamp] of Object.entries(stamps)) if (!isIgnored(path)) this.#stamps.set(path, stamp)
  }

  /** Path of a file that has changed since it was loaded, if any. */
  findChanged(): string | undefined {
    const startedMs = performance.now()
    if (startedMs < this.#nextCheckMs) return undefined
    for (const [path, stamp] of this.#stamps) if (stampOf(path) !== stamp) return path
    const endedMs = performance.now()
    if (this.#stamps.size > manyFiles) this.#nextCheckMs = endedMs + (endedMs - startedMs) * restPerCheck
    return undefined
  }
}

/** Files of a folder that are watched, where the program does not say which ones it loads. */
const maxFiles = 256
/** Names that are read to find them: a folder may have any number. */
const maxNames = 1_024
/** Files that functions write beside their code: if these counted, every run would end its warm environment. */
const data = /\.(?:log|txt|csv|tsv|jsonl|ndjson|out|err|tmp|pid|lock|bak|sw[op]|(?:db|sqlite3?)(?:-\w+)?)$/

/**
 * Stamps of the files in a folder and its subfolders, the upper ones first: at most 256, without dependencies, hidden files
 * and data.
 */
export function stampsOfFolder(directory: string): Readonly<Record<string, string>> {
  const stamps: Record<string, string> = {}
  const folders = [directory]
  let [files, names] = [0, 0]
  for (let folder = folders.shift(); folder !== undefined; folder = folders.shift()) {
    const entries = openFolder(folder)
    for (let entry = entries?.readSync(); entry; entry = entries?.readSync()) {
      names += 1
      if (files >= maxFiles || names > maxNames) break
      const path = join(folder, entry.name)
      if (entry.name.startsWith('.') || entry.name === '__pycache__' || data.test(entry.name) || isIgnored(`${path}/`))
        continue
      if (entry.isDirectory()) folders.push(path)
      if (!entry.isFile()) continue
      files += 1
      stamps[path] = stampOf(path)
    }
    entries?.closeSync()
    if (files >= maxFiles || names > maxNames) break
  }
  return stamps
}

function openFolder(folder: string) {
  try {
    return opendirSync(folder)
  } catch {
    // It has been deleted, or may not be read: there is nothing to watch.
    return undefined
  }
}

function isIgnored(path: string): boolean {
  return path.includes('/node_modules/')
}
