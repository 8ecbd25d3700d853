import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { CommandError, exitCodes } from '../command-error.ts'
import { readIfThere, writeInFolder } from '../project-files.ts'
import { note, print } from '../text/output.ts'
import { installCommand, nextSteps } from './next-steps.ts'
import { type PlannedFile, plannedFiles } from './planned-files.ts'
import { type Project, readProject } from './project.ts'

export interface InitFlags {
  readonly 'dry-run'?: boolean
  readonly install?: boolean
  readonly json?: boolean
  readonly quiet?: boolean
}

const ignoreFile = '.gitignore'

interface Change extends PlannedFile {
  readonly state: 'written' | 'unchanged' | 'planned'
}

/**
 * Writes the files of a first function into a folder. Either none is written or, unless the disk fails, all.
 *
 * @param version - of this package
 * @throws {@link CommandError} when a file exists and differs, or the disk fails
 */
export async function init(folder: string, version: string, flags: InitFlags): Promise<number> {
  const { install = false, json = false, quiet = false } = flags
  const isDry = flags['dry-run'] === true
  const project = readProject(folder)
  const changes = await changesOf(project, version, isDry)
  if (!isDry)
    for (const { path, text, state } of changes)
      if (state === 'written') await writeInFolder(join(folder, path), text, path === ignoreFile ? 'a' : 'wx')
  const command = installCommand(project, version)
  if (!json) for (const { path, state } of changes) await print(`${state.padEnd(9)}  ${path}`)
  const isInstalled = install && !isDry && command !== undefined
  if (isInstalled) await run(folder, command, json)
  const next = nextSteps(project, isInstalled ? undefined : command)
  if (json) await print(JSON.stringify({ files: changes.map(({ path, state }) => ({ path, state })), next }))
  else note(quiet, `\nNext:\n${next.map((each) => `  ${each}`).join('\n')}`)
  return exitCodes.success
}

/** @throws {@link CommandError} when a file exists and differs */
async function changesOf(project: Project, version: string, isDry: boolean): Promise<readonly Change[]> {
  const other = project.configs.find((name) => name !== 'async-invoke.config.json')
  if (other !== undefined)
    throw new CommandError(`${other} exists: this folder has a configuration, and nothing is written`)
  const changed = isDry ? 'planned' : 'written'
  const changes: Change[] = []
  for (const file of plannedFiles(project, version)) {
    const present = await readIfThere(join(project.folder, file.path))
    if (present !== undefined && withoutReturns(present) !== file.text)
      throw new CommandError(`${file.path} exists and differs, and nothing is written`)
    changes.push({ ...file, state: present === undefined ? changed : 'unchanged' })
  }
  const present = await readIfThere(join(project.folder, ignoreFile))
  const ignored = present ?? ''
  const lines = new Set(ignored.split(/\r?\n/).map((line) => line.trim().replace(/^\/|\/$/g, '')))
  const wanted = present === undefined ? ['node_modules/', '.async-invoke/'] : ['.async-invoke/']
  const added = wanted.filter((line) => !lines.has(line.replace(/\/$/, '')))
  const separator = ignored === '' || ignored.endsWith('\n') ? '' : '\n'
  const text = `${separator}${added.map((line) => `${line}\n`).join('')}`
  return [...changes, { path: ignoreFile, text, state: added.length > 0 ? changed : 'unchanged' }]
}

/** Git may write a carriage return at the end of each line. */
const withoutReturns = (text: string): string => text.replaceAll('\r\n', '\n')

/** Runs the package manager, without a shell; with `--json`, its output goes to stderr. */
async function run(folder: string, [program, ...args]: readonly [string, ...string[]], json: boolean): Promise<void> {
  const child = spawn(program, args, { cwd: folder, stdio: ['ignore', json ? 2 : 'inherit', 'inherit'], shell: false })
  const code = await new Promise<number | null>((resolve, reject) => {
    child.on('close', resolve)
    child.on('error', (cause) => reject(new CommandError(`cannot run ${program}: ${cause.message}`, { cause })))
  })
  if (code !== 0) throw new CommandError(`${[program, ...args].join(' ')} ended with ${code ?? 'a signal'}`)
}
