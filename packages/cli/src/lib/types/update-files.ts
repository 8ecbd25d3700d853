import { CommandError } from '../command-error.ts'
import { readIfThere, writeInFolder } from '../project-files.ts'

/** The mark of generated files, in one of their first lines. */
const mark = /Generated (?:by `async-invoke types`|from schemas\/ by)/

export interface Update {
  readonly path: string
  readonly state: 'written' | 'unchanged' | 'stale'
}

/**
 * Writes generated files. Either none is written or, unless the disk fails, all.
 *
 * @param isDry - whether to compare only
 * @throws {@link CommandError} when a file that is not generated is in the way, or the disk fails
 */
export async function updateFiles(
  files: readonly { readonly path: string; readonly text: string }[],
  isDry: boolean,
): Promise<readonly Update[]> {
  const present = await Promise.all(files.map(({ path }) => readIfThere(path)))
  for (const [index, text] of present.entries())
    if (text !== undefined && !isDry && !mark.test(text.slice(0, 500)))
      throw new CommandError(`${files[index]?.path} is no generated file, and stays; name another with --out`)
  const updates: Update[] = []
  for (const [index, { path, text }] of files.entries()) {
    const isSame = present[index] === text
    if (!isSame && !isDry) await writeInFolder(path, text, 'w')
    updates.push({ path, state: isSame ? 'unchanged' : isDry ? 'stale' : 'written' })
  }
  return updates
}
