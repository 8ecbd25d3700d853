import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { root } from '../source-files.ts'
import { run } from './run.ts'

/** A Node.js that programs can be tried on. */
export interface InstalledNode {
  readonly path: string
  /** `v24.21.0` */
  readonly version: string
}

/** The major version of a Node.js. */
export const majorOf = ({ version }: InstalledNode): number => Number(/^v(\d+)/.exec(version)?.[1])

/** This Node and every other on the PATH or in the usual folders, one for each version. */
export function nodesOfMachine(): readonly InstalledNode[] {
  const folders = [...(process.env.PATH ?? '').split(delimiter), '/usr/bin', '/usr/local/bin']
  const paths = [process.execPath, ...folders.map((folder) => join(folder, 'node'))].filter((path) => existsSync(path))
  const byVersion = new Map<string, string>()
  for (const path of paths) {
    const version = versionOf(path)
    if (!byVersion.has(version)) byVersion.set(version, path)
  }
  return [...byVersion].map(([version, path]) => ({ version, path }))
}

/**
 * Installs the newest Node.js of a major version from npm, outside the workspace's dependencies.
 *
 * @throws {@link Error} when npm cannot install it
 */
export function installNode(major: number): InstalledNode {
  const folder = join(root, `node_modules/.cache/try-packages/node-${major}`)
  const name = `node-${process.platform}-${process.arch}`
  const path = join(folder, 'node_modules', name, 'bin/node')
  if (!existsSync(path)) {
    mkdirSync(folder, { recursive: true })
    writeFileSync(join(folder, 'package.json'), '{ "private": true }')
    run('npm', ['install', '--no-audit', '--no-fund', `${name}@${major}`], { cwd: folder })
  }
  return { path, version: versionOf(path) }
}

const versionOf = (path: string): string => run(path, ['--version'], { cwd: root }).stdout.trim()
