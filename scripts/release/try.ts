/**
 * Releases in a temporary clone of the commit that is checked out, up to the last step: versions and changelogs, tarballs,
 * the bill of materials, and what `publish` would send. `pnpm release:try`
 */
import { existsSync, globSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { root } from '../source-files.ts'
import { run } from '../try-packages/run.ts'

interface Manifest {
  readonly name: string
  readonly version: string
}

const folder = mkdtempSync(join(tmpdir(), 'release-'))
const clone = join(folder, 'clone')
const pnpm = (...args: readonly string[]): string => run('npx', ['-y', 'pnpm@10', ...args], { cwd: clone }).stdout
const step = (sentence: string): void => console.log(`\n${sentence}`)

try {
  step('Clone, and install from the lock file')
  run('git', ['clone', '--quiet', root, clone], { cwd: folder })
  pnpm('install', '--frozen-lockfile', '--prefer-offline')
  const before = manifests()

  step('Versions and changelogs from the changesets')
  const changesets = globSync('.changeset/*.md', { cwd: clone }).length
  pnpm('release:version')
  const released = manifests()
  refuse(changesets > 0 ? [] : ['there is no changeset: nothing would be released'])
  refuse(globSync('.changeset/*.md', { cwd: clone }).map((path) => `${path} is left over`))
  refuse(problemsOfVersions(before, released))
  for (const { name, version } of released) console.log(`${name} ${version}`)
  pnpm('exec', 'biome', 'check', ...globSync('packages/*/package.json', { cwd: clone }))
  pnpm('install', '--frozen-lockfile', '--prefer-offline')

  step('Tarballs')
  console.log(pnpm('-s', 'packages:check').trim().split('\n').at(-1))

  step('Bill of materials')
  console.log(pnpm('-s', 'release:sbom', 'sbom.cdx.json').trim())

  step('Publish, dry')
  const published = pnpm('--recursive', 'publish', '--dry-run', '--no-git-checks')
  refuse(
    released
      .map(({ name, version }) => `${name}@${version}`)
      .filter((id) => !published.includes(`+ ${id}`))
      .map((id) => `${id} would not be published`),
  )
  console.log(`${released.length} packages would be published`)
} finally {
  rmSync(folder, { recursive: true, force: true })
}

function manifests(): readonly Manifest[] {
  return globSync('packages/*/package.json', { cwd: clone })
    .sort()
    .map((path) => JSON.parse(readFileSync(join(clone, path), 'utf8')) as Manifest)
}

/** One version for all packages, a new one, and at the top of each changelog. */
function problemsOfVersions(before: readonly Manifest[], released: readonly Manifest[]): readonly string[] {
  const [first] = released
  return released.flatMap(({ name, version }, index) => {
    const changelog = join(
      clone,
      'packages',
      name.replace('@async-invoke/', '').replace(/^async-invoke$/, 'cli'),
      'CHANGELOG.md',
    )
    const top = existsSync(changelog)
      ? readFileSync(changelog, 'utf8').split('\n').slice(0, 3).join('\n')
      : 'no changelog'
    return [
      ...(version === before[index]?.version ? [`${name} keeps its version ${version}`] : []),
      ...(version === first?.version ? [] : [`${name} gets ${version} beside ${first?.version} of ${first?.name}`]),
      ...(top === `# ${name}\n\n## ${version}` ? [] : [`the changelog of ${name} begins with ${JSON.stringify(top)}`]),
    ]
  })
}

function refuse(problems: readonly string[]): void {
  if (problems.length > 0) throw new Error(problems.join('\n'))
}
