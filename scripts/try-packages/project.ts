import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Companions } from './companions.ts'
import { type InstalledNode, majorOf } from './nodes.ts'
import { end, run } from './run.ts'
import type { PackedPackage } from './tarballs.ts'

/** The package managers that install the packages. */
export const managers = ['npm', 'pnpm', 'yarn'] as const

export type Manager = (typeof managers)[number]

/** A user's project that has the packages installed. */
export interface Project {
  readonly folder: string
  readonly node: InstalledNode
  readonly packages: readonly PackedPackage[]
  readonly companions: Companions
  /** Warnings that the packages added to those of their companions. */
  readonly warnings: readonly string[]
}

export interface ProjectOptions {
  readonly folder: string
  readonly manager: Manager
  readonly node: InstalledNode
  readonly packages: readonly PackedPackage[]
  readonly companions: Companions
}

const commands = {
  npm: ['npm', 'install', '--prefer-offline', '--no-audit', '--no-fund'],
  pnpm: ['npx', '-y', 'pnpm@10', 'add', '--prefer-offline'],
  yarn: ['npx', '-y', '@yarnpkg/cli-dist@4', 'add'],
} as const

/** How each says that a package of the project takes the place of the registry's. */
const settings = {
  npm: () => ({}),
  pnpm: (overrides) => ({ pnpm: { overrides } }),
  yarn: (resolutions) => ({ resolutions }),
} as const satisfies Readonly<Record<Manager, (tarballs: Readonly<Record<string, string>>) => object>>

/** Makes an empty project, and installs the companions and peers, and then the packages from their tarballs. */
export function createProject({ folder, manager, node, packages, companions }: ProjectOptions): Project {
  mkdirSync(folder, { recursive: true })
  // The registry does not have these versions; npm finds siblings among the project's own packages.
  const overrides = Object.fromEntries(packages.map(({ name, tarball }) => [name, `file:${tarball}`]))
  const manifest = { private: true, type: 'module', ...settings[manager](overrides) }
  writeFileSync(join(folder, 'package.json'), JSON.stringify(manifest))
  if (manager === 'yarn') writeFileSync(join(folder, '.yarnrc.yml'), yarnSettings(folder))
  const add = (names: readonly string[]): readonly string[] => {
    const [command, ...args] = commands[manager]
    const { stdout, stderr } = run(command, [...args, ...names], { cwd: folder, node: node.path })
    return printedWarnings(stdout + stderr)
  }
  const peers = Object.assign(
    { zod: '4', '@sinclair/typebox': '0.34', '@types/node': String(majorOf(node)) },
    ...packages.map(({ peers }) => peers),
    companions,
  )
  const known = add(Object.entries(peers).map(([name, range]) => `${name}@${range}`))
  const warnings = add(packages.map(({ name, tarball }) => `${name}@file:${tarball}`)).filter(
    (line) => !known.includes(line),
  )
  return { folder, node, packages, companions, warnings }
}

/** Packages in a folder, where the checks look for them, from the registry that npm uses. */
function yarnSettings(folder: string): string {
  const registry = run('npm', ['config', 'get', 'registry'], { cwd: folder }).stdout.trim()
  const host = new URL(registry).hostname
  return `nodeLinker: node-modules
npmRegistryServer: ${registry.replace(/\/$/, '')}
unsafeHttpWhitelist: ['${host}']
enableGlobalCache: false
enableTelemetry: false
enableImmutableInstalls: false
`
}

/** The lines that a user would read as a warning about the packages. */
export const printedWarnings = (printed: string): readonly string[] =>
  printed
    .split('\n')
    .filter((line) => (/\bwarn|deprecat|experimental/i.test(line) || ofYarn.test(line)) && !isAnnounced(line))

/** Yarn's warnings have numbers: peers that are missing, or of other versions. */
const ofYarn = /YN0002|YN0060|YN0086/

/**
 * Whether a line is the SDK's on its support of Node.js 20, one on SQLite before Node.js 24, as the READMEs say, Node's after a
 * warning, or yarn's count of warnings.
 */
export const isAnnounced = (line: string): boolean =>
  /NodeVersionSupportWarning: The AWS SDK|SQLite is an experimental feature|node --trace-warnings|YN0000/.test(line)

/** Writes files into a project. */
export function write({ folder }: Project, files: Readonly<Record<string, string>>): void {
  for (const [name, content] of Object.entries(files)) writeFileSync(join(folder, name), content)
}

/** Compiles files of a project with its own TypeScript, and returns the errors. */
export function compile(
  project: Project,
  files: readonly string[],
  options: Readonly<Record<string, unknown>>,
): string {
  const compilerOptions = { strict: true, exactOptionalPropertyTypes: true, types: ['node'], ...options }
  write(project, { 'tsconfig.json': JSON.stringify({ compilerOptions, files }) })
  const { folder, node } = project
  const tsc = ['node_modules/typescript/bin/tsc', '-p', '.']
  const { status, stdout, stderr } = end(node.path, tsc, { cwd: folder, node: node.path })
  return status === 0 ? '' : stdout + stderr
}
