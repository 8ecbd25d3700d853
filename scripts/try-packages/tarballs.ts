import { globSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { read, root } from '../source-files.ts'
import { removeLeftovers } from '../tarballs/leftovers.ts'
import { run } from './run.ts'

/** A package of the workspace, packed as it is published. */
export interface PackedPackage {
  readonly name: string
  /** Below the root. */
  readonly folder: string
  readonly tarball: string
  readonly readme: string
  /** Specifiers of the subpaths with code. */
  readonly allEntries: readonly string[]
  /** Those that users import: all but `/internal`. */
  readonly entries: readonly string[]
  /** Whether CommonJS has files of its own. */
  readonly isDual: boolean
  /** The oldest Node.js that it runs on, by major version. */
  readonly minimumNode: number
  readonly peers: Readonly<Record<string, string>>
}

interface Manifest {
  readonly name: string
  readonly exports: Readonly<Record<string, string | Readonly<Record<string, unknown>>>>
  readonly engines: { readonly node: string }
  readonly peerDependencies?: Readonly<Record<string, string>>
}

/** What `pnpm pack` reports of each package. */
interface Tarball {
  readonly name: string
  readonly filename: string
}

/** Packs every built package of the workspace into a folder, in one call. */
export function packAll(folder: string): readonly PackedPackage[] {
  for (const path of globSync('packages/*/package.json', { cwd: root })) removeLeftovers(dirname(path))
  const all = ['-y', 'pnpm@10', '--recursive', '--filter', './packages/*']
  const { stdout } = run('npx', [...all, 'pack', '--json', '--pack-destination', folder], { cwd: root })
  const tarballs = new Map(
    (JSON.parse(stdout) as readonly Tarball[]).map(({ name, filename }) => [name, filename] as const),
  )
  return globSync('packages/*/package.json', { cwd: root })
    .sort()
    .map((path) => {
      const manifest = JSON.parse(read(path)) as Manifest
      const tarball = tarballs.get(manifest.name)
      if (tarball === undefined) throw new Error(`pnpm did not pack ${manifest.name}`)
      return packed(manifest, dirname(path), tarball)
    })
}

function packed(
  { name, exports, engines, peerDependencies = {} }: Manifest,
  folder: string,
  tarball: string,
): PackedPackage {
  const coded = Object.entries(exports).filter(([, target]) => typeof target === 'object')
  const allEntries = coded.map(([subpath]) => name + subpath.slice(1))
  return {
    name,
    folder,
    tarball,
    readme: read(join(folder, 'README.md')),
    allEntries,
    entries: allEntries.filter((entry) => !entry.includes('/internal')),
    isDual: coded.some(([, target]) => typeof target === 'object' && 'require' in target),
    minimumNode: Number(/\d+/.exec(engines.node)?.[0]),
    peers: peerDependencies,
  }
}
