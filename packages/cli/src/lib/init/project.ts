import { existsSync, readFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { onOneLine } from '@async-invoke/schemas/internal'
import { UsageError } from '../command-error.ts'
import { configNames } from '../config/config-names.ts'
import { refuseNamedPipe } from '../named-pipe.ts'
import { type Manager, managerNamed } from '../package-manager.ts'

export type Runner = 'jest' | 'node' | 'vitest'

/** What a folder says about the project in it. */
export interface Project {
  readonly folder: string
  readonly hasManifest: boolean
  /** The `type` of `package.json`: that of a file whose name ends in `.js` or `.ts`. */
  readonly type: 'commonjs' | 'module' | undefined
  readonly usesTypeScript: boolean
  readonly runner: Runner
  readonly manager: Manager
  /** Folder for functions: `src` where there is one. */
  readonly sources: 'functions' | 'src'
  /** Configuration files of `dev` that are there. */
  readonly configs: readonly string[]
  /** Packages that the files need and no installation holds, and whether `package.json` names them. */
  readonly missing: readonly { readonly name: string; readonly isListed: boolean }[]
}

interface Manifest {
  readonly type?: unknown
  readonly packageManager?: unknown
  readonly dependencies?: Readonly<Record<string, unknown>>
  readonly devDependencies?: Readonly<Record<string, unknown>>
}

/** Packages that the written files need. */
const needed = ['async-invoke', '@async-invoke/local-runtime']

const locks: readonly (readonly [string, Manager])[] = [
  ['pnpm-lock.yaml', 'pnpm'],
  ['yarn.lock', 'yarn'],
  ['bun.lock', 'bun'],
  ['bun.lockb', 'bun'],
  ['package-lock.json', 'npm'],
]

/**
 * Reads a folder and, for the package manager and what is installed, those around it.
 *
 * @throws {@link UsageError} when `package.json` is not a JSON object
 */
export function readProject(folder: string): Project {
  const manifest = readManifest(folder)
  const names = new Set(Object.keys({ ...manifest?.dependencies, ...manifest?.devDependencies }))
  const type = manifest?.type === 'module' || manifest?.type === 'commonjs' ? manifest.type : undefined
  return {
    folder,
    hasManifest: manifest !== undefined,
    type,
    // Node.js itself runs the function.
    usesTypeScript:
      (existsSync(join(folder, 'tsconfig.json')) || names.has('typescript')) && Boolean(process.features.typescript),
    runner: names.has('vitest') ? 'vitest' : names.has('jest') ? 'jest' : 'node',
    manager: managerOf(folder, manifest),
    sources: existsSync(join(folder, 'src')) && !existsSync(join(folder, 'functions')) ? 'src' : 'functions',
    configs: configNames.filter((name) => existsSync(join(folder, name))),
    missing: needed.filter((name) => !isInstalled(folder, name)).map((name) => ({ name, isListed: names.has(name) })),
  }
}

function readManifest(folder: string): Manifest | undefined {
  const file = join(folder, 'package.json')
  if (!existsSync(file)) return undefined
  try {
    refuseNamedPipe(file)
    const manifest: unknown = JSON.parse(readFileSync(file, 'utf8').replace(/^\uFEFF/, ''))
    if (typeof manifest === 'object' && manifest !== null && !Array.isArray(manifest)) return manifest
  } catch (cause) {
    const reason = onOneLine(cause instanceof Error ? cause.message : String(cause))
    throw new UsageError(`cannot read package.json: ${reason}`, { cause })
  }
  throw new UsageError('package.json is no object')
}

function managerOf(folder: string, manifest: Manifest | undefined): Manager {
  const named = managerNamed(manifest?.packageManager)
  if (named !== undefined) return named
  for (const each of foldersAround(folder)) {
    const lock = locks.find(([name]) => existsSync(join(each, name)))
    if (lock !== undefined) return lock[1]
    const around = each === folder ? undefined : managerNamed(readAround(each)?.packageManager)
    if (around !== undefined) return around
  }
  return managerNamed(process.env.npm_config_user_agent) ?? 'npm'
}

/** The manifest of a workspace around the folder, which may be anyone's. */
function readAround(folder: string): Manifest | undefined {
  try {
    return readManifest(folder)
  } catch {
    return undefined
  }
}

function isInstalled(folder: string, name: string): boolean {
  return foldersAround(folder).some((each) => existsSync(join(each, 'node_modules', name, 'package.json')))
}

function foldersAround(folder: string): readonly string[] {
  const all = [resolve(folder)]
  for (let at = dirname(all[0] ?? folder); at !== all.at(-1); at = dirname(at)) all.push(at)
  return all
}
