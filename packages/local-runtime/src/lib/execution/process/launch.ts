import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { pythonBootstrap } from './python-bootstrap.ts'
import type { RunTarget } from './run-target.ts'
import { locate } from './search-paths.ts'

/** Command line of the program that serves a function through the Runtime API. */
export interface Launch {
  readonly command: string
  readonly args: readonly string[]
  /** True if a Node.js process that has started already can serve the function just as well. */
  readonly takesSpare: boolean
}

/** Path of the Node.js bootstrap: a source file in this repository, JavaScript in the published package. */
const nodeBootstrap = fileURLToPath(
  new URL(import.meta.url.endsWith('.ts') ? '../node/bootstrap.ts' : '../node/bootstrap.js', import.meta.url),
)

/**
 * Command line for a runtime; `undefined` for one that is not supported.
 *
 * @param wrapper - value of `AWS_LAMBDA_EXEC_WRAPPER`, a program that starts the runtime (RUN-8)
 * @see https://docs.aws.amazon.com/lambda/latest/dg/runtimes-modify.html#runtime-wrapper
 */
export function resolveLaunch(target: RunTarget, wrapper?: string): Launch | undefined {
  const { runtime, directory } = target
  // Lambda has no wrappers for runtimes that are an operating system only.
  if (runtime.startsWith('provided')) return { command: join(directory, 'bootstrap'), args: [], takesSpare: false }
  const command = commandOf(target)
  if (command === undefined || wrapper === undefined || wrapper === '') return command
  // The shell ends with Lambda's status where there is no such program: 127.
  const script = 'exec "$0" "$@"'
  return {
    command: '/bin/sh',
    args: ['-c', script, locate(wrapper, target, existsSync), command.command, ...command.args],
    takesSpare: false,
  }
}

/** Whether the program of a runtime reports the files that it loads. */
export function reportsLoadedFiles(runtime: string): boolean {
  return runtime.startsWith('nodejs') || runtime.startsWith('python')
}

/** Whether this machine has a program for functions of a runtime. */
export function runsHere(runtime: string): boolean {
  return ['nodejs', 'python', 'provided'].some((family) => runtime.startsWith(family))
}

function commandOf(target: RunTarget): Launch | undefined {
  const { runtime, directory, handler, file, hotReload } = target
  const args = [directory, handler, file ?? '', process.cwd(), hotReload ? 'watch' : '']
  if (runtime.startsWith('nodejs'))
    return { command: process.execPath, args: [nodeBootstrap, ...args], takesSpare: !bringsLibraries(target) }
  if (runtime.startsWith('python'))
    return { command: 'python3', args: ['-B', '-u', '-c', pythonBootstrap, ...args], takesSpare: false }
  return undefined
}

/** Whether the system may load libraries of the function's, which it looks for at the start of a process only. */
function bringsLibraries({ directory, layers }: RunTarget): boolean {
  return layers.length > 0 || [directory, join(directory, 'lib')].some(hasLibraries)
}

/** Whether a folder has shared libraries, or cannot be read. */
function hasLibraries(folder: string): boolean {
  if (!existsSync(folder)) return false
  return readdirSync(folder).some((name) => /\.so(\.|$)/.test(name))
}
