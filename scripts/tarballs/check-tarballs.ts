import { globSync, mkdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { publint } from 'publint'
import { formatMessage } from 'publint/utils'
import { run } from '../try-packages/run.ts'
import type { PackedPackage } from '../try-packages/tarballs.ts'
import { entryKilobytes, tarballKilobytes } from './budgets.ts'
import { type PublishedManifest, problemsOfContents } from './contents.ts'
import { problemsOfFigures } from './figures.ts'
import { sourcesOf } from './leftovers.ts'
import { bundledBytes } from './sizes.ts'
import { typesProblems } from './types-problems.ts'

/** What is measured, in kilobytes, and its budget if it has one. */
export interface Size {
  readonly of: string
  readonly kilobytes: number
  readonly budget: number | undefined
}

export interface CheckedTarballs {
  readonly problems: readonly string[]
  readonly sizes: readonly Size[]
}

/**
 * Checks tarballs as they are published: files and manifest, publint, the types in every resolution, the budgets of
 * sizes, and the sizes that READMEs name. Unpacks them in a folder, where siblings find each other as installed packages do.
 */
export async function checkTarballs(family: readonly PackedPackage[], folder: string): Promise<CheckedTarballs> {
  const unpacked = family.map((packed) => ({ ...packed, ...unpack(packed, folder) }))
  const names = family.map(({ name }) => name)
  const foreign = unpacked
    .flatMap(({ manifest }) => Object.keys({ ...manifest.dependencies, ...manifest.peerDependencies }))
    .filter((name) => !names.includes(name))
  const problems: string[] = []
  const sizes: Size[] = []
  for (const { name, tarball, allEntries, ...packed } of unpacked) {
    const found = await problemsOf({ name, tarball, allEntries, ...packed })
    problems.push(...found.map((problem) => `${name}: ${problem}`))
    const kilobytes = statSync(tarball).size / 1024
    sizes.push({ of: `the tarball of ${name}`, kilobytes, budget: tarballKilobytes[name] })
    const measured = new Map<string, number>()
    for (const entry of allEntries)
      measured.set(entry, (await bundledBytes(`export * from '${entry}'`, folder, foreign)) / 1024)
    for (const [of, has] of measured) sizes.push({ of, kilobytes: has, budget: entryKilobytes[of] })
    const readme = readFileSync(join(packed.installed, 'README.md'), 'utf8')
    problems.push(...problemsOfFigures(readme, name, measured).map((problem) => `${name}: ${problem}`))
  }
  const known = new Set([...names, ...family.flatMap(({ allEntries }) => allEntries)])
  const unused = [...Object.keys(tarballKilobytes), ...Object.keys(entryKilobytes)].filter((name) => !known.has(name))
  return {
    problems: [...problems, ...sizes.flatMap(problemsOfSize), ...unused.map((name) => `${name} has a budget only`)],
    sizes,
  }
}

interface Unpacked extends PackedPackage {
  readonly installed: string
  readonly manifest: PublishedManifest
}

function unpack({ name, tarball }: PackedPackage, folder: string): Pick<Unpacked, 'installed' | 'manifest'> {
  const installed = join(folder, 'node_modules', name)
  mkdirSync(installed, { recursive: true })
  run('tar', ['-xzf', tarball, '--strip-components=1', '-C', installed], { cwd: installed })
  return { installed, manifest: JSON.parse(readFileSync(join(installed, 'package.json'), 'utf8')) as PublishedManifest }
}

async function problemsOf({ name, folder, tarball, allEntries, isDual, installed, manifest }: Unpacked) {
  const paths = globSync('**', { cwd: installed }).filter((path) => statSync(join(installed, path)).isFile())
  const files = new Map(paths.map((path) => [path, readFileSync(join(installed, path), 'utf8')]))
  const { messages, pkg } = await publint({ pkgDir: installed, strict: true })
  const entrypoints = allEntries.map((entry) => entry.replace(name, '.'))
  return [
    ...problemsOfContents(files, manifest, sourcesOf(folder)),
    ...messages.map((message) => `publint: ${formatMessage(message, pkg, { color: false })}`),
    ...(await typesProblems(tarball, entrypoints, isDual)),
  ]
}

/** A budget far above the size would let it double without a word. */
function problemsOfSize({ of, kilobytes, budget }: Size): readonly string[] {
  const has = `${of} has ${kilobytes.toFixed(1)} KB`
  if (budget === undefined) return [`${has}, and no budget in scripts/tarballs/budgets.ts`]
  if (kilobytes > budget) return [`${has}, and its budget is ${budget} KB`]
  return budget > 2 && kilobytes < budget / 2 ? [`${has}, and a budget of more than twice that, ${budget} KB`] : []
}
