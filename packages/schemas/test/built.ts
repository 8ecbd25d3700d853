import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { fileURLToPath } from 'node:url'

export const packageFolder = fileURLToPath(new URL('..', import.meta.url))
export const manifest = JSON.parse(readFileSync(join(packageFolder, 'package.json'), 'utf8'))

/** Import specifiers of the code subpaths: `@async-invoke/schemas`, `@async-invoke/schemas/outcome`, … */
export const specifiers: readonly string[] = Object.entries(manifest.exports)
  .filter(([, target]) => typeof target === 'object')
  .map(([subpath]) => `@async-invoke/schemas${subpath.slice(1)}`)

export interface NodeOfMachine {
  readonly path: string
  readonly version: string
}

/** This Node and every other on the PATH or in the usual folders, one for each version. */
export function nodesOfMachine(): readonly NodeOfMachine[] {
  const folders = [...(process.env.PATH ?? '').split(delimiter), '/usr/bin', '/usr/local/bin']
  const paths = [process.execPath, ...folders.map((folder) => join(folder, 'node'))].filter((path) => existsSync(path))
  const byVersion = new Map<string, string>()
  for (const path of paths) {
    const version = execFileSync(path, ['--version'], { encoding: 'utf8' }).trim()
    if (!byVersion.has(version)) byVersion.set(version, path)
  }
  return [...byVersion].map(([version, path]) => ({ version, path }))
}
