/**
 * Compares the arrows in ARCHITECTURE.md with the code: every import between packages is drawn, every arrow that is drawn
 * is imported and declared, and a package imports only what its package.json names. What starts often loads no index.
 */
import { globSync } from 'node:fs'
import { basename, dirname } from 'node:path'
import { drawnUnder, read, root, sourceFiles, specifiersOf } from './source-files.ts'

interface Manifest {
  readonly name: string
  readonly dependencies?: Readonly<Record<string, string>>
  readonly peerDependencies?: Readonly<Record<string, string>>
}

const folders = globSync('packages/*/package.json', { cwd: root }).map(dirname).sort()
const manifests = new Map(folders.map((folder) => [folder, JSON.parse(read(`${folder}/package.json`)) as Manifest]))
const folderOf = new Map([...manifests].map(([folder, { name }]) => [name, basename(folder)]))

/** `a -> b, c` lines; text in parentheses is a note. */
const drawn = new Set(
  drawnUnder('Arrows').flatMap((line) => {
    const [from = '', to = ''] = line.replaceAll(/\(.*\)/g, '').split('->')
    return to.split(',').map((each) => `${from.trim()} -> ${each.trim()}`)
  }),
)

const packageOf = (specifier: string): string => /^(@[^/]+\/[^/]+|[^/]+)/.exec(specifier)?.[0] ?? specifier

const problems: string[] = []
const imported = new Set<string>()
const declared = new Set<string>()
for (const [folder, manifest] of manifests) {
  const from = basename(folder)
  const named = new Set(Object.keys({ ...manifest.dependencies, ...manifest.peerDependencies }))
  for (const name of named) if (folderOf.has(name)) declared.add(`${from} -> ${folderOf.get(name)}`)
  for (const specifier of new Set(sourceFiles(`${folder}/src/**/*.ts`).flatMap(specifiersOf))) {
    if (specifier.startsWith('node:') || specifier.startsWith('.')) continue
    const name = packageOf(specifier)
    if (!named.has(name)) problems.push(`${from} imports ${name}, which its package.json does not name`)
    if (folderOf.has(name)) imported.add(`${from} -> ${folderOf.get(name)}`)
  }
}

/** Loaded at each start of a command or a test: only the entries of the schemas that they need, since the index loads all. */
const quick = ['engine', 'local-runtime', 'destinations', 'invokers']
for (const file of sourceFiles(`packages/{${quick.join(',')}}/src/**/*.ts`))
  for (const [, names = ''] of read(file).matchAll(/^(?:im|ex)port \{([^}]*)\} from '@async-invoke\/schemas'/gm))
    if (names.split(',').some((name) => !/^\s*(?:type |$)/.test(name)))
      problems.push(`${file} imports values from the index of the schemas: take them from the entry that has them`)

for (const arrow of imported)
  if (!drawn.has(arrow)) problems.push(`imported and not drawn in ARCHITECTURE.md: ${arrow}`)
for (const arrow of drawn)
  if (!imported.has(arrow)) problems.push(`drawn in ARCHITECTURE.md and not imported: ${arrow}`)
for (const arrow of declared)
  if (!imported.has(arrow)) problems.push(`declared in package.json and not imported: ${arrow}`)

if (problems.length > 0) {
  console.error(problems.join('\n'))
  process.exitCode = 1
} else console.log(`${imported.size} arrows between ${folders.length} packages, as ARCHITECTURE.md draws them`)
