import { randomUUID } from 'node:crypto'
import { existsSync, readdirSync, renameSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { basename, join } from 'node:path'
import type { FunctionRecord } from '../registry/function-record.ts'

type Versions = Pick<FunctionRecord, 'latest' | 'published'>

/** Names in the root of a `CodeStore`: archives, what they were unpacked to, and what a crash leaves. */
const ofCode = /^[0-9a-f]{64}(\.zip)?$|^(draft|changed|unused)-/

/**
 * Removes the code that no version of a function uses: it was replaced, or its function deleted. To be called before anything
 * else uses the root; its entries are out of the way once this returns.
 *
 * @returns resolves once everything is removed, or cannot be: the next start tries again
 */
export async function removeUnusedCode(root: string, records: readonly Versions[]): Promise<void> {
  try {
    for (const path of setAside(root, records)) await rm(path, { recursive: true, force: true })
  } catch {
    // A file system that cannot remove a folder still serves the code in others.
  }
}

function setAside(root: string, records: readonly Versions[]): readonly string[] {
  if (!existsSync(root)) return []
  const versions = records.flatMap(({ latest, published }) => [latest, ...published])
  const used = new Set(versions.map(({ code }) => basename(code.directory)))
  const unused = readdirSync(root).filter((name) => ofCode.test(name) && !used.has(basename(name, '.zip')))
  return unused.map((name) => {
    const aside = join(root, `unused-${randomUUID()}`)
    renameSync(join(root, name), aside)
    return aside
  })
}
