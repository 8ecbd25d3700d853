import { sourceOf, unusedShared } from './leftovers.ts'

/** Files of a tarball, as paths below the package, with their text where it was read. */
export type Files = ReadonlyMap<string, string>

/** The parts of a published manifest that are checked. */
export interface PublishedManifest {
  readonly name: string
  readonly version: string
  readonly scripts?: Readonly<Record<string, string>>
  readonly exports: Readonly<Record<string, unknown>>
  readonly dependencies?: Readonly<Record<string, string>>
  readonly peerDependencies?: Readonly<Record<string, string>>
  readonly publishConfig?: { readonly access?: string; readonly provenance?: boolean }
}

/** A file that no user needs: sources, tests, maps, and the settings of tools. */
const needless =
  /^(?:src|test|scripts)\/|\bnode_modules\/|\.map$|\.test\.|\.tsbuildinfo$|(?:^|\/)tsconfig|\.config\.|\.log$/

/** Everything in a tarball that a user would take for a fault, apart from types and sizes. */
export function problemsOfContents(
  files: Files,
  manifest: PublishedManifest,
  sources: readonly string[],
): readonly string[] {
  const problems: string[] = []
  for (const path of ['README.md', 'LICENSE', 'package.json']) if (!files.has(path)) problems.push(`${path} is missing`)
  const compiled = new Set(sources)
  for (const [path, text] of files) {
    if (needless.test(path)) problems.push(`${path} is of no use to a user`)
    if (/sourceMappingURL=/.test(text)) problems.push(`${path} names a source map, which is not there`)
    const source = sourceOf(path)
    if (source !== undefined && !compiled.has(source))
      problems.push(`${path} has no source: it is left from an earlier build`)
  }
  for (const path of unusedShared(files)) problems.push(`${path} is imported by none: it is left from an earlier build`)
  return [...problems, ...problemsOfManifest(manifest)]
}

function* problemsOfManifest(manifest: PublishedManifest): Iterable<string> {
  const { dependencies, peerDependencies, publishConfig, scripts = {}, version } = manifest
  for (const [name, range] of Object.entries({ ...dependencies, ...peerDependencies }))
    if (!/^[\^~>=<\d]/.test(range)) yield `package.json asks for ${name} ${range}, which is no range of versions`
    else if (/^(?:@async-invoke\/|async-invoke$)/.test(name) && range !== version)
      yield `package.json asks for ${name} ${range} beside its own version ${version}`
  for (const name of Object.keys(scripts))
    if (/^(?:pre|post)?install$|^prepare$/.test(name)) yield `package.json has a script ${name}`
  if (JSON.stringify(manifest.exports).includes('@async-invoke/source')) yield 'package.json exports sources'
  if (publishConfig?.access !== 'public') yield 'package.json has no publishConfig.access of public'
  if (publishConfig?.provenance !== true) yield 'package.json has no publishConfig.provenance'
}
