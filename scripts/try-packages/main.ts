/**
 * Packs every package, checks the tarballs, and tries them in empty projects, as a stranger installs them: on each Node.js,
 * with each package manager. `--short` tries the Node.js that runs it, with pnpm; `--node 22` one Node.js,
 * `--manager yarn` one manager.
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { checkTarballs } from '../tarballs/check-tarballs.ts'
import { checks } from './checks.ts'
import { companions } from './companions.ts'
import { type InstalledNode, installNode, majorOf, nodesOfMachine } from './nodes.ts'
import { createProject, type Manager, managers } from './project.ts'
import { packAll } from './tarballs.ts'

const string = { type: 'string' } as const
const { values } = parseArgs({ options: { short: { type: 'boolean', default: false }, node: string, manager: string } })
const tried = managers.filter((name) => name === (values.short ? 'pnpm' : (values.manager ?? name)))
if (tried.length === 0) throw new RangeError(`unknown manager ${values.manager}; choose from: ${managers.join(', ')}`)
const folder = mkdtempSync(join(tmpdir(), 'try-packages-'))

try {
  const family = packAll(folder)
  const { problems, sizes } = await checkTarballs(family, join(folder, 'unpacked'))
  console.log(`Tarballs and entries: ${sizes.length}, problems: ${problems.length}`)
  for (const problem of problems) console.log(`  ${problem}`)
  if (problems.length > 0) process.exitCode = 1
  const own = values.short ? process.versions.node : values.node
  const majors = own === undefined ? Object.keys(companions).map(Number) : [Number.parseInt(own, 10)]
  for (const major of majors) {
    const node = nodeOf(major)
    if (node === undefined) continue
    const packages = family.filter(({ minimumNode }) => minimumNode <= major)
    for (const manager of tried) await tryIn(`node-${major}-${manager}`, node, manager, packages)
  }
} finally {
  rmSync(folder, { recursive: true, force: true })
}

async function tryIn(
  name: string,
  node: InstalledNode,
  manager: Manager,
  packages: ReturnType<typeof packAll>,
): Promise<void> {
  const versions = companions[majorOf(node)]
  if (versions === undefined) throw new RangeError(`no companions for Node.js ${node.version}`)
  console.log(
    `\nNode.js ${node.version}, ${manager}, TypeScript ${versions.typescript}, vitest ${versions.vitest}: ${packages.length} packages`,
  )
  const project = createProject({ folder: join(folder, name), manager, node, packages, companions: versions })
  for (const [sentence, check] of Object.entries(checks)) {
    const faults = await Array.fromAsync(check(project))
    console.log(faults.length === 0 ? `  ${sentence}` : `  NOT: ${sentence}\n${faults.join('\n')}`)
    if (faults.length > 0) process.exitCode = 1
  }
}

/** A Node.js of this machine or from npm; says why there is none. */
function nodeOf(major: number): InstalledNode | undefined {
  const found = nodesOfMachine().find((node) => majorOf(node) === major)
  if (found !== undefined) return found
  try {
    return installNode(major)
  } catch (error) {
    console.log(`SKIPPED Node.js ${major}: npm cannot install it: ${String(error).slice(0, 300)}`)
    return undefined
  }
}
