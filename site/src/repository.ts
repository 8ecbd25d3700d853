import { existsSync, globSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { root } from '../../scripts/source-files.ts'

export { read, root } from '../../scripts/source-files.ts'

const github = 'https://github.com/async-invoke/async-invoke'

/** Folders that hold no text of ours. */
const skipped = /^(?:node_modules|dist|coverage|__pycache__|\..+)$/

/** Every Markdown file below the root, by its path, in a stable order; those of hidden folders left out. */
export function markdownFiles(): readonly string[] {
  return globSync('**/*.md', { cwd: root, exclude: (name) => skipped.test(name.split('/').at(-1) ?? '') }).sort()
}

export type Kind = 'file' | 'folder'

/** The kind of an entry of the repository; nothing where there is none of exactly this spelling. */
export function kindOf(path: string): Kind | undefined {
  const full = join(root, path)
  if (!existsSync(full)) return undefined
  return statSync(full).isDirectory() ? 'folder' : 'file'
}

/** The page of GitHub about a file or a folder. */
export function githubUrl(path: string, kind: Kind): string {
  return `${github}/${kind === 'folder' ? 'tree' : 'blob'}/main/${path}`
}
