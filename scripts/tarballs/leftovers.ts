import { globSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { root } from '../source-files.ts'

/** The path of the source of a compiled file, without its extension; undefined for other files of `dist`. */
export const sourceOf = (path: string): string | undefined =>
  /^dist\/(?:esm\/|cjs\/)?(?<source>.+?)(?:\.d)?\.[jt]s$/.exec(path)?.groups?.source

/** Paths below `src` of a package's sources. */
export const sourcesOf = (folder: string): readonly string[] =>
  globSync('src/**/*.ts', { cwd: join(root, folder) }).map((path) => path.slice('src/'.length))

/** Removes compiled files whose source is gone: turbo restores the files of one commit over those of another. */
export function removeLeftovers(folder: string): void {
  const sources = new Set(sourcesOf(folder).map((path) => path.replace(/\.ts$/, '')))
  for (const path of globSync('dist/**', { cwd: join(root, folder) })) {
    const source = sourceOf(path)
    if (source !== undefined && !sources.has(source)) rmSync(join(root, folder, path))
  }
}
