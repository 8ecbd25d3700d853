import { globSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { read, root } from '../source-files.ts'

/** One subpath of a package, with the built declarations behind it. */
export interface EntryPoint {
  /** `@async-invoke/engine/testing` */
  readonly specifier: string
  readonly declarations: string
}

interface Manifest {
  readonly name: string
  readonly exports: Readonly<Record<string, unknown>>
}

/** The entry points of every package by its folder; those without types (JSON files) and those for siblings left out. */
export function entryPoints(): ReadonlyMap<string, readonly EntryPoint[]> {
  const folders = globSync('packages/*/package.json', { cwd: root }).map(dirname).sort()
  return new Map(
    folders.map((folder) => {
      const { name, exports } = JSON.parse(read(join(folder, 'package.json'))) as Manifest
      const entries = Object.entries(exports).flatMap(([subpath, target]) => {
        const types = typesOf(target)
        if (types === undefined || subpath.startsWith('./internal')) return []
        return [{ specifier: join(name, subpath), declarations: join(root, folder, types) }]
      })
      return [folder, entries]
    }),
  )
}

function typesOf(target: unknown): string | undefined {
  if (typeof target !== 'object' || target === null) return undefined
  if ('types' in target && typeof target.types === 'string') return target.types
  return 'import' in target ? typesOf(target.import) : undefined
}
