import { globSync, readFileSync, rmSync } from 'node:fs'
import { basename, join } from 'node:path'
import { root } from '../source-files.ts'

/** The path of the source of a compiled file, without its extension; undefined for other files of `dist`. */
export const sourceOf = (path: string): string | undefined =>
  sharedName.test(path) ? undefined : /^dist\/(?:esm\/|cjs\/)?(?<source>.+?)(?:\.d)?\.[jt]s$/.exec(path)?.groups?.source

/** A file of modules that several entries share. */
const sharedName = /\bshared-[0-9A-Z]+\.mjs$/

/** Shared files that no other file imports, by the texts of all files. */
export function unusedShared(files: ReadonlyMap<string, string>): readonly string[] {
  const all = [...files]
  return all
    .map(([path]) => path)
    .filter((path) => sharedName.test(path))
    .filter((path) => !all.some(([other, text]) => other !== path && text.includes(`/${basename(path)}`)))
}

/** Paths of a package's sources without their extensions: of its modules below `src`, and of the scripts of its page. */
export function sourcesOf(folder: string): readonly string[] {
  const modules = globSync('src/**/*.ts', { cwd: join(root, folder) }).map((path) => path.slice('src/'.length))
  return [...modules, ...globSync('page/**/*.js', { cwd: join(root, folder) })].map((path) => path.slice(0, -3))
}

/** Removes compiled files whose source is gone: turbo restores the files of one commit over those of another. */
export function removeLeftovers(folder: string): void {
  const sources = new Set(sourcesOf(folder))
  for (const path of globSync('dist/**', { cwd: join(root, folder) })) {
    const source = sourceOf(path)
    if (source !== undefined && !sources.has(source)) rmSync(join(root, folder, path))
  }
  for (;;) {
    const files = globSync('dist/**/*.{js,mjs}', { cwd: join(root, folder) })
    const unused = unusedShared(new Map(files.map((path) => [path, readFileSync(join(root, folder, path), 'utf8')])))
    if (unused.length === 0) return
    for (const path of unused) rmSync(join(root, folder, path))
  }
}
