import { type Manager, runs } from '../package-manager.ts'
import { testPath } from './planned-files.ts'
import type { Project } from './project.ts'

/**
 * The command that installs what the written files need, as a program and its arguments; undefined if nothing is missing.
 *
 * @param version - of the packages
 */
export function installCommand(project: Project, version: string): readonly [Manager, ...string[]] | undefined {
  const { manager, hasManifest, missing } = project
  if (missing.length === 0) return undefined
  const packages = missing.filter(({ isListed }) => !isListed).map(({ name }) => `${name}@^${version}`)
  if (!hasManifest || packages.length === 0) return [manager, 'install']
  return manager === 'npm' ? ['npm', 'install', '--save-dev', ...packages] : [manager, 'add', '--dev', ...packages]
}

/** The commands that come next, in the order of their use. */
export function nextSteps(project: Project, install: readonly string[] | undefined): readonly string[] {
  const run = runs[project.manager]
  return [
    ...(install === undefined ? [] : [install.join(' ')]),
    testCommand(project, run),
    `${run} async-invoke dev`,
    `${run} async-invoke invoke hello '{}' --watch    # in another terminal`,
  ]
}

function testCommand(project: Project, run: string): string {
  switch (project.runner) {
    case 'vitest':
      return `${run} vitest run ${testPath(project)}`
    case 'jest':
      return `NODE_OPTIONS=--experimental-vm-modules ${run} jest ${testPath(project)}`
    case 'node':
      return `node --test ${testPath(project)}`
  }
}
