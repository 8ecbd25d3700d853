/**
 * Checks that the README of each package says what a reader of its page in a registry needs, and what its manifest says.
 * `--write` writes the sections of requirements before.
 */
import { globSync, readFileSync, writeFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { read, root } from './source-files.ts'
import { companions } from './try-packages/companions.ts'
import { managers } from './try-packages/project.ts'

interface Manifest {
  readonly name: string
  readonly engines: { readonly node: string }
  readonly repository: { readonly directory?: string }
  readonly exports: Readonly<Record<string, string | Readonly<Record<string, unknown>>>>
  readonly dependencies?: Readonly<Record<string, string>>
  readonly peerDependencies?: Readonly<Record<string, string>>
  readonly peerDependenciesMeta?: Readonly<Record<string, { readonly optional?: boolean }>>
}

const folders = globSync('packages/*/package.json', { cwd: root }).map(dirname).sort()
const problems = folders.flatMap((folder) => {
  const manifest = JSON.parse(read(`${folder}/package.json`)) as Manifest
  if (process.argv.includes('--write')) writeRequirements(join(root, folder, 'README.md'), manifest)
  return problemsOf(folder, manifest, read(`${folder}/README.md`)).map((problem) => `${folder}/README.md ${problem}`)
})
for (const problem of problems) console.error(problem)
console.log(`READMEs: ${folders.length}, problems: ${problems.length}`)
if (problems.length > 0) process.exitCode = 1

function problemsOf(folder: string, manifest: Manifest, readme: string): readonly string[] {
  const { name, repository } = manifest
  const section = (title: string): string => readme.split(/^## /m).find((each) => each.startsWith(`${title}\n`)) ?? ''
  const problems: string[] = []
  if (!readme.startsWith(`# ${name}\n`)) problems.push(`does not begin with # ${name}`)
  if (!new RegExp(`^npm install .*${name}(?: |$)`, 'm').test(section('Install')))
    problems.push(`has no npm install of ${name} under ## Install`)
  const requirements = requirementsOf(manifest)
  if (section('Requirements').trimEnd() !== requirements.trimEnd())
    problems.push(
      'has other requirements than package.json, or text beside them: node scripts/check-readmes.ts --write',
    )
  for (const related of Object.keys(manifest.dependencies ?? {}).filter(isOurs))
    if (!section('Related packages').includes(`[\`${related}\`](../${basename(related)}/README.md)`))
      problems.push(`does not link ${related} under ## Related packages`)
  const [users = ''] = readme.replace(section('Requirements'), '').split(/^## Contributing$/m)
  const command = /\bpnpm (?:--\S+ )*[\w:-]+/.exec(users)?.[0]
  if (command !== undefined) problems.push(`has a command of the repository outside ## Contributing: ${command}`)
  // npm resolves relative links of a README below this folder of the repository.
  if (repository.directory !== folder)
    problems.push(`has links that npm cannot resolve: repository.directory is not ${folder}`)
  return problems
}

/** Replaces the list of requirements; text beside it is for its author to move. */
function writeRequirements(path: string, manifest: Manifest): void {
  const readme = readFileSync(path, 'utf8')
  writeFileSync(
    path,
    readme.replace(/^## Requirements\n\n(?:- .*\n)*/m, () => `## ${requirementsOf(manifest)}`),
  )
}

/** The section with everything that a package asks of its user's project. */
function requirementsOf({ engines, exports, peerDependencies = {}, peerDependenciesMeta = {} }: Manifest): string {
  const [, minimum = ''] = /^>=(\d+\.\d+)$/.exec(engines.node) ?? []
  const isDual = Object.values(exports).some((target) => typeof target === 'object' && 'require' in target)
  const isRequired = ([peer]: readonly [string, string]): boolean => peerDependenciesMeta[peer]?.optional !== true
  const peers = Object.entries(peerDependencies)
  const nodes = Object.keys(companions).filter((major) => Number(major) >= Number.parseInt(minimum, 10))
  const compilers = nodes.map((major) => companions[Number(major)]?.typescript ?? '')
  const lines = [
    `Node.js ${minimum} or later`,
    ...(isDual
      ? ['ES modules and CommonJS, with types for every `moduleResolution` of TypeScript']
      : [
          `An ES module: CommonJS loads it with \`import()\`${minimum === '20.19' ? ', or with `require` in Node.js 20.19, 22.12 and later' : ' or `require`'}`,
          'TypeScript with `module` `nodenext` or `moduleResolution` `bundler`; it refuses the classic `node`, and `node16` in CommonJS',
        ]),
    ...peerLine('Peers', peers.filter(isRequired)),
    ...peerLine(
      'Optional peers',
      peers.filter((peer) => !isRequired(peer)),
    ),
    `Tried on Linux, with Node.js ${list(nodes)}, TypeScript ${list(compilers)}, ${list(managers)}; not tried on macOS and Windows`,
  ]
  return `Requirements\n\n${lines.map((line) => `- ${line}\n`).join('')}`
}

function peerLine(title: string, peers: readonly (readonly [string, string])[]): readonly string[] {
  return peers.length === 0 ? [] : [`${title}: ${list(peers.map(([name, range]) => `\`${name}\` ${range}`))}`]
}

function list(items: readonly string[]): string {
  const [last = '', ...others] = items.toReversed()
  return others.length === 0 ? last : `${others.reverse().join(', ')} and ${last}`
}

function isOurs(name: string): boolean {
  return name.startsWith('@async-invoke/')
}
