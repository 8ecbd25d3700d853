import { readFileSync } from 'node:fs'
import { basename } from 'node:path'
import { type ApiItem, ApiPackage, ReleaseTag } from '@microsoft/api-extractor-model'
import { entryPoints } from '../../../scripts/api/entry-points.ts'
import { makeModels, modelFile } from '../../../scripts/api/models.ts'

/** What one name of an entry point stands for: a function with its overloads, or a constant and the type of its name. */
export interface Declaration {
  readonly name: string
  readonly items: readonly [ApiItem, ...ApiItem[]]
}

/** One subpath of a package and the names that it exports. */
export interface Surface {
  /** `@async-invoke/engine/testing` */
  readonly specifier: string
  /** `packages/engine` */
  readonly folder: string
  /** `api/engine/testing/` */
  readonly address: string
  readonly declarations: readonly Declaration[]
  /** Names that a sibling package declares, with the specifier from which they come. */
  readonly siblings: ReadonlyMap<string, string>
}

/** The surfaces of all packages, from their built declarations; a package's root before its subpaths. */
export function publicSurfaces(): readonly Surface[] {
  makeModels()
  return [...entryPoints()].flatMap(([folder, entries]) =>
    entries.map(({ specifier, declarations }) => ({
      specifier,
      folder,
      address: addressOf(folder, specifier),
      declarations: declarationsOf(specifier),
      siblings: siblingsOf(readFileSync(declarations, 'utf8')),
    })),
  )
}

function addressOf(folder: string, specifier: string): string {
  const subpath = specifier.split('/').slice(specifier.startsWith('@') ? 2 : 1)
  return `${['api', basename(folder), ...subpath].join('/')}/`
}

function declarationsOf(specifier: string): readonly Declaration[] {
  const [entry] = ApiPackage.loadFromJsonFile(modelFile(specifier)).entryPoints
  const items = (entry?.members ?? []).filter(
    (item) => !('releaseTag' in item) || item.releaseTag !== ReleaseTag.Internal,
  )
  return [...Map.groupBy(items, ({ displayName }) => displayName)]
    .flatMap(([name, [first, ...others]]) =>
      first === undefined ? [] : [{ name, items: [first, ...others] as const }],
    )
    .sort((a, b) => (a.name < b.name ? -1 : 1))
}

/** Names that built declarations export from another of our packages. */
function siblingsOf(declarations: string): ReadonlyMap<string, string> {
  const exports = declarations.matchAll(/^export (?:type )?\{([^}]*)\} from '(@async-invoke\/[^']+)'/gm)
  return new Map(
    [...exports].flatMap(([, names = '', from = '']) =>
      names
        .split(',')
        .map((name) => name.trim().replace(/^type /, ''))
        .filter((name) => name !== '')
        .map((name) => [name, from] as const),
    ),
  )
}
